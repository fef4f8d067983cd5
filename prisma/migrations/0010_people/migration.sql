-- AlterTable
ALTER TABLE "affiliation" ADD COLUMN     "division_name" TEXT;

-- CreateTable
CREATE TABLE "person_draft" (
    "account_id" UUID NOT NULL,
    "data" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_draft_pkey" PRIMARY KEY ("account_id")
);

-- AddForeignKey
ALTER TABLE "person_draft" ADD CONSTRAINT "person_draft_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "person"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;
