-- 告知 (trust PR1): which version of the text about his data whoever filed an objection was told.
-- AlterTable
ALTER TABLE "objection" ADD COLUMN     "notice_version" TEXT;
