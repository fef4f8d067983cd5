-- 评审材料: files of a request, for all its groups or for one; who added each, as he was called then.
-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "added_by" TEXT,
ADD COLUMN     "draw_group_id" UUID,
ADD COLUMN     "draw_request_id" UUID;

-- CreateIndex
CREATE INDEX "stored_file_draw_request_id_idx" ON "stored_file"("draw_request_id");

-- CreateIndex
CREATE INDEX "stored_file_draw_group_id_idx" ON "stored_file"("draw_group_id");

-- What one group was to read is never opened to all because the group goes: it is refused.
-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_draw_request_id_fkey" FOREIGN KEY ("draw_request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_draw_group_id_fkey" FOREIGN KEY ("draw_group_id") REFERENCES "draw_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "stored_file"
  ADD CONSTRAINT "stored_file_material" CHECK (("purpose" = 'drawMaterial') = ("draw_request_id" IS NOT NULL)),
  ADD CONSTRAINT "stored_file_material_group" CHECK ("draw_group_id" IS NULL OR "draw_request_id" IS NOT NULL),
  ADD CONSTRAINT "stored_file_material_by" CHECK (("draw_request_id" IS NOT NULL) = ("added_by" IS NOT NULL));
