-- 核对无误，没有变化 (X3): the day an expert said last that what the pool holds about him is still true.
-- AlterTable
ALTER TABLE "expert" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3);
