-- Who accepted is told of 评审材料 that came later, once a day at most.
-- AlterTable
ALTER TABLE "draw_seat" ADD COLUMN     "materials_told_at" TIMESTAMPTZ(3);
