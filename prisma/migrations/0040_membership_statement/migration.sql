-- 陈述申辩 is kept each time it is given: what somebody read before he decided can be shown afterwards.
CREATE TABLE "membership_statement" (
    "id" UUID NOT NULL,
    "exit_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_statement_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "membership_statement_exit_id_at_idx" ON "membership_statement"("exit_id", "at");
ALTER TABLE "membership_statement" ADD CONSTRAINT "membership_statement_exit_id_fkey" FOREIGN KEY ("exit_id") REFERENCES "membership_exit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

INSERT INTO "membership_statement" ("id", "exit_id", "text", "at")
SELECT gen_random_uuid(), "id", "statement", "stated_at" FROM "membership_exit" WHERE "statement" IS NOT NULL;

ALTER TABLE "membership_exit" DROP CONSTRAINT "membership_exit_statement";
ALTER TABLE "membership_exit" DROP COLUMN "statement", DROP COLUMN "stated_at";

-- An exit that was confirmed, or that came by itself, can be undone by the bureau.
ALTER TABLE "membership_exit" DROP CONSTRAINT "membership_exit_outcome";
ALTER TABLE "membership_exit" ADD CONSTRAINT "membership_exit_outcome"
  CHECK ("outcome" IN ('confirmed', 'rejected', 'cancelled', 'restored', 'revoked')
    AND ("outcome" <> 'restored' OR "source" = 'automatic'));
ALTER TABLE "membership_statement"
  ADD CONSTRAINT "membership_statement_text" CHECK (char_length("text") BETWEEN 1 AND 2000);
CREATE TRIGGER "membership_statement_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "membership_statement"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
