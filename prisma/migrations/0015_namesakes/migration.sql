-- CreateIndex
CREATE INDEX "unit_name_key_idx" ON "unit"("name_key");

-- CreateIndex
CREATE INDEX "unit_merged_into_id_idx" ON "unit"("merged_into_id");

-- by hand: units of one name are told apart by their codes; a name without a code must be the only one of its kind
DROP INDEX "unit_name_key_live";
CREATE UNIQUE INDEX "unit_name_key_no_code" ON "unit" ("name_key")
  WHERE "credit_code" IS NULL AND "status" <> 'refused' AND "merged_into_id" IS NULL;
-- by hand: a unit is found by the code of one that was merged into it
CREATE INDEX "unit_credit_code_merged" ON "unit" ("credit_code") WHERE "merged_into_id" IS NOT NULL;
