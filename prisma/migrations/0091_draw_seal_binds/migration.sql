-- What 0080 meant to keep (decision 031): of a round whose seal holds nothing is drawn but from this seal, and nobody ends by
-- hand a seal whose outcome is fixed because all three have shown theirs.
CREATE FUNCTION "draw_from_its_seal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "draw_seal" WHERE "round_id" = NEW."round_id" AND "ended_at" IS NULL
             AND "id" IS DISTINCT FROM NEW."seal_id") THEN
    RAISE EXCEPTION 'a round whose seal holds is drawn from it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_from_its_seal" BEFORE INSERT ON "draw" FOR EACH ROW EXECUTE FUNCTION "draw_from_its_seal"();

CREATE FUNCTION "draw_seal_decided"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM "draw_contribution" WHERE "seal_id" = NEW."id" AND "revealed_at" IS NOT NULL) = 3 THEN
    RAISE EXCEPTION 'a seal whose outcome is fixed is not ended by hand' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_seal_decided" BEFORE UPDATE ON "draw_seal" FOR EACH ROW
  WHEN (NEW."ended_by_id" IS NOT NULL) EXECUTE FUNCTION "draw_seal_decided"();
