-- 接办: somebody of the same office or unit asks in place of who has left; who asked before stays known, because he counts.
-- AlterTable
ALTER TABLE "draw_request" ADD COLUMN     "former_requester_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- As before, but that who asks may change when who asked is kept beside him; nobody is ever taken off that list.
CREATE OR REPLACE FUNCTION "draw_request_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" NOT IN ('draft', 'returned') AND
     (NEW."number", NEW."title", NEW."purpose", NEW."caps", NEW."unlock", NEW."answer_minutes", NEW."office_id", NEW."unit_id")
     IS DISTINCT FROM
     (OLD."number", OLD."title", OLD."purpose", OLD."caps", OLD."unlock", OLD."answer_minutes", OLD."office_id", OLD."unit_id") THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW."former_requester_ids" IS DISTINCT FROM
     (CASE WHEN NEW."requester_id" = OLD."requester_id" THEN OLD."former_requester_ids"
           ELSE array_append(OLD."former_requester_ids", OLD."requester_id") END) THEN
    RAISE EXCEPTION 'who asked for a request stays known' USING ERRCODE = 'insufficient_privilege';
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
