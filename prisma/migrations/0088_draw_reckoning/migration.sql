-- A lottery that is being reckoned says how far it is, and can be called off (decision 031).
-- CreateTable
CREATE TABLE "draw_reckoning" (
    "key" TEXT NOT NULL,
    "run" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "ask_hash" TEXT,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "progress" JSONB,
    "answer" JSONB,

    CONSTRAINT "draw_reckoning_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "draw_reckoning_round_id_idx" ON "draw_reckoning"("round_id");

-- AddForeignKey
ALTER TABLE "draw_reckoning" ADD CONSTRAINT "draw_reckoning_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "draw_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "draw_reckoning" ADD CONSTRAINT "draw_reckoning_key" CHECK ("key" ~ '^(seal|trial):');

-- A manager may call the reckoning off; the round waits then until somebody has it tried again.
ALTER TABLE "draw_round" DROP CONSTRAINT "draw_round_seal_trouble";
ALTER TABLE "draw_round" ADD CONSTRAINT "draw_round_seal_trouble" CHECK (
  ("seal_trouble" IS NULL OR "seal_trouble" IN ('infeasible', 'tooLarge', 'nobody', 'failed', 'calledOff')) AND
  ("seal_trouble" IS NULL OR "seal_tried_at" IS NOT NULL));
