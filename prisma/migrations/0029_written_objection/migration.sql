-- 书面异议: what came on paper and staff registered. It has a name and a day of arrival; a phone only where one was written.
-- AlterTable
ALTER TABLE "objection" ADD COLUMN     "arrived_on" DATE;

ALTER TABLE "objection" DROP CONSTRAINT "objection_named";
ALTER TABLE "objection"
  ADD CONSTRAINT "objection_named" CHECK (("kind" = 'anonymous') = ("name_cipher" IS NULL) AND ("phone_cipher" IS NULL) = ("phone_index" IS NULL)),
  ADD CONSTRAINT "objection_phone" CHECK (("kind" = 'anonymous' OR "arrived_on" IS NOT NULL OR "phone_cipher" IS NOT NULL) AND ("kind" <> 'anonymous' OR "phone_cipher" IS NULL)),
  ADD CONSTRAINT "objection_written" CHECK ("arrived_on" IS NULL OR "kind" <> 'anonymous');
