-- 封存 (decision 031): everything of a draw but its seed, fixed and numbered before there is a seed.
-- AlterTable
ALTER TABLE "draw_round" ADD COLUMN     "seal_tried_at" TIMESTAMPTZ(3),
ADD COLUMN     "seal_trouble" TEXT;

-- AlterTable
ALTER TABLE "draw" ADD COLUMN     "passed" JSONB,
ADD COLUMN     "seal_id" UUID;

-- CreateTable
CREATE TABLE "draw_seal" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "seal" TEXT NOT NULL,
    "lottery" BYTEA NOT NULL,
    "leaves" BYTEA NOT NULL,
    "expert_ids" UUID[],
    "pool" JSONB NOT NULL,
    "secret_cipher" TEXT NOT NULL,
    "salt_cipher" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "asked" JSONB NOT NULL,
    "ask_hash" TEXT NOT NULL,
    "list_hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "took" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "ended_by_id" UUID,
    "ended_by" TEXT,

    CONSTRAINT "draw_seal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draw_seal_number_key" ON "draw_seal"("number");

-- CreateIndex
CREATE UNIQUE INDEX "draw_seal_round_id_attempt_key" ON "draw_seal"("round_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "draw_seal_id_key" ON "draw"("seal_id");

-- AddForeignKey
ALTER TABLE "draw_seal" ADD CONSTRAINT "draw_seal_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw" ADD CONSTRAINT "draw_seal_id_fkey" FOREIGN KEY ("seal_id") REFERENCES "draw_seal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "draw_round" ADD CONSTRAINT "draw_round_seal_trouble" CHECK (
  ("seal_trouble" IS NULL OR "seal_trouble" IN ('infeasible', 'tooLarge', 'nobody', 'failed')) AND
  ("seal_trouble" IS NULL OR "seal_tried_at" IS NOT NULL));
ALTER TABLE "draw_seal" ADD CONSTRAINT "draw_seal_whole" CHECK (
  "attempt" >= 1 AND "seal" ~ '^[0-9a-f]{64}$' AND cardinality("expert_ids") > 0 AND
  num_nonnulls("ended_at", "end_reason") IN (0, 2) AND ("ended_by_id" IS NULL OR "ended_by" IS NOT NULL) AND
  ("ended_at" IS NOT NULL OR num_nonnulls("ended_by_id", "ended_by") = 0) AND "end_reason" <> '');
-- One seal of a round holds at a time.
CREATE UNIQUE INDEX "draw_seal_holds" ON "draw_seal" ("round_id") WHERE "ended_at" IS NULL;

-- A seal is ended once, with the reason, and nothing else of it ever changes. One that was drawn from holds as its draw does.
CREATE FUNCTION "draw_seal_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- the new row as it was before it ended: compared as it is, for the pool may be many megabytes
  kept "draw_seal"%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    kept := NEW;
    kept."ended_at" := NULL;
    kept."end_reason" := NULL;
    kept."ended_by_id" := NULL;
    kept."ended_by" := NULL;
  END IF;
  IF TG_OP = 'DELETE' OR OLD."ended_at" IS NOT NULL OR NEW."ended_at" IS NULL OR kept IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a seal is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT 1 FROM "draw" WHERE "seal_id" = OLD."id" AND "voided_at" IS NULL) THEN
    RAISE EXCEPTION 'a seal that was drawn from is not ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_seal_frozen" BEFORE UPDATE OR DELETE ON "draw_seal" FOR EACH ROW EXECUTE FUNCTION "draw_seal_frozen"();
CREATE TRIGGER "draw_seal_kept" BEFORE TRUNCATE ON "draw_seal" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What is drawn by a lottery was sealed before, and of what was sealed nothing is drawn otherwise.
ALTER TABLE "draw" ADD CONSTRAINT "draw_sealed" CHECK (
  ("method" IN ('maximin', 'leximin')) = ("seal_id" IS NOT NULL) AND ("seal_id" IS NULL) = ("passed" IS NULL));
