-- Searching the pool: pages in the order of entry in both directions, names by pinyin and initials from their beginning,
-- and what one person decided last.
-- by hand: expert_pinyin_prefix, expert_initials_prefix

DROP INDEX "expert_admitted_at_account_id_idx";
CREATE INDEX "expert_admitted_at_account_id_idx" ON "expert"("admitted_at" DESC, "account_id" DESC);
CREATE INDEX "expert_title_code_idx" ON "expert"("title_code");
CREATE INDEX "expert_pinyin_prefix" ON "expert" ("pinyin" text_pattern_ops);
CREATE INDEX "expert_initials_prefix" ON "expert" ("initials" text_pattern_ops);
CREATE INDEX "status_history_actor_id_at_idx" ON "status_history"("actor_id", "at" DESC);
