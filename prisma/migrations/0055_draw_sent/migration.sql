-- CreateTable
CREATE TABLE "draw_sent" (
    "round_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "ask_hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_sent_pkey" PRIMARY KEY ("round_id","number")
);

-- AddForeignKey
ALTER TABLE "draw_sent" ADD CONSTRAINT "draw_sent_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent is kept as it was, so that whoever reads it again sees what is different since.
CREATE TRIGGER "draw_sent_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_sent" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- 专业组 bear the names that were approved.
CREATE FUNCTION "draw_group_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "draw_request" WHERE "id" = OLD."request_id" AND "status" NOT IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER "draw_group_frozen" BEFORE UPDATE OR DELETE ON "draw_group" FOR EACH ROW EXECUTE FUNCTION "draw_group_frozen"();
