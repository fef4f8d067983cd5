-- Avoidance (decision 028). When an expert's ties were written, and when a request was last compared with them: the worker
-- finds again for exactly those whose ties are newer.
ALTER TABLE "expert" ADD COLUMN "ties_at" TIMESTAMPTZ(3);
CREATE INDEX "expert_ties_at_idx" ON "expert"("ties_at");
ALTER TABLE "draw_request" ADD COLUMN "found_at" TIMESTAMPTZ(3);

-- Two people do not overwrite one 评审对象.
ALTER TABLE "draw_subject" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

-- Who accepted or refused a declared avoidance, and why; never who declared it.
ALTER TABLE "draw_avoidance"
  ADD COLUMN "decided_by_id" UUID,
  ADD COLUMN "decided_by" TEXT,
  ADD COLUMN "decided_why" TEXT;
ALTER TABLE "draw_avoidance"
  ADD CONSTRAINT "draw_avoidance_decided" CHECK ("status" = 'pending' OR "source" = 'expert' OR ("decided_by_id" IS NOT NULL AND char_length("decided_why") BETWEEN 1 AND 500)),
  ADD CONSTRAINT "draw_avoidance_four_eyes" CHECK ("decided_by_id" <> "declared_by_id");
CREATE INDEX "draw_avoidance_status_idx" ON "draw_avoidance"("status");

-- The team of a 评审对象 is looked up by the blind index of its numbers, whatever kind of document it was.
CREATE INDEX "person_doc_index_idx" ON "person"("doc_index");

-- The 院系 of a thousand colleagues is one kind of tie among the many each of them has.
DROP INDEX "expert_tie_expert_id_idx";
CREATE INDEX "expert_tie_expert_id_kind_idx" ON "expert_tie"("expert_id", "kind");
