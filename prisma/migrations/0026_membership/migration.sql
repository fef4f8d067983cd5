-- AlterTable
ALTER TABLE "expert" ADD COLUMN     "leave_on" DATE;

-- CreateTable
CREATE TABLE "membership_exit" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT,
    "grounds" TEXT NOT NULL,
    "from_status" "MembershipStatus" NOT NULL,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "hearing_until" TIMESTAMPTZ(3),
    "statement" TEXT,
    "stated_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "reentry_from" DATE,

    CONSTRAINT "membership_exit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_run" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "planned" INTEGER NOT NULL,
    "cap" INTEGER NOT NULL,
    "waits" BOOLEAN NOT NULL,
    "decision" TEXT,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "hold_until" DATE,
    "finished_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "membership_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_run_item" (
    "run_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "outcome" TEXT,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_run_item_pkey" PRIMARY KEY ("run_id","account_id")
);

-- CreateIndex
CREATE INDEX "membership_exit_account_id_at_idx" ON "membership_exit"("account_id", "at");

-- CreateIndex
CREATE INDEX "membership_run_planned_at_idx" ON "membership_run"("planned_at");

-- CreateIndex
CREATE INDEX "membership_run_item_account_id_idx" ON "membership_run_item"("account_id");

-- CreateIndex
CREATE INDEX "expert_status_activated_at_idx" ON "expert"("status", "activated_at");

-- AddForeignKey
ALTER TABLE "membership_exit" ADD CONSTRAINT "membership_exit_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "expert"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_run_item" ADD CONSTRAINT "membership_run_item_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "membership_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_run_item" ADD CONSTRAINT "membership_run_item_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "expert"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: membership_exit_open, membership_run_open

-- one exit under way for a person; an automatic one may be undone, but is not under way
CREATE UNIQUE INDEX "membership_exit_open" ON "membership_exit" ("account_id") WHERE "outcome" IS NULL AND "source" <> 'automatic';
-- one run of a kind at a time: what it has not done yet is planned by nobody else
CREATE UNIQUE INDEX "membership_run_open" ON "membership_run" ("kind") WHERE "finished_at" IS NULL;

ALTER TABLE "membership_exit"
  ADD CONSTRAINT "membership_exit_source" CHECK ("source" IN ('proposed', 'requested', 'automatic')),
  ADD CONSTRAINT "membership_exit_reason" CHECK (("source" = 'automatic') = ("reason" IS NULL)),
  ADD CONSTRAINT "membership_exit_grounds" CHECK (char_length("grounds") BETWEEN 1 AND 2000),
  ADD CONSTRAINT "membership_exit_hearing" CHECK (("source" = 'proposed') = ("hearing_until" IS NOT NULL)),
  ADD CONSTRAINT "membership_exit_statement" CHECK (("statement" IS NULL) = ("stated_at" IS NULL) AND char_length("statement") <= 2000),
  ADD CONSTRAINT "membership_exit_outcome" CHECK ("outcome" IN ('confirmed', 'rejected', 'cancelled', 'restored')
    AND ("outcome" <> 'restored' OR "source" = 'automatic')),
  ADD CONSTRAINT "membership_exit_decided" CHECK (("outcome" IS NULL) = ("decided_at" IS NULL)),
  ADD CONSTRAINT "membership_exit_not_from_exit" CHECK ("from_status" IN ('active', 'dormant', 'suspended'));
ALTER TABLE "membership_run"
  ADD CONSTRAINT "membership_run_kind" CHECK ("kind" IN ('remind', 'sleep', 'leave')),
  ADD CONSTRAINT "membership_run_decision" CHECK ("decision" IN ('confirmed', 'putOff')),
  ADD CONSTRAINT "membership_run_decided" CHECK (("decision" IS NULL) = ("decided_at" IS NULL)
    AND ("decision" IS NULL) = ("decided_by_id" IS NULL) AND ("decision" IS NULL) = ("decided_by" IS NULL)
    AND ("decision" IS NULL) = ("reason" IS NULL)),
  ADD CONSTRAINT "membership_run_only_waiting_decided" CHECK ("waits" OR "decision" IS NULL),
  ADD CONSTRAINT "membership_run_hold" CHECK ((coalesce("decision", '') = 'putOff') = ("hold_until" IS NOT NULL));
ALTER TABLE "membership_run_item"
  ADD CONSTRAINT "membership_run_item_outcome" CHECK ("outcome" IN ('done', 'void', 'failed')),
  ADD CONSTRAINT "membership_run_item_at" CHECK (("outcome" IS NULL) = ("at" IS NULL));

-- Whatever a program forgets: nothing of a run beyond the cap is done before a person has confirmed it.
CREATE FUNCTION "refuse_unconfirmed_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."outcome" = 'done' AND EXISTS (
    SELECT 1 FROM "membership_run" r WHERE r."id" = NEW."run_id" AND r."waits" AND r."decision" IS DISTINCT FROM 'confirmed') THEN
    RAISE EXCEPTION 'a run beyond the cap waits for a person' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "membership_run_item_confirmed" BEFORE INSERT OR UPDATE ON "membership_run_item"
  FOR EACH ROW EXECUTE FUNCTION "refuse_unconfirmed_run"();

-- The version of an expert now counts the steps of his place in the pool; those who are in it begin with one.
UPDATE "expert" SET "version" = 0;
INSERT INTO "status_history" ("subject_type", "subject_id", "event", "to_status", "actor_name", "actor_office",
                              "policy_version_id", "subject_version", "at")
SELECT 'membership', e."account_id", 'admit', e."status"::text, '系统', '自动', a."policy_version_id", 0, e."admitted_at"
FROM "expert" e JOIN "application_version" v ON v."id" = e."version_id" JOIN "application" a ON a."id" = v."application_id";
