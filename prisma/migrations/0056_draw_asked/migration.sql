-- What was drawn for stands with the attempt: after a return and a change it is still reckoned from what it was.
-- Drawn attempts exist nowhere yet; one in a database of developers has nothing to be reckoned from.
ALTER TABLE "draw" ADD COLUMN     "asked" JSONB NOT NULL DEFAULT '{"panels": [], "caps": []}';
ALTER TABLE "draw" ALTER COLUMN "asked" DROP DEFAULT;

-- Of a pool of thousands of units every unit was a row: now those are one who differ in nothing else.
ALTER TABLE "draw_pool" ADD COLUMN     "units" TEXT[];
