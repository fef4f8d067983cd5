-- CreateEnum
CREATE TYPE "DrawRequestStatus" AS ENUM ('draft', 'requested', 'approved', 'drawn', 'inviting', 'confirmed', 'held', 'reviewed', 'archived', 'returned', 'cancelled');

-- CreateEnum
CREATE TYPE "DrawRoundStatus" AS ENUM ('draft', 'requested', 'approved', 'drawn', 'returned', 'void');

-- CreateEnum
CREATE TYPE "DrawSeatStatus" AS ENUM ('drawn', 'notified', 'accepted', 'declined', 'expired', 'withdrawn', 'released', 'present', 'excused', 'absent');

-- CreateEnum
CREATE TYPE "AvoidanceStatus" AS ENUM ('pending', 'accepted', 'refused');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "StaffRole" ADD VALUE 'drawRequester';
ALTER TYPE "StaffRole" ADD VALUE 'drawOperator';
ALTER TYPE "StaffRole" ADD VALUE 'drawNotifier';

-- AlterTable
ALTER TABLE "expert" ADD COLUMN     "expert_type" TEXT,
ADD COLUMN     "ties_version_id" UUID,
ADD COLUMN     "work_since" INTEGER;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "draws_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "draw_request" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "purpose_note" TEXT,
    "requester_id" UUID NOT NULL,
    "requester_name" TEXT NOT NULL,
    "requester_office" TEXT NOT NULL,
    "office_id" UUID,
    "unit_id" UUID,
    "session_from" TIMESTAMPTZ(3),
    "session_to" TIMESTAMPTZ(3),
    "place" TEXT,
    "answer_minutes" INTEGER NOT NULL,
    "unlock" TEXT NOT NULL DEFAULT 'signIn',
    "unlock_at" TIMESTAMPTZ(3),
    "unlocked_at" TIMESTAMPTZ(3),
    "briefing" TEXT,
    "caps" JSONB NOT NULL DEFAULT '[]',
    "status" "DrawRequestStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "policy_version_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_group" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "draw_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_round" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'first',
    "reason" TEXT,
    "status" "DrawRoundStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ask_hash" TEXT,
    "requested_by_id" UUID,
    "approved_by_id" UUID,
    "policy_version_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_ask" (
    "round_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "size" INTEGER NOT NULL,
    "alternates" INTEGER NOT NULL,
    "conditions" JSONB NOT NULL,
    "quotas" JSONB NOT NULL,
    "caps" JSONB NOT NULL,

    CONSTRAINT "draw_ask_pkey" PRIMARY KEY ("round_id","group_id")
);

