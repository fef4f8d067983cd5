-- 抽查 is once for a seat, so that nobody's credit is moved as often as somebody likes; and it is found again by the seat, also
-- of somebody from outside, who has no account.
-- AlterTable
ALTER TABLE "draw_spot_check" ADD COLUMN     "seat_id" UUID;

-- What was checked before belongs to the seat of that expert; of several the first, the others stay to be read.
ALTER TABLE "draw_spot_check" DISABLE TRIGGER "draw_spot_check_note";
UPDATE "draw_spot_check" c SET "seat_id" = f."seat_id" FROM (
  SELECT DISTINCT ON (s."id") c."id", s."id" AS "seat_id" FROM "draw_spot_check" c
  JOIN "draw_seat" s ON s."request_id" = c."request_id" AND s."expert_id" = c."expert_id"
    AND s."status" IN ('present', 'excused', 'absent')
  ORDER BY s."id", c."at", c."id") AS f
WHERE f."id" = c."id";
ALTER TABLE "draw_spot_check" ENABLE TRIGGER "draw_spot_check_note";

-- CreateIndex
CREATE UNIQUE INDEX "draw_spot_check_seat_id_key" ON "draw_spot_check"("seat_id");

-- AddForeignKey
ALTER TABLE "draw_spot_check" ADD CONSTRAINT "draw_spot_check_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "draw_seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
