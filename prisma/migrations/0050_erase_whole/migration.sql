-- What the conditions were judged by are rows of what was submitted: they are emptied with it, and never changed otherwise.
DROP TRIGGER "judgement_append_only" ON "judgement";
CREATE TRIGGER "judgement_append_only" BEFORE DELETE OR TRUNCATE ON "judgement"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE FUNCTION "keep_judgement"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.results <> '[]'::jsonb OR to_jsonb(NEW) - 'results' <> to_jsonb(OLD) - 'results'
    OR NOT EXISTS (SELECT 1 FROM application_version v WHERE v.application_id = NEW.application_id
                   AND v.number = NEW.version_number AND v.erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a judgement is only ever emptied, with what was judged' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "judgement_keep" BEFORE UPDATE ON "judgement" FOR EACH ROW EXECUTE FUNCTION "keep_judgement"();

-- An anonymous lead that nobody ever noted is forgotten with the others.
ALTER TABLE "objection" DROP CONSTRAINT "objection_cleared";
ALTER TABLE "objection"
  ADD CONSTRAINT "objection_cleared" CHECK ("cleared_at" IS NULL OR ("name_cipher" IS NULL AND "phone_cipher" IS NULL
    AND "email_cipher" IS NULL AND "unit_name" IS NULL AND "status" <> 'checking'));
