-- CreateTable
CREATE TABLE "unit_draft" (
    "unit_id" UUID NOT NULL,
    "data_cipher" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by_name" TEXT NOT NULL,

    CONSTRAINT "unit_draft_pkey" PRIMARY KEY ("unit_id")
);

-- AddForeignKey
ALTER TABLE "unit_draft" ADD CONSTRAINT "unit_draft_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "unit_draft" ADD CONSTRAINT "unit_draft_version" CHECK ("version" >= 1);
