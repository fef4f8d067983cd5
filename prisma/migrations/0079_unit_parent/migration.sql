-- 上级单位 (V2, V3): whoever works above or below a unit behind a 评审对象 is looked at before a draw.
ALTER TABLE "unit" ADD COLUMN "parent_id" UUID;
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "unit" ADD CONSTRAINT "unit_not_its_own_parent" CHECK ("parent_id" <> "id");
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

CREATE TRIGGER "unit_parent_changed" AFTER UPDATE ON "unit" FOR EACH ROW
  WHEN (OLD."parent_id" IS DISTINCT FROM NEW."parent_id") EXECUTE FUNCTION "note_everybody"();
