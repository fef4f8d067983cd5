-- Whose data left in which export, what was approved in words, and how often a file was tried.
ALTER TYPE "ExportStatus" ADD VALUE 'revoked';
ALTER TYPE "ExportStatus" ADD VALUE 'stopped';

-- AlterTable
ALTER TABLE "expert_export" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "conditions" JSONB,
ADD COLUMN     "made_at" TIMESTAMPTZ(3),
ADD COLUMN     "tried_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "expert_export_person" (
    "export_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "expert_export_person_pkey" PRIMARY KEY ("export_id","account_id")
);

-- CreateIndex
CREATE INDEX "expert_export_person_account_id_idx" ON "expert_export_person"("account_id");

-- AddForeignKey
ALTER TABLE "expert_export_person" ADD CONSTRAINT "expert_export_person_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "expert_export"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_export_person" ADD CONSTRAINT "expert_export_person_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- files that are there were made seven days before they go
UPDATE "expert_export" SET "made_at" = "expires_at" - interval '7 days' WHERE "expires_at" IS NOT NULL;

ALTER TABLE "expert_export"
  ADD CONSTRAINT "expert_export_made_at" CHECK (("rows" IS NULL) = ("made_at" IS NULL)),
  ADD CONSTRAINT "expert_export_attempts" CHECK ("attempts" BETWEEN 0 AND 3);

-- who stood in a file stays told, whatever becomes of the file
CREATE TRIGGER "expert_export_person_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "expert_export_person"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
