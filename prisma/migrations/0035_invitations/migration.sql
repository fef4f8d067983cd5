-- 邀请入库 (S§6, C6): one-time links with which the bureau invites somebody who qualifies.
-- CreateEnum
CREATE TYPE "ExpertInvitationStatus" AS ENUM ('sent', 'accepted', 'declined', 'revoked');

-- CreateTable
CREATE TABLE "expert_invitation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone_cipher" TEXT NOT NULL,
    "phone_index" TEXT NOT NULL,
    "email_cipher" TEXT,
    "unit_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "ExpertInvitationStatus" NOT NULL DEFAULT 'sent',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "token_hash" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "inviter_id" UUID NOT NULL,
    "inviter_name" TEXT NOT NULL,
    "inviter_office" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "account_id" UUID,
    "application_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "expert_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "expert_invitation_token_hash_key" ON "expert_invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "expert_invitation_application_id_key" ON "expert_invitation"("application_id");

-- CreateIndex
CREATE INDEX "expert_invitation_created_at_id_idx" ON "expert_invitation"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "expert_invitation_status_expires_at_idx" ON "expert_invitation"("status", "expires_at");

-- CreateIndex
CREATE INDEX "expert_invitation_account_id_idx" ON "expert_invitation"("account_id");

-- AddForeignKey
ALTER TABLE "expert_invitation" ADD CONSTRAINT "expert_invitation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_invitation" ADD CONSTRAINT "expert_invitation_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- by hand: expert_invitation_one_open
-- One invitation that waits for an answer per phone.
CREATE UNIQUE INDEX "expert_invitation_one_open" ON "expert_invitation"("phone_index") WHERE "status" = 'sent';
ALTER TABLE "expert_invitation"
  ADD CONSTRAINT "expert_invitation_lengths" CHECK (char_length("unit_name") BETWEEN 1 AND 200 AND char_length("reason") BETWEEN 1 AND 500),
  ADD CONSTRAINT "expert_invitation_expires" CHECK ("expires_at" > "sent_at"),
  ADD CONSTRAINT "expert_invitation_accepted" CHECK (("account_id" IS NULL OR "status" = 'accepted') AND ("application_id" IS NULL OR "account_id" IS NOT NULL));
