-- What comes out of draws for those outside: seals are listed by when they were sealed, and an expert finds the pools he was in
-- without a look through the pools of everybody.
-- CreateIndex
CREATE INDEX "draw_seal_sealed_at_id_idx" ON "draw_seal"("sealed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "draw_pool_expert_ids_idx" ON "draw_pool" USING GIN ("expert_ids");
