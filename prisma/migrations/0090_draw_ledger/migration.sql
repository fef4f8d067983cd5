-- 封存总账 (decision 031): every seal has a place in one list that only grows, whatever round it is of.
ALTER TABLE "draw_seal" ADD COLUMN "place" INTEGER;
ALTER TABLE "draw_seal" DISABLE TRIGGER "draw_seal_frozen";
UPDATE "draw_seal" s SET "place" = o."place"
  FROM (SELECT "id", row_number() OVER (ORDER BY "sealed_at", "id") - 1 AS "place" FROM "draw_seal") o WHERE o."id" = s."id";
ALTER TABLE "draw_seal" ENABLE TRIGGER "draw_seal_frozen";
ALTER TABLE "draw_seal" ALTER COLUMN "place" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "draw_seal_place_key" ON "draw_seal"("place");

-- A seal takes the next place: none is left out, and none gets between others.
CREATE FUNCTION "draw_seal_next"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."place" IS DISTINCT FROM (SELECT COALESCE(max("place") + 1, 0) FROM "draw_seal") THEN
    RAISE EXCEPTION 'a seal takes the next place' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_seal_next" BEFORE INSERT ON "draw_seal" FOR EACH ROW EXECUTE FUNCTION "draw_seal_next"();
