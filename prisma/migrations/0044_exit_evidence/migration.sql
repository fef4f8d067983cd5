-- 出库的证据: words about where it is, and files; whose place in the pool they are about, and of which exit.
ALTER TABLE "membership_exit" ADD COLUMN     "evidence" TEXT;
ALTER TABLE "stored_file" ADD COLUMN     "member_id" UUID,
ADD COLUMN     "exit_id" UUID;
CREATE INDEX "stored_file_member_id_idx" ON "stored_file"("member_id");
CREATE INDEX "stored_file_exit_id_idx" ON "stored_file"("exit_id");
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "expert"("account_id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_exit_id_fkey" FOREIGN KEY ("exit_id") REFERENCES "membership_exit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "membership_exit" ADD CONSTRAINT "membership_exit_evidence" CHECK (char_length("evidence") BETWEEN 1 AND 500);
ALTER TABLE "stored_file"
  ADD CONSTRAINT "stored_file_member" CHECK (("purpose" IN ('exitEvidence', 'exitAnswer')) = ("member_id" IS NOT NULL)),
  ADD CONSTRAINT "stored_file_exit" CHECK ("exit_id" IS NULL OR "member_id" IS NOT NULL);
