-- 评审对象 and declared avoidances are part of what is approved: they end with a date and are never deleted, and a change
-- of what was sent waits for another person.
ALTER TABLE "draw_subject" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
ALTER TABLE "draw_avoidance" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
ALTER TABLE "draw" ADD COLUMN "list_hash" TEXT;
ALTER TABLE "draw_seat" ADD COLUMN "concern_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "draw_list_change" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "reason" TEXT,
    "asked_by_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decided_why" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "draw_list_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "draw_list_change_request_id_at_idx" ON "draw_list_change"("request_id", "at");

-- AddForeignKey
ALTER TABLE "draw_list_change" ADD CONSTRAINT "draw_list_change_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "draw_list_change"
  ADD CONSTRAINT "draw_list_change_status" CHECK ("status" IN ('pending', 'accepted', 'refused', 'withdrawn', 'own')),
  ADD CONSTRAINT "draw_list_change_four_eyes" CHECK ("decided_by_id" <> "asked_by_id"),
  ADD CONSTRAINT "draw_list_change_decided" CHECK (("status" IN ('accepted', 'refused')) = ("decided_by_id" IS NOT NULL) AND num_nonnulls("decided_by_id", "decided_by", "decided_why", "decided_at") IN (0, 4)),
  ADD CONSTRAINT "draw_list_change_reason" CHECK ("status" = 'own' OR char_length("reason") BETWEEN 1 AND 500);

-- What somebody asked for is decided about once, and is not rewritten.
CREATE FUNCTION "draw_list_change_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- years later nobody stands in it any more
  IF TG_OP = 'UPDATE' AND NEW."items" = '[]'::jsonb AND
     to_jsonb(OLD) - ARRAY['items', 'reason', 'decided_why'] = to_jsonb(NEW) - ARRAY['items', 'reason', 'decided_why'] THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD."status" <> 'pending' OR
     to_jsonb(OLD) - ARRAY['status', 'decided_by_id', 'decided_by', 'decided_why', 'decided_at', 'version'] IS DISTINCT FROM
     to_jsonb(NEW) - ARRAY['status', 'decided_by_id', 'decided_by', 'decided_why', 'decided_at', 'version'] THEN
    RAISE EXCEPTION 'a change that was decided about is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_list_change_frozen" BEFORE UPDATE OR DELETE ON "draw_list_change" FOR EACH ROW EXECUTE FUNCTION "draw_list_change_frozen"();

CREATE FUNCTION "draw_list_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is reviewed ends, it is not deleted' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "draw_subject_kept" BEFORE DELETE ON "draw_subject" FOR EACH ROW EXECUTE FUNCTION "draw_list_kept"();
-- one's own wish can be taken back as long as nobody has decided about it
CREATE TRIGGER "draw_avoidance_kept" BEFORE DELETE ON "draw_avoidance" FOR EACH ROW WHEN (OLD."status" <> 'pending') EXECUTE FUNCTION "draw_list_kept"();

-- Verdicts and lists ask by 评审对象.
CREATE INDEX "draw_conflict_subject_id_idx" ON "draw_conflict"("subject_id");
-- Places that have to be looked at are few.
CREATE INDEX "draw_seat_concern" ON "draw_seat" ("request_id") WHERE "concern_since" IS NOT NULL;
