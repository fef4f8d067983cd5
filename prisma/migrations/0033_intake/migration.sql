-- CreateEnum
CREATE TYPE "IntakeStatus" AS ENUM ('draft', 'checking', 'checked', 'entering', 'stopped', 'done', 'dropped');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "claim_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "unclaimed_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "intake_id" UUID;

-- CreateTable
CREATE TABLE "intake" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "status" "IntakeStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_rows" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "counts" JSONB,
    "checked_at" TIMESTAMPTZ(3),
    "confirmed_by_id" UUID,
    "confirmed_by" TEXT,
    "confirm_office" TEXT,
    "go_live_on" DATE,
    "finished_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intake_row" (
    "intake_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "finding" TEXT,
    "faults" JSONB NOT NULL DEFAULT '[]',
    "name" TEXT,
    "pinyin" TEXT,
    "initials" TEXT,
    "sex" TEXT,
    "birth_date" DATE,
    "doc_type" TEXT,
    "doc_cipher" TEXT,
    "doc_index" TEXT,
    "doc_mask" TEXT,
    "phone_cipher" TEXT,
    "phone_index" TEXT,
    "phone_mask" TEXT,
    "email" TEXT,
    "unit_name" TEXT,
    "unit_key" TEXT,
    "credit_code" TEXT,
    "region_code" TEXT,
    "title_code" TEXT,
    "title_level" TEXT,
    "disciplines" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "education" TEXT,
    "degree" TEXT,
    "joined_on" DATE,
    "note" TEXT,
    "outer_number" TEXT,
    "account_id" UUID,
    "unit_id" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_row_pkey" PRIMARY KEY ("intake_id","number")
);

-- CreateIndex
CREATE INDEX "intake_created_at_id_idx" ON "intake"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "intake_row_intake_id_state_number_idx" ON "intake_row"("intake_id", "state", "number");

-- CreateIndex
CREATE INDEX "stored_file_intake_id_idx" ON "stored_file"("intake_id");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_intake_id_fkey" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intake_row" ADD CONSTRAINT "intake_row_intake_id_fkey" FOREIGN KEY ("intake_id") REFERENCES "intake"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: account_unclaimed, intake_row_waiting

-- who has not come yet, for the lists of the bureau and of units
CREATE INDEX "account_unclaimed" ON "account" ("unclaimed_since", "id") WHERE "unclaimed_since" IS NOT NULL;
-- what the worker still has to enter of a list
CREATE INDEX "intake_row_waiting" ON "intake_row" ("intake_id", "number") WHERE "done_at" IS NULL AND "state" IN ('new', 'merge', 'known');

ALTER TABLE "intake"
  ADD CONSTRAINT "intake_kind" CHECK ("kind" IN ('legacy', 'automatic')),
  ADD CONSTRAINT "intake_words" CHECK (char_length("title") BETWEEN 1 AND 100 AND char_length("source") BETWEEN 1 AND 200),
  ADD CONSTRAINT "intake_confirmed" CHECK (("confirmed_by_id" IS NULL) = ("confirmed_by" IS NULL)
    AND ("confirmed_by_id" IS NULL) = ("confirm_office" IS NULL) AND ("confirmed_by_id" IS NULL) = ("go_live_on" IS NULL)),
  -- nothing is entered that nobody has confirmed, and nobody confirms his own list
  ADD CONSTRAINT "intake_four_eyes" CHECK ("confirmed_by_id" IS DISTINCT FROM "author_id"),
  ADD CONSTRAINT "intake_entering" CHECK ("status" NOT IN ('entering', 'stopped', 'done') OR "confirmed_by_id" IS NOT NULL);
ALTER TABLE "intake_row"
  ADD CONSTRAINT "intake_row_state" CHECK ("state" IN ('new', 'merge', 'known', 'unit', 'faulty')),
  ADD CONSTRAINT "intake_row_done" CHECK ("done_at" IS NULL OR "state" IN ('new', 'merge', 'known'));
-- nobody has an account that waits for its owner and knows a password or a login
ALTER TABLE "account"
  ADD CONSTRAINT "account_unclaimed_unused" CHECK ("unclaimed_since" IS NULL OR ("kind" = 'individual' AND "last_login_at" IS NULL)),
  ADD CONSTRAINT "account_claim_asked" CHECK ("claim_asked_at" IS NULL OR "unclaimed_since" IS NOT NULL);
