-- How many rows of a list came in stands beside the list: nobody counts two hundred thousand rows to show one number.
ALTER TABLE "intake" ADD COLUMN "done_rows" INTEGER NOT NULL DEFAULT 0;
UPDATE "intake" i SET "done_rows" = d.n
FROM (SELECT "intake_id", count(*)::int AS n FROM "intake_row" WHERE "done_at" IS NOT NULL GROUP BY "intake_id") d
WHERE i."id" = d."intake_id";
ALTER TABLE "intake" ADD CONSTRAINT "intake_done_rows" CHECK ("done_rows" >= 0);

-- by hand: intake_row_entered
-- By which list somebody came, for his page.
CREATE INDEX "intake_row_entered" ON "intake_row" ("account_id") WHERE "done_at" IS NOT NULL;

-- An invitation that ended without being accepted keeps its days and its state; of the person nothing, after thirty days.
ALTER TABLE "expert_invitation"
  ALTER COLUMN "name" DROP NOT NULL,
  ALTER COLUMN "phone_cipher" DROP NOT NULL,
  ALTER COLUMN "phone_index" DROP NOT NULL,
  ADD COLUMN "cleared_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "expert_invitation_cleared" CHECK (
    ("cleared_at" IS NULL AND "name" IS NOT NULL AND "phone_cipher" IS NOT NULL AND "phone_index" IS NOT NULL)
    OR ("cleared_at" IS NOT NULL AND "name" IS NULL AND "phone_cipher" IS NULL AND "phone_index" IS NULL
        AND "email_cipher" IS NULL AND "status" <> 'accepted'));
CREATE INDEX "expert_invitation_phone_index_idx" ON "expert_invitation"("phone_index");
