-- What is kept of people around a review has an end: people and units behind 评审对象, those who came from outside, notes.
-- AlterTable
ALTER TABLE "draw_request" ADD COLUMN     "cleared_at" TIMESTAMPTZ(3);

-- Old sessions that are to be cleared are found without reading all.
-- by hand: draw_request_uncleared
CREATE INDEX "draw_request_uncleared" ON "draw_request" (COALESCE("session_to", "status_since")) WHERE "cleared_at" IS NULL;

-- What was said of somebody is never rewritten: its words are emptied once, when its time is over.
DROP TRIGGER "draw_call_append_only" ON "draw_call";
DROP TRIGGER "draw_feedback_append_only" ON "draw_feedback";
DROP TRIGGER "draw_spot_check_append_only" ON "draw_spot_check";
CREATE TRIGGER "draw_call_append_only" BEFORE DELETE OR TRUNCATE ON "draw_call" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_feedback_append_only" BEFORE DELETE OR TRUNCATE ON "draw_feedback" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "draw_spot_check_append_only" BEFORE DELETE OR TRUNCATE ON "draw_spot_check" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE FUNCTION "draw_note_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."note" IS DISTINCT FROM '（已按期删除）' OR to_jsonb(NEW) - 'note' <> to_jsonb(OLD) - 'note' THEN
    RAISE EXCEPTION 'a note is only ever emptied' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_call_note" BEFORE UPDATE ON "draw_call" FOR EACH ROW EXECUTE FUNCTION "draw_note_kept"();
CREATE TRIGGER "draw_feedback_note" BEFORE UPDATE ON "draw_feedback" FOR EACH ROW EXECUTE FUNCTION "draw_note_kept"();
CREATE TRIGGER "draw_spot_check_note" BEFORE UPDATE ON "draw_spot_check" FOR EACH ROW EXECUTE FUNCTION "draw_note_kept"();

-- A 特邀 that was sent stays as it was, but for who it was once its time is over, and for why he could not be asked.
CREATE OR REPLACE FUNCTION "draw_special_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW."name" = '（已按期删除）' AND NEW."reason" = '（已按期删除）'
       AND (NEW."id", NEW."round_id", NEW."group_id", NEW."expert_id") IS NOT DISTINCT FROM (OLD."id", OLD."round_id", OLD."group_id", OLD."expert_id") THEN
      RETURN NEW;
    END IF;
    IF to_jsonb(OLD) ->> 'out_reason' IS NULL AND to_jsonb(OLD) - 'out_reason' = to_jsonb(NEW) - 'out_reason' THEN
      RETURN NEW;
    END IF;
  END IF;
  IF EXISTS (SELECT 1 FROM "draw_round" WHERE "id" = COALESCE(NEW."round_id", OLD."round_id") AND "status" NOT IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a round that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
DROP TRIGGER "draw_special_frozen" ON "draw_special";
CREATE TRIGGER "draw_special_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "draw_special" FOR EACH ROW EXECUTE FUNCTION "draw_special_frozen"();
