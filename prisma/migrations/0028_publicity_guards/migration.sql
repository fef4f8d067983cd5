-- A published batch goes nowhere but to its end, and nobody is put into one afterwards.
CREATE OR REPLACE FUNCTION "publicity_batch_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" IN ('published', 'closed') AND
     (NEW."title", NEW."body", NEW."contact", NEW."number", NEW."published_at", NEW."ends_at", NEW."days", NEW."day_kind")
     IS DISTINCT FROM
     (OLD."title", OLD."body", OLD."contact", OLD."number", OLD."published_at", OLD."ends_at", OLD."days", OLD."day_kind") THEN
    RAISE EXCEPTION 'a published batch is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (OLD."status" = 'published' AND NEW."status" NOT IN ('published', 'closed')) OR (OLD."status" = 'closed' AND NEW."status" <> 'closed') THEN
    RAISE EXCEPTION 'a published batch is not taken back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD."status" = 'published' AND NEW."status" = 'closed' AND NEW."status_since" < OLD."ends_at" THEN
    RAISE EXCEPTION 'publicity is not over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE FUNCTION "publicity_entry_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "publicity_batch" WHERE "id" IN (OLD."batch_id", NEW."batch_id") AND "status" IN ('published', 'closed')) THEN
    RAISE EXCEPTION 'entries of a published batch are not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
