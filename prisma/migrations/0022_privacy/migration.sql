-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "person_bank" (
    "account_id" UUID NOT NULL,
    "bank_code" TEXT,
    "bank_name" TEXT NOT NULL,
    "account_cipher" TEXT NOT NULL,
    "consent_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "person_bank_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_bank_consent_id_key" ON "person_bank"("consent_id");

-- AddForeignKey
ALTER TABLE "person_bank" ADD CONSTRAINT "person_bank_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_bank" ADD CONSTRAINT "person_bank_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "consent" ADD CONSTRAINT "consent_withdrawn_after" CHECK ("withdrawn_at" >= "agreed_at");
ALTER TABLE "person_bank"
  ADD CONSTRAINT "person_bank_code" CHECK ("bank_code" ~ '^[0-9]{12}$'),
  ADD CONSTRAINT "person_bank_cipher" CHECK ("account_cipher" ~ '^1\.');

-- Whatever a program forgets: no consent is withdrawn while what was kept on its ground is still there, and nothing is
-- kept on the ground of one that was withdrawn, or of somebody else's.
CREATE FUNCTION refuse_bank_without_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'consent' THEN
    IF NEW.withdrawn_at IS NOT NULL AND EXISTS (SELECT 1 FROM person_bank WHERE consent_id = NEW.id) THEN
      RAISE EXCEPTION 'bank data of a consent that is withdrawn must be deleted first';
    END IF;
  ELSIF NOT EXISTS (SELECT 1 FROM consent WHERE id = NEW.consent_id AND account_id = NEW.account_id AND withdrawn_at IS NULL FOR SHARE) THEN
    RAISE EXCEPTION 'bank data need a living consent of their owner';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_bank_consent BEFORE INSERT OR UPDATE ON "person_bank" FOR EACH ROW EXECUTE FUNCTION refuse_bank_without_consent();
CREATE TRIGGER consent_withdrawn BEFORE UPDATE ON "consent" FOR EACH ROW EXECUTE FUNCTION refuse_bank_without_consent();
