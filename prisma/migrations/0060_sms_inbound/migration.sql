-- CreateTable
CREATE TABLE "sms_inbound" (
    "id_hash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sms_inbound_pkey" PRIMARY KEY ("id_hash")
);

-- CreateIndex
CREATE INDEX "sms_inbound_at_idx" ON "sms_inbound"("at");
