-- Finding experts: words in the titles of their projects and papers, and two more orders of the list.
-- by hand: expert_words_pairs, expert_words_to_read, expert_region_prefix, account_never_logged_in
-- AlterTable
ALTER TABLE "expert" ADD COLUMN     "words_version_id" UUID;

-- CreateTable
CREATE TABLE "expert_words" (
    "expert_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "pairs" TEXT[],

    CONSTRAINT "expert_words_pkey" PRIMARY KEY ("expert_id")
);

-- CreateIndex
CREATE INDEX "expert_activated_at_account_id_idx" ON "expert"("activated_at" DESC, "account_id" DESC);

-- CreateIndex
CREATE INDEX "expert_pinyin_account_id_idx" ON "expert"("pinyin", "account_id");

-- AddForeignKey
ALTER TABLE "expert_words" ADD CONSTRAINT "expert_words_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "expert_words_pairs" ON "expert_words" USING gin ("pairs");
-- whose titles are still to be read, by the worker: none as a rule, all after an upgrade or a bulk import
CREATE INDEX "expert_words_to_read" ON "expert" ("account_id") WHERE "words_version_id" IS DISTINCT FROM "version_id";
CREATE INDEX "expert_region_prefix" ON "expert" ("region_code" text_pattern_ops);
CREATE INDEX "account_never_logged_in" ON "account" ("id") WHERE "kind" = 'individual' AND "last_login_at" IS NULL;
