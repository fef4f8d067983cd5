-- CreateEnum
CREATE TYPE "PolicyDraftStatus" AS ENUM ('editing', 'submitted', 'returned', 'released', 'discarded');

-- AlterTable
ALTER TABLE "policy_version" ADD COLUMN     "base_id" INTEGER,
ADD COLUMN     "edited_by" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "released_by_id" UUID;

-- CreateTable
CREATE TABLE "policy_withdrawal" (
    "version_id" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_withdrawal_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "policy_draft" (
    "id" UUID NOT NULL,
    "status" "PolicyDraftStatus" NOT NULL DEFAULT 'editing',
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "data" JSONB NOT NULL,
    "base_id" INTEGER NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "released_id" INTEGER,

    CONSTRAINT "policy_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_draft_edit" (
    "id" BIGSERIAL NOT NULL,
    "draft_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_draft_edit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_preview" (
    "draft_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "day" DATE NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "results" JSONB NOT NULL,

    CONSTRAINT "policy_preview_pkey" PRIMARY KEY ("draft_id","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "policy_draft_released_id_key" ON "policy_draft"("released_id");

-- CreateIndex
CREATE INDEX "policy_draft_edit_draft_id_idx" ON "policy_draft_edit"("draft_id");

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "policy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_withdrawal" ADD CONSTRAINT "policy_withdrawal_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_released_id_fkey" FOREIGN KEY ("released_id") REFERENCES "policy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_draft_edit" ADD CONSTRAINT "policy_draft_edit_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "policy_draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_preview" ADD CONSTRAINT "policy_preview_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "policy_draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: policy_draft_open

-- one draft under way
CREATE UNIQUE INDEX "policy_draft_open" ON "policy_draft" ((true)) WHERE "status" IN ('editing', 'submitted', 'returned');

ALTER TABLE "policy_draft"
  ADD CONSTRAINT "policy_draft_counts" CHECK ("version" >= 0 AND "revision" >= 0),
  ADD CONSTRAINT "policy_draft_released" CHECK ("released_id" IS NULL OR "status" = 'released');
ALTER TABLE "policy_version"
  ADD CONSTRAINT "policy_version_release" CHECK (("released_by_id" IS NULL) = ("reason" IS NULL)
    AND ("released_by_id" IS NULL) = ("base_id" IS NULL) AND char_length("reason") <= 1000);
ALTER TABLE "policy_preview"
  ADD CONSTRAINT "policy_preview_done" CHECK ("done" >= 0 AND "total" >= 0 AND "revision" >= 0);

-- What was in force stays as it was: every decision names the version it was made under.
CREATE TRIGGER "policy_version_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "policy_withdrawal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_withdrawal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "policy_draft_edit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy_draft_edit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Whatever a program forgets: nobody releases what he has changed himself, and what was sent to be released stays as it was.
CREATE FUNCTION "guard_policy_draft"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."released_id" IS NOT NULL AND OLD."released_id" IS NULL AND EXISTS (
    SELECT 1 FROM "policy_version" v JOIN "policy_draft_edit" e ON e."account_id" = v."released_by_id"
    WHERE v."id" = NEW."released_id" AND e."draft_id" = NEW."id") THEN
    RAISE EXCEPTION 'a policy is released by somebody who has not edited it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD."status" NOT IN ('editing', 'returned') AND (NEW."data" <> OLD."data" OR NEW."base_id" <> OLD."base_id") THEN
    RAISE EXCEPTION 'a draft that was sent is not edited' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "policy_draft_guard" BEFORE UPDATE ON "policy_draft"
  FOR EACH ROW EXECUTE FUNCTION "guard_policy_draft"();
