-- Who accepted is told of 评审材料 that came later, once a day at most: also of one that the virus scanner let through later.
-- AlterTable
ALTER TABLE "draw_seat" ADD COLUMN     "materials_told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "cleared_at" TIMESTAMPTZ(3);
