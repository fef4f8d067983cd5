-- CreateTable
CREATE TABLE "draw_draft" (
    "account_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_draft_pkey" PRIMARY KEY ("account_id","place")
);

-- AddForeignKey
ALTER TABLE "draw_draft" ADD CONSTRAINT "draw_draft_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "draw_draft" ADD CONSTRAINT "draw_draft_version" CHECK ("version" >= 1);
