-- Changes after entry (S§7): by the expert himself, or proposed by his unit or department.
-- AlterTable
ALTER TABLE "application" ADD COLUMN     "base_version_id" UUID,
ADD COLUMN     "proposal_reason" TEXT,
ADD COLUMN     "proposed_by" TEXT,
ADD COLUMN     "proposed_by_id" UUID;
ALTER TABLE "application" ADD CONSTRAINT "application_kind" CHECK ("kind" IN ('first', 'change'));
ALTER TABLE "application" ADD CONSTRAINT "application_change_base" CHECK (("kind" = 'change') = ("base_version_id" IS NOT NULL));
ALTER TABLE "application" ADD CONSTRAINT "application_proposal" CHECK (
  ("proposed_by" IS NULL AND "proposed_by_id" IS NULL AND "proposal_reason" IS NULL)
  OR ("kind" = 'change' AND "proposed_by" IN ('unit', 'department') AND "proposed_by_id" IS NOT NULL));
ALTER TABLE "application" ADD CONSTRAINT "application_proposal_reason_length" CHECK (char_length("proposal_reason") <= 500);