-- CreateTable
CREATE TABLE "draw_subject" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "group_id" UUID,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "draw_subject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_party" (
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "name_key" TEXT,
    "doc_index" TEXT,
    "phone_index" TEXT,
    "unit_name" TEXT,
    "unit_key" TEXT,
    "unit_id" UUID,
    "division_name" TEXT,
    "division_key" TEXT,

    CONSTRAINT "draw_party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_avoidance" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT,
    "name_key" TEXT,
    "doc_index" TEXT,
    "phone_index" TEXT,
    "unit_name" TEXT,
    "unit_id" UUID,
    "expert_id" UUID,
    "reason" TEXT NOT NULL,
    "status" "AvoidanceStatus" NOT NULL DEFAULT 'pending',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "declared_by_id" UUID,
    "declared_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_avoidance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_conflict" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_id" UUID,
    "expert_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "certainty" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "facts_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'open',
    "verdict_by_id" UUID,
    "verdict_by" TEXT,
    "verdict_why" TEXT,
    "verdict_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gone_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "seed_cipher" TEXT NOT NULL,
    "salt_cipher" TEXT NOT NULL,
    "seed_hash" TEXT NOT NULL,
    "problem_hash" TEXT NOT NULL,
    "selection_hash" TEXT NOT NULL,
    "engine_version" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "ways" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "operator_id" UUID NOT NULL,
    "operator_name" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,
    "took" INTEGER NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" UUID,
    "void_reason" TEXT,

    CONSTRAINT "draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_pool" (
    "draw_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "panels" INTEGER[],
    "features" JSONB NOT NULL,
    "expert_ids" UUID[],
    "chances" DOUBLE PRECISION[],

    CONSTRAINT "draw_pool_pkey" PRIMARY KEY ("draw_id","position")
);

-- CreateTable
CREATE TABLE "draw_special" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "expert_id" UUID,
    "name" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "unit_id" UUID,
    "title" TEXT,
    "phone_cipher" TEXT,
    "phone_index" TEXT,
    "doc_index" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "draw_special_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_seat" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "draw_id" UUID,
    "expert_id" UUID,
    "special_id" UUID,
    "kind" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "follows_id" UUID,
    "chance" DOUBLE PRECISION,
    "session_from" TIMESTAMPTZ(3) NOT NULL,
    "session_to" TIMESTAMPTZ(3) NOT NULL,
    "status" "DrawSeatStatus" NOT NULL DEFAULT 'drawn',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "token_hash" TEXT,
    "notified_at" TIMESTAMPTZ(3),
    "answer_by" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answered_via" TEXT,
    "decline_code" TEXT,
    "note" TEXT,
    "pledge" TEXT,
    "signed_in_at" TIMESTAMPTZ(3),
    "fee" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_call" (
    "id" UUID NOT NULL,
    "seat_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_feedback" (
    "id" UUID NOT NULL,
    "seat_id" UUID NOT NULL,
    "expertise" INTEGER NOT NULL,
    "fairness" INTEGER NOT NULL,
    "diligence" INTEGER NOT NULL,
    "note" TEXT,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_spot_check" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "expert_id" UUID,
    "result" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_spot_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_entry" (
    "id" UUID NOT NULL,
    "expert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "seat_id" UUID,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_paper" (
    "id" UUID NOT NULL,
    "serial" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expert_tie" (
    "id" BIGSERIAL NOT NULL,
    "expert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "from_year" INTEGER,
    "to_year" INTEGER,
    "words" TEXT NOT NULL,
    "detail" TEXT,

    CONSTRAINT "expert_tie_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expert_leave" (
    "id" UUID NOT NULL,
    "expert_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "expert_leave_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draw_request_number_key" ON "draw_request"("number");

-- CreateIndex
CREATE INDEX "draw_request_status_created_at_id_idx" ON "draw_request"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "draw_request_created_at_id_idx" ON "draw_request"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "draw_request_requester_id_idx" ON "draw_request"("requester_id");

-- CreateIndex
CREATE INDEX "draw_request_office_id_idx" ON "draw_request"("office_id");

-- CreateIndex
CREATE INDEX "draw_request_unit_id_idx" ON "draw_request"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "draw_group_request_id_position_key" ON "draw_group"("request_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "draw_group_request_id_name_key" ON "draw_group"("request_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "draw_round_request_id_number_key" ON "draw_round"("request_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "draw_subject_request_id_position_key" ON "draw_subject"("request_id", "position");

-- CreateIndex
CREATE INDEX "draw_party_subject_id_idx" ON "draw_party"("subject_id");

-- CreateIndex
CREATE INDEX "draw_avoidance_request_id_idx" ON "draw_avoidance"("request_id");

-- CreateIndex
CREATE INDEX "draw_avoidance_expert_id_idx" ON "draw_avoidance"("expert_id");

-- CreateIndex
CREATE INDEX "draw_conflict_request_id_verdict_idx" ON "draw_conflict"("request_id", "verdict");

-- CreateIndex
CREATE INDEX "draw_conflict_expert_id_idx" ON "draw_conflict"("expert_id");

-- CreateIndex
CREATE UNIQUE INDEX "draw_conflict_request_id_expert_id_facts_hash_key" ON "draw_conflict"("request_id", "expert_id", "facts_hash");

-- CreateIndex
CREATE UNIQUE INDEX "draw_round_id_attempt_key" ON "draw"("round_id", "attempt");

-- CreateIndex
CREATE INDEX "draw_special_round_id_idx" ON "draw_special"("round_id");

-- CreateIndex
CREATE UNIQUE INDEX "draw_seat_special_id_key" ON "draw_seat"("special_id");

-- CreateIndex
CREATE UNIQUE INDEX "draw_seat_token_hash_key" ON "draw_seat"("token_hash");

-- CreateIndex
CREATE INDEX "draw_seat_request_id_status_idx" ON "draw_seat"("request_id", "status");

-- CreateIndex
CREATE INDEX "draw_seat_expert_id_status_idx" ON "draw_seat"("expert_id", "status");

-- CreateIndex
CREATE INDEX "draw_seat_status_answer_by_idx" ON "draw_seat"("status", "answer_by");

-- CreateIndex
CREATE INDEX "draw_call_seat_id_at_idx" ON "draw_call"("seat_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "draw_feedback_seat_id_key" ON "draw_feedback"("seat_id");

-- CreateIndex
CREATE INDEX "draw_spot_check_request_id_idx" ON "draw_spot_check"("request_id");

-- CreateIndex
CREATE INDEX "draw_spot_check_expert_id_idx" ON "draw_spot_check"("expert_id");

-- CreateIndex
CREATE INDEX "credit_entry_expert_id_at_idx" ON "credit_entry"("expert_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "draw_paper_serial_key" ON "draw_paper"("serial");

-- CreateIndex
CREATE INDEX "draw_paper_request_id_at_idx" ON "draw_paper"("request_id", "at");

-- CreateIndex
CREATE INDEX "expert_tie_kind_key_idx" ON "expert_tie"("kind", "key");

-- CreateIndex
CREATE INDEX "expert_tie_expert_id_idx" ON "expert_tie"("expert_id");

-- CreateIndex
CREATE INDEX "expert_leave_expert_id_to_day_idx" ON "expert_leave"("expert_id", "to_day");

-- AddForeignKey
ALTER TABLE "draw_request" ADD CONSTRAINT "draw_request_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_request" ADD CONSTRAINT "draw_request_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_group" ADD CONSTRAINT "draw_group_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_round" ADD CONSTRAINT "draw_round_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_ask" ADD CONSTRAINT "draw_ask_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_ask" ADD CONSTRAINT "draw_ask_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "draw_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_subject" ADD CONSTRAINT "draw_subject_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_subject" ADD CONSTRAINT "draw_subject_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "draw_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_party" ADD CONSTRAINT "draw_party_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "draw_subject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_avoidance" ADD CONSTRAINT "draw_avoidance_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_conflict" ADD CONSTRAINT "draw_conflict_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_conflict" ADD CONSTRAINT "draw_conflict_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "draw_subject"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_conflict" ADD CONSTRAINT "draw_conflict_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw" ADD CONSTRAINT "draw_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_pool" ADD CONSTRAINT "draw_pool_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_special" ADD CONSTRAINT "draw_special_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_special" ADD CONSTRAINT "draw_special_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "draw_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "draw_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draw"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_seat" ADD CONSTRAINT "draw_seat_special_id_fkey" FOREIGN KEY ("special_id") REFERENCES "draw_special"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_call" ADD CONSTRAINT "draw_call_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "draw_seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_feedback" ADD CONSTRAINT "draw_feedback_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "draw_seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_spot_check" ADD CONSTRAINT "draw_spot_check_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entry" ADD CONSTRAINT "credit_entry_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_paper" ADD CONSTRAINT "draw_paper_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_tie" ADD CONSTRAINT "expert_tie_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_leave" ADD CONSTRAINT "expert_leave_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: draw_one_valid, draw_seat_once, draw_seat_no_clash, expert_leave_now

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SEQUENCE "draw_request_number_seq";

ALTER TABLE "draw_request"
  ADD CONSTRAINT "draw_request_lengths" CHECK (char_length("title") BETWEEN 1 AND 200 AND char_length("place") <= 200 AND char_length("briefing") <= 5000 AND char_length("purpose_note") <= 500),
  ADD CONSTRAINT "draw_request_asker" CHECK (num_nonnulls("office_id", "unit_id") <= 1),
  ADD CONSTRAINT "draw_request_session" CHECK ("session_from" < "session_to"),
  ADD CONSTRAINT "draw_request_complete" CHECK ("status" IN ('draft', 'returned', 'cancelled') OR ("session_from" IS NOT NULL AND "session_to" IS NOT NULL AND "place" IS NOT NULL)),
  ADD CONSTRAINT "draw_request_answer" CHECK ("answer_minutes" BETWEEN 15 AND 20160),
  ADD CONSTRAINT "draw_request_unlock" CHECK ("unlock" = 'signIn' OR ("unlock" = 'time' AND ("unlock_at" IS NOT NULL OR "status" IN ('draft', 'returned', 'cancelled')))),
  ADD CONSTRAINT "draw_request_version" CHECK ("version" >= 0);
ALTER TABLE "draw_group" ADD CONSTRAINT "draw_group_name" CHECK (char_length("name") BETWEEN 1 AND 50);
ALTER TABLE "draw_round"
  ADD CONSTRAINT "draw_round_kind" CHECK ("kind" IN ('first', 'supplement', 'special')),
  ADD CONSTRAINT "draw_round_first" CHECK (("number" = 1) = ("kind" = 'first')),
  ADD CONSTRAINT "draw_round_reason" CHECK ("kind" = 'first' OR char_length("reason") BETWEEN 1 AND 1000),
  -- nobody approves what he has asked for himself
  ADD CONSTRAINT "draw_round_four_eyes" CHECK ("approved_by_id" <> "requested_by_id"),
  ADD CONSTRAINT "draw_round_asked" CHECK ("status" IN ('draft', 'returned', 'void') OR ("ask_hash" IS NOT NULL AND "requested_by_id" IS NOT NULL)),
  ADD CONSTRAINT "draw_round_approved" CHECK ("status" NOT IN ('approved', 'drawn') OR "approved_by_id" IS NOT NULL);
ALTER TABLE "draw_ask" ADD CONSTRAINT "draw_ask_numbers" CHECK ("size" BETWEEN 1 AND 999 AND "alternates" BETWEEN 0 AND 999);
ALTER TABLE "draw_party" ADD CONSTRAINT "draw_party_kind" CHECK ("kind" IN ('leader', 'member', 'unit', 'partner'));
ALTER TABLE "draw_avoidance"
  ADD CONSTRAINT "draw_avoidance_kind" CHECK ("kind" IN ('person', 'unit') AND "source" IN ('applicant', 'requester', 'bureau', 'expert')),
  ADD CONSTRAINT "draw_avoidance_reason" CHECK (char_length("reason") BETWEEN 1 AND 500);
ALTER TABLE "draw_conflict"
  ADD CONSTRAINT "draw_conflict_words" CHECK ("certainty" IN ('certain', 'likely') AND "verdict" IN ('open', 'confirmed', 'falseAlarm')),
  ADD CONSTRAINT "draw_conflict_verdict" CHECK ("verdict" = 'open' OR ("verdict_by_id" IS NOT NULL AND "verdict_why" IS NOT NULL AND "verdict_at" IS NOT NULL));
ALTER TABLE "draw_seat"
  ADD CONSTRAINT "draw_seat_who" CHECK (num_nonnulls("expert_id", "special_id") = 1 OR ("kind" = 'special' AND "expert_id" IS NOT NULL)),
  ADD CONSTRAINT "draw_seat_kind" CHECK ("kind" IN ('panel', 'alternate', 'special')),
  ADD CONSTRAINT "draw_seat_drawn" CHECK ("kind" = 'special' OR "draw_id" IS NOT NULL),
  ADD CONSTRAINT "draw_seat_session" CHECK ("session_from" < "session_to"),
  ADD CONSTRAINT "draw_seat_declined" CHECK ("status" NOT IN ('declined', 'withdrawn') OR "decline_code" IS NOT NULL),
  ADD CONSTRAINT "draw_seat_fee" CHECK ("fee" BETWEEN 0 AND 100000000),
  -- nobody sits in two sessions at the same time (trust: between two draws at once as well)
  ADD CONSTRAINT "draw_seat_no_clash" EXCLUDE USING gist ("expert_id" WITH =, tstzrange("session_from", "session_to") WITH &&)
    WHERE ("status" IN ('drawn', 'notified', 'accepted', 'present'));
-- who was asked is not asked again, in whatever round; a seat of a draw that was declared void does not count
CREATE UNIQUE INDEX "draw_seat_once" ON "draw_seat" ("request_id", "expert_id") WHERE "status" <> 'released';
ALTER TABLE "draw_feedback" ADD CONSTRAINT "draw_feedback_marks" CHECK ("expertise" BETWEEN 1 AND 5 AND "fairness" BETWEEN 1 AND 5 AND "diligence" BETWEEN 1 AND 5);
ALTER TABLE "credit_entry" ADD CONSTRAINT "credit_entry_points" CHECK ("points" BETWEEN -100 AND 100 AND char_length("words") BETWEEN 1 AND 500);
ALTER TABLE "expert_leave" ADD CONSTRAINT "expert_leave_days" CHECK ("from_day" <= "to_day" AND char_length("note") <= 200);
CREATE INDEX "expert_leave_now" ON "expert_leave" ("to_day", "from_day", "expert_id") WHERE "ended_at" IS NULL;

-- A round has one draw that counts; what was drawn is never altered, only declared void, once.
CREATE UNIQUE INDEX "draw_one_valid" ON "draw" ("round_id") WHERE "voided_at" IS NULL;
ALTER TABLE "draw" ADD CONSTRAINT "draw_voided" CHECK (num_nonnulls("voided_at", "voided_by_id", "void_reason") IN (0, 3));
CREATE FUNCTION "draw_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."voided_at" IS NOT NULL OR NEW."voided_at" IS NULL OR
     to_jsonb(OLD) - ARRAY['voided_at', 'voided_by_id', 'void_reason'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['voided_at', 'voided_by_id', 'void_reason'] THEN
    RAISE EXCEPTION 'a draw is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_frozen" BEFORE UPDATE OR DELETE ON "draw" FOR EACH ROW EXECUTE FUNCTION "draw_frozen"();

-- What was asked for is fixed from when it is sent until it is returned.
CREATE FUNCTION "draw_ask_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "draw_round" WHERE "id" = COALESCE(NEW."round_id", OLD."round_id") AND "status" NOT IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a round that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER "draw_ask_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "draw_ask" FOR EACH ROW EXECUTE FUNCTION "draw_ask_frozen"();
CREATE TRIGGER "draw_special_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "draw_special" FOR EACH ROW EXECUTE FUNCTION "draw_ask_frozen"();
CREATE FUNCTION "draw_request_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" NOT IN ('draft', 'returned') AND
     (NEW."number", NEW."title", NEW."purpose", NEW."session_from", NEW."session_to", NEW."place", NEW."caps", NEW."unlock", NEW."unlock_at", NEW."answer_minutes", NEW."requester_id", NEW."office_id", NEW."unit_id")
     IS DISTINCT FROM
     (OLD."number", OLD."title", OLD."purpose", OLD."session_from", OLD."session_to", OLD."place", OLD."caps", OLD."unlock", OLD."unlock_at", OLD."answer_minutes", OLD."requester_id", OLD."office_id", OLD."unit_id") THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_request_frozen" BEFORE UPDATE ON "draw_request" FOR EACH ROW EXECUTE FUNCTION "draw_request_frozen"();

CREATE TRIGGER "draw_pool_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_pool" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_call_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_call" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_feedback_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_feedback" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_spot_check_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_spot_check" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "credit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "credit_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_paper_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_paper" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Which roles one person may hold beside each other: who asks, who approves, who draws and who calls are different people.
CREATE OR REPLACE FUNCTION "staff_grant_check"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  office CONSTANT text[] := ARRAY['bureauReviewer', 'bureauManager', 'noticeEditor'];
  draws CONSTANT text[] := ARRAY['drawRequester', 'drawOperator', 'drawNotifier'];
  holder text;
BEGIN
  SELECT "kind"::text INTO holder FROM "account" WHERE "id" = NEW."account_id" FOR UPDATE;
  IF holder <> 'staff' THEN
    RAISE EXCEPTION 'roles are for staff only' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "staff_grant" g WHERE g."account_id" = NEW."account_id" AND g."role" <> NEW."role"
      AND NOT (g."role"::text = ANY (office) AND NEW."role"::text = ANY (office))
      AND NOT (g."role"::text = ANY (draws) AND NEW."role"::text = ANY (ARRAY['bureauReviewer', 'noticeEditor']))
      AND NOT (NEW."role"::text = ANY (draws) AND g."role"::text = ANY (ARRAY['bureauReviewer', 'noticeEditor']))
      AND NOT ('drawRequester' IN (g."role"::text, NEW."role"::text) AND 'bureauManager' IN (g."role"::text, NEW."role"::text))) THEN
    RAISE EXCEPTION 'role % excludes a role that is held', NEW."role" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."role"::text <> 'departmentReviewer' AND EXISTS (SELECT 1 FROM "staff_post" p
      WHERE p."account_id" = NEW."account_id" AND p."department_id" IS NOT NULL) THEN
    RAISE EXCEPTION 'role % is not for staff of a department', NEW."role" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
