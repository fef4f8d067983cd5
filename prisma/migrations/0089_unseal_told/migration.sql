-- The two who open a list are told once, for each time it becomes ready (G8).
-- AlterTable
ALTER TABLE "draw_request" ADD COLUMN     "unseal_told" INTEGER;
