-- A slip for 首次登录 is for one account that a list made, whoever else there has its owner's name.
-- AlterTable
ALTER TABLE "activation_slip" ADD COLUMN     "account_id" UUID;

-- CreateIndex
CREATE INDEX "activation_slip_account_id_idx" ON "activation_slip"("account_id");

-- AddForeignKey
ALTER TABLE "activation_slip" ADD CONSTRAINT "activation_slip_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "activation_slip"
  ADD CONSTRAINT "activation_slip_claim" CHECK (("purpose" = 'claim') = ("account_id" IS NOT NULL));
