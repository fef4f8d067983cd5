-- AlterTable
ALTER TABLE "account" ALTER COLUMN "phone_proved_at" DROP NOT NULL;

-- AlterTable
ALTER TABLE "unit_invitation" ADD COLUMN "email_cipher" TEXT;
