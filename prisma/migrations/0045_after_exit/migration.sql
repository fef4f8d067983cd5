-- What is kept of somebody who left, until a day that is fixed when he leaves; and that it was erased then.
ALTER TABLE "membership_exit" ADD COLUMN     "keep_until" DATE,
ADD COLUMN     "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "application_version" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);
-- by hand: membership_exit_keep
CREATE INDEX "membership_exit_keep" ON "membership_exit" ("keep_until") WHERE "keep_until" IS NOT NULL AND "erased_at" IS NULL;
ALTER TABLE "membership_exit"
  ADD CONSTRAINT "membership_exit_erased" CHECK ("erased_at" IS NULL OR "keep_until" IS NOT NULL);
ALTER TABLE "membership_run" DROP CONSTRAINT "membership_run_kind";
ALTER TABLE "membership_run"
  ADD CONSTRAINT "membership_run_kind" CHECK ("kind" IN ('remind', 'sleep', 'leave', 'erase'));

-- Who objected to a 公示 is forgotten after the years he was told; that there was an objection, and its result, stays.
ALTER TABLE "objection" ADD COLUMN     "cleared_at" TIMESTAMPTZ(3);
ALTER TABLE "objection"
  DROP CONSTRAINT "objection_named",
  DROP CONSTRAINT "objection_phone",
  DROP CONSTRAINT "objection_unit",
  ADD CONSTRAINT "objection_named" CHECK ("cleared_at" IS NOT NULL OR ("kind" = 'anonymous') = ("name_cipher" IS NULL)),
  ADD CONSTRAINT "objection_phone" CHECK ("cleared_at" IS NOT NULL OR (("kind" = 'anonymous' OR "arrived_on" IS NOT NULL OR "phone_cipher" IS NOT NULL) AND ("kind" <> 'anonymous' OR "phone_cipher" IS NULL))),
  ADD CONSTRAINT "objection_phone_index" CHECK (("phone_cipher" IS NULL) = ("phone_index" IS NULL)),
  ADD CONSTRAINT "objection_unit" CHECK ("cleared_at" IS NOT NULL OR ("kind" = 'unit') = ("unit_name" IS NOT NULL)),
  ADD CONSTRAINT "objection_cleared" CHECK ("cleared_at" IS NULL OR ("name_cipher" IS NULL AND "phone_cipher" IS NULL
    AND "email_cipher" IS NULL AND "unit_name" IS NULL AND "status" NOT IN ('lead', 'checking')));
