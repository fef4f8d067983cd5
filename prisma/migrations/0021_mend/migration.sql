-- What a desk asked to be mended when it returned an application: a part of the profile, or one row of it.
CREATE TABLE "application_mend" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "row_id" UUID,
    "remark" TEXT,
    "position" INTEGER NOT NULL,
    CONSTRAINT "application_mend_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "application_mend_application_id_subject_version_idx" ON "application_mend"("application_id", "subject_version");
ALTER TABLE "application_mend" ADD CONSTRAINT "application_mend_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "application_mend" ADD CONSTRAINT "application_mend_remark_length" CHECK (char_length("remark") <= 200);
CREATE TRIGGER "application_mend_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "application_mend"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
