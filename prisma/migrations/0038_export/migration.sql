-- Exports of experts: requested, approved by somebody else, made by the worker, expired (trust PR9).
-- CreateEnum
CREATE TYPE "ExportStatus" AS ENUM ('requested', 'approved', 'ready', 'expired', 'refused', 'cancelled');

-- CreateTable
CREATE TABLE "expert_export" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "requester_id" UUID NOT NULL,
    "requester_name" TEXT NOT NULL,
    "requester_office" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "columns" TEXT[],
    "purpose" TEXT NOT NULL,
    "numbers_reason" TEXT,
    "counted" INTEGER NOT NULL,
    "status" "ExportStatus" NOT NULL DEFAULT 'requested',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approver_id" UUID,
    "approver_name" TEXT,
    "rows" INTEGER,
    "size" INTEGER,
    "sha256" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "downloads" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "expert_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "expert_export_number_key" ON "expert_export"("number");

-- CreateIndex
CREATE INDEX "expert_export_status_created_at_id_idx" ON "expert_export"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "expert_export_created_at_id_idx" ON "expert_export"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "expert_export_requester_id_created_at_id_idx" ON "expert_export"("requester_id", "created_at" DESC, "id" DESC);

CREATE SEQUENCE "expert_export_number_seq";

ALTER TABLE "expert_export"
  ADD CONSTRAINT "expert_export_lengths" CHECK (char_length("purpose") BETWEEN 1 AND 500 AND char_length("numbers_reason") <= 500 AND char_length("query") <= 20000),
  ADD CONSTRAINT "expert_export_columns" CHECK (cardinality("columns") BETWEEN 1 AND 40),
  -- numbers in clear only with a reason of their own
  ADD CONSTRAINT "expert_export_numbers" CHECK ("numbers_reason" IS NOT NULL OR NOT ("columns" && ARRAY['phone', 'document'])),
  -- nobody approves what he has asked for himself
  ADD CONSTRAINT "expert_export_four_eyes" CHECK ("approver_id" <> "requester_id"),
  ADD CONSTRAINT "expert_export_approved" CHECK ("status" NOT IN ('approved', 'ready', 'expired') OR "approver_id" IS NOT NULL),
  ADD CONSTRAINT "expert_export_made" CHECK ("status" NOT IN ('ready', 'expired') OR ("rows" IS NOT NULL AND "size" > 0 AND "sha256" IS NOT NULL AND "expires_at" IS NOT NULL));
