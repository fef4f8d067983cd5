-- The report of a year that is over stays as it was made.
-- CreateTable
CREATE TABLE "yearly_report" (
    "year" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "pool_end" INTEGER NOT NULL,
    "policy_version_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "yearly_report_pkey" PRIMARY KEY ("year")
);

ALTER TABLE "yearly_report"
  ADD CONSTRAINT "yearly_report_year" CHECK ("year" BETWEEN 2000 AND 2200),
  ADD CONSTRAINT "yearly_report_pool_end" CHECK ("pool_end" >= 0),
  -- not before the year is over in China
  ADD CONSTRAINT "yearly_report_over" CHECK ("made_at" >= make_timestamptz("year" + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'));
CREATE TRIGGER "yearly_report_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "yearly_report"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
