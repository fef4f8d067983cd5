-- Where there is no SMS gateway an address is proved and not the phone: it is kept, for the result goes there.
ALTER TABLE "objection" ADD COLUMN     "email_cipher" TEXT;
ALTER TABLE "objection" ADD CONSTRAINT "objection_email_named" CHECK ("kind" <> 'anonymous' OR "email_cipher" IS NULL);
