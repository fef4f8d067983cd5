-- The profile has ten sections of rows with ids of their own; a file says what part, and which row of it, it proves.

ALTER TABLE "stored_file" ADD COLUMN "section" TEXT, ADD COLUMN "row_id" UUID;
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_row_of_section" CHECK ("row_id" IS NULL OR "section" IS NOT NULL);
UPDATE "stored_file" SET "section" = 'evidence' WHERE "purpose" = 'evidence';

-- Working copies: 职称 becomes a row of 职称取得时间, 学科 and 研究方向 go to the first section, employments get ids,
-- a unit and a period. Submitted versions stay as they were frozen; lib/profile/upgrade.rules reads them.
INSERT INTO "application_section" ("application_id", "section", "data", "version", "saved_at")
SELECT "application_id", 'titles',
  CASE WHEN "data"->>'titleCode' = '999' THEN jsonb_build_object('none', true, 'rows', '[]'::jsonb)
    ELSE jsonb_build_object('rows', jsonb_build_array("data" || jsonb_build_object('id', gen_random_uuid(), 'kind', 'title'))) END,
  "version", "saved_at"
FROM "application_section" WHERE "section" = 'title';

INSERT INTO "application_section" ("application_id", "section", "data", "version", "saved_at")
SELECT "application_id", 'basic', '{}', 1, "saved_at" FROM "application_section" WHERE "section" = 'disciplines'
ON CONFLICT DO NOTHING;
UPDATE "application_section" basic
SET "data" = basic."data" || jsonb_strip_nulls(jsonb_build_object('disciplines', other."data"->'codes', 'research', other."data"->'research')),
  "version" = basic."version" + 1
FROM "application_section" other
WHERE basic."section" = 'basic' AND other."section" = 'disciplines' AND other."application_id" = basic."application_id";

UPDATE "application_section"
SET "data" = "data" || jsonb_build_object('rows', coalesce((
  SELECT jsonb_agg(jsonb_build_object(
    'id', gen_random_uuid(),
    'unit', jsonb_build_object('unitId', '', 'name', coalesce(one.value->>'unitName', '')),
    'position', one.value->'position',
    'field', 'technology',
    'period', jsonb_build_object('from', one.value->'from', 'to', one.value->'to', 'current', one.value->'current')
  ) ORDER BY one.ordinality)
  FROM jsonb_array_elements("data"->'rows') WITH ORDINALITY one), '[]'::jsonb)),
  "version" = "version" + 1
WHERE "section" = 'work' AND jsonb_typeof("data"->'rows') = 'array';

DELETE FROM "application_section" WHERE "section" IN ('title', 'disciplines');
