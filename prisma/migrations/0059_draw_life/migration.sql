-- AlterTable
ALTER TABLE "draw_special" ADD COLUMN "out_reason" TEXT;

-- AlterTable
ALTER TABLE "draw_seat" ADD COLUMN "pledge_by" TEXT,
ADD COLUMN "pledge_by_id" UUID;

-- A 特邀 stays as it was sent; only why somebody of it could not be asked is added, once, when it is agreed to.
CREATE FUNCTION "draw_special_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."out_reason" IS NULL
     AND to_jsonb(OLD) - 'out_reason' = to_jsonb(NEW) - 'out_reason' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM "draw_round" WHERE "id" = COALESCE(NEW."round_id", OLD."round_id") AND "status" NOT IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a round that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
DROP TRIGGER "draw_special_frozen" ON "draw_special";
CREATE TRIGGER "draw_special_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "draw_special" FOR EACH ROW EXECUTE FUNCTION "draw_special_frozen"();

-- 改期: once people are drawn, the session may be moved as a whole; everything else stays as it was sent.
CREATE OR REPLACE FUNCTION "draw_request_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" NOT IN ('draft', 'returned') AND
     (NEW."number", NEW."title", NEW."purpose", NEW."caps", NEW."unlock", NEW."answer_minutes", NEW."requester_id", NEW."office_id", NEW."unit_id")
     IS DISTINCT FROM
     (OLD."number", OLD."title", OLD."purpose", OLD."caps", OLD."unlock", OLD."answer_minutes", OLD."requester_id", OLD."office_id", OLD."unit_id") THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD."status" NOT IN ('draft', 'returned', 'drawn', 'inviting', 'confirmed') AND
     (NEW."session_from", NEW."session_to", NEW."place", NEW."unlock_at")
     IS DISTINCT FROM
     (OLD."session_from", OLD."session_to", OLD."place", OLD."unlock_at") THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
