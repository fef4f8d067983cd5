-- What may tie an expert to somebody and has changed: a comparison looks at it once, by whether its transaction was to be
-- seen when the comparison before began. Nobody's id: it concerns everybody (units, their names and faculties).
CREATE TABLE "conflict_change" (
    "id" BIGSERIAL NOT NULL,
    "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
    "expert_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conflict_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "conflict_change_at_idx" ON "conflict_change"("at");

-- Which database system compared, and its snapshot: snapshots of another one say nothing.
ALTER TABLE "draw_request" ADD COLUMN "found_snapshot" TEXT, ADD COLUMN "found_policy_id" INTEGER;

CREATE FUNCTION "note_ties"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "conflict_change" ("expert_id") SELECT DISTINCT "expert_id" FROM "changed";
  RETURN NULL;
END
$$;
CREATE TRIGGER "expert_tie_added" AFTER INSERT ON "expert_tie" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_ties"();
CREATE TRIGGER "expert_tie_gone" AFTER DELETE ON "expert_tie" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_ties"();
CREATE TRIGGER "expert_tie_other" AFTER UPDATE ON "expert_tie" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_ties"();

CREATE FUNCTION "note_expert"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row jsonb := to_jsonb(COALESCE(NEW, OLD));
BEGIN
  INSERT INTO "conflict_change" ("expert_id") VALUES ((row ->> TG_ARGV[0])::uuid);
  RETURN NULL;
END
$$;
CREATE TRIGGER "expert_entered" AFTER INSERT ON "expert" FOR EACH ROW EXECUTE FUNCTION "note_expert"('account_id');
CREATE TRIGGER "expert_moved" AFTER UPDATE ON "expert" FOR EACH ROW
  WHEN ((OLD."unit_id", OLD."status", OLD."name") IS DISTINCT FROM (NEW."unit_id", NEW."status", NEW."name")) EXECUTE FUNCTION "note_expert"('account_id');
CREATE TRIGGER "person_numbered" AFTER UPDATE ON "person" FOR EACH ROW
  WHEN (OLD."doc_index" IS DISTINCT FROM NEW."doc_index") EXECUTE FUNCTION "note_expert"('account_id');
CREATE TRIGGER "account_numbered" AFTER UPDATE ON "account" FOR EACH ROW
  WHEN (OLD."phone_index" IS DISTINCT FROM NEW."phone_index") EXECUTE FUNCTION "note_expert"('id');
CREATE TRIGGER "affiliation_changed" AFTER INSERT OR UPDATE OR DELETE ON "affiliation" FOR EACH ROW EXECUTE FUNCTION "note_expert"('account_id');

CREATE FUNCTION "note_everybody"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "conflict_change" ("expert_id") VALUES (NULL);
  RETURN NULL;
END
$$;
CREATE TRIGGER "unit_entered" AFTER INSERT OR DELETE ON "unit" FOR EACH STATEMENT EXECUTE FUNCTION "note_everybody"();
CREATE TRIGGER "unit_other" AFTER UPDATE ON "unit" FOR EACH ROW
  WHEN ((OLD."name", OLD."name_key", OLD."status" = 'refused', OLD."merged_into_id", OLD."nature", OLD."email") IS DISTINCT FROM
        (NEW."name", NEW."name_key", NEW."status" = 'refused', NEW."merged_into_id", NEW."nature", NEW."email")) EXECUTE FUNCTION "note_everybody"();
CREATE TRIGGER "unit_alias_changed" AFTER INSERT OR UPDATE OR DELETE ON "unit_alias" FOR EACH STATEMENT EXECUTE FUNCTION "note_everybody"();
CREATE TRIGGER "unit_division_changed" AFTER INSERT OR UPDATE OR DELETE ON "unit_division" FOR EACH STATEMENT EXECUTE FUNCTION "note_everybody"();
