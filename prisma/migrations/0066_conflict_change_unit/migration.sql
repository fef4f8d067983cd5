-- A unit that is registered concerns only draws that say its name without knowing a unit: its name is noted, not everybody.
-- One that enters as part of another changes what that is called, and concerns everybody as before.
ALTER TABLE "conflict_change" ADD COLUMN "unit_key" TEXT;

CREATE FUNCTION "note_unit_names"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "conflict_change" ("unit_key") SELECT DISTINCT CASE WHEN "merged_into_id" IS NULL THEN "name_key" END FROM "changed";
  RETURN NULL;
END
$$;
DROP TRIGGER "unit_entered" ON "unit";
CREATE TRIGGER "unit_entered" AFTER INSERT ON "unit" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_unit_names"();
CREATE TRIGGER "unit_gone" AFTER DELETE ON "unit" FOR EACH STATEMENT EXECUTE FUNCTION "note_everybody"();
