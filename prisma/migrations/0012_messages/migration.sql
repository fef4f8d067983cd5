-- AlterTable
ALTER TABLE "account" ADD COLUMN     "email_proved_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "params_cipher" TEXT,
ADD COLUMN     "to_index" TEXT;

-- AlterTable
ALTER TABLE "sms_code" ADD COLUMN     "email_index" TEXT;

-- CreateTable
CREATE TABLE "activation_slip" (
    "id" UUID NOT NULL,
    "phone_cipher" TEXT NOT NULL,
    "phone_index" TEXT NOT NULL,
    "phone_mask" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "holder_name" TEXT NOT NULL,
    "doc_type" TEXT NOT NULL,
    "issued_by_id" UUID NOT NULL,
    "issued_by_name" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "confirmed_by_name" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "code_hash" TEXT,
    "printed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_name" TEXT,

    CONSTRAINT "activation_slip_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "activation_slip_phone_index_purpose_issued_at_idx" ON "activation_slip"("phone_index", "purpose", "issued_at");

-- CreateIndex
CREATE INDEX "activation_slip_issued_at_id_idx" ON "activation_slip"("issued_at", "id");

-- CreateIndex
CREATE INDEX "message_created_at_id_idx" ON "message"("created_at", "id");

-- CreateIndex
CREATE INDEX "message_to_index_created_at_idx" ON "message"("to_index", "created_at");

-- What the schema language cannot say.
-- The second person is another one than the first, and nothing is printed before he has confirmed.
ALTER TABLE "activation_slip"
  ADD CONSTRAINT "activation_slip_two_people" CHECK ("confirmed_by_id" <> "issued_by_id"),
  ADD CONSTRAINT "activation_slip_confirmed" CHECK (("confirmed_at" IS NULL) = ("confirmed_by_id" IS NULL)),
  ADD CONSTRAINT "activation_slip_printed" CHECK (("printed_at" IS NULL) = ("code_hash" IS NULL) AND ("printed_at" IS NULL OR "confirmed_at" IS NOT NULL)),
  ADD CONSTRAINT "activation_slip_attempts" CHECK ("attempts" >= 0);
