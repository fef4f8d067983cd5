-- Ways into the pool besides an application of one's own: 存量导入, 自动入库, 邀请入库.
-- AlterTable
ALTER TABLE "expert" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'application',
ADD COLUMN     "source_note" TEXT;

ALTER TABLE "expert"
  ADD CONSTRAINT "expert_source" CHECK ("source" IN ('application', 'legacy', 'automatic', 'invited')),
  ADD CONSTRAINT "expert_source_note" CHECK (char_length("source_note") <= 500);
ALTER TABLE "application"
  DROP CONSTRAINT "application_kind",
  ADD CONSTRAINT "application_kind" CHECK ("kind" IN ('first', 'change', 'legacy', 'automatic', 'invited'));
