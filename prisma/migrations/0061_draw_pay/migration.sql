-- 财务 (S§15): who came to a review that is over, what he gets, and where to. Nobody holds this role beside another
-- (`staff_grant_check` lets nothing together that it does not name).
ALTER TYPE "StaffRole" ADD VALUE 'drawPaymaster';

-- AlterTable
ALTER TABLE "draw_seat" ADD COLUMN     "paid_at" TIMESTAMPTZ(3),
ADD COLUMN     "paid_by" TEXT;

-- Paid is what has an amount, to whoever came.
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_paid" CHECK (
  num_nonnulls("paid_at", "paid_by") IN (0, 2) AND ("paid_at" IS NULL OR ("fee" > 0 AND "status" = 'present')));
CREATE FUNCTION "draw_seat_paid"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."paid_at" IS NOT NULL AND NEW."paid_at" IS NOT NULL AND NEW."fee" IS DISTINCT FROM OLD."fee" THEN
    RAISE EXCEPTION 'what was paid is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_seat_paid" BEFORE UPDATE OF "fee", "paid_at" ON "draw_seat" FOR EACH ROW EXECUTE FUNCTION "draw_seat_paid"();
