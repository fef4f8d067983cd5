-- 公示 before entry (S§6): batches, the columns that become public, objections.
-- CreateEnum
CREATE TYPE "PublicityStatus" AS ENUM ('draft', 'published', 'closed', 'dropped');

-- CreateEnum
CREATE TYPE "ObjectionStatus" AS ENUM ('lead', 'checking', 'upheld', 'dismissed', 'noted');

-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "objection_id" UUID;

-- CreateTable
CREATE TABLE "publicity_batch" (
    "id" UUID NOT NULL,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "status" "PublicityStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "days" INTEGER NOT NULL,
    "day_kind" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "policy_version_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "publicity_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publicity_entry" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "disciplines" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "publicity_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objection" (
    "id" UUID NOT NULL,
    "receipt" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name_cipher" TEXT,
    "phone_cipher" TEXT,
    "phone_index" TEXT,
    "unit_name" TEXT,
    "grounds" TEXT NOT NULL,
    "status" "ObjectionStatus" NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" TEXT,
    "filed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "objection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "publicity_batch_number_key" ON "publicity_batch"("number");

-- CreateIndex
CREATE INDEX "publicity_batch_status_created_at_id_idx" ON "publicity_batch"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "publicity_entry_application_id_key" ON "publicity_entry"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "publicity_entry_batch_id_position_key" ON "publicity_entry"("batch_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "objection_receipt_key" ON "objection"("receipt");

-- CreateIndex
CREATE INDEX "objection_status_filed_at_id_idx" ON "objection"("status", "filed_at", "id");

-- CreateIndex
CREATE INDEX "objection_entry_id_idx" ON "objection"("entry_id");

-- CreateIndex
CREATE INDEX "stored_file_objection_id_idx" ON "stored_file"("objection_id");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_objection_id_fkey" FOREIGN KEY ("objection_id") REFERENCES "objection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publicity_entry" ADD CONSTRAINT "publicity_entry_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "publicity_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publicity_entry" ADD CONSTRAINT "publicity_entry_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "publicity_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objection" ADD CONSTRAINT "objection_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "publicity_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "stored_file" DROP CONSTRAINT "stored_file_owner_or_browser";
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_owner_or_browser" CHECK ("owner_id" IS NOT NULL OR "browser" IS NOT NULL OR "objection_id" IS NOT NULL);

ALTER TABLE "publicity_batch"
  ADD CONSTRAINT "publicity_batch_lengths" CHECK (char_length("title") BETWEEN 1 AND 200 AND char_length("body") BETWEEN 1 AND 20000 AND char_length("contact") BETWEEN 1 AND 500),
  ADD CONSTRAINT "publicity_batch_days" CHECK ("days" >= 1 AND "day_kind" IN ('calendar', 'working')),
  ADD CONSTRAINT "publicity_batch_whole" CHECK ("status" IN ('draft', 'dropped') OR ("number" IS NOT NULL AND "published_at" IS NOT NULL AND "ends_at" > "published_at"));
ALTER TABLE "objection"
  ADD CONSTRAINT "objection_kind" CHECK ("kind" IN ('person', 'unit', 'anonymous')),
  ADD CONSTRAINT "objection_named" CHECK (("kind" = 'anonymous') = ("name_cipher" IS NULL) AND ("kind" = 'anonymous') = ("phone_cipher" IS NULL) AND ("kind" = 'anonymous') = ("phone_index" IS NULL)),
  ADD CONSTRAINT "objection_unit" CHECK (("kind" = 'unit') = ("unit_name" IS NOT NULL)),
  ADD CONSTRAINT "objection_lead" CHECK ("status" NOT IN ('lead', 'noted') OR "kind" = 'anonymous'),
  ADD CONSTRAINT "objection_result" CHECK ("status" NOT IN ('upheld', 'dismissed', 'noted') OR "result" IS NOT NULL),
  ADD CONSTRAINT "objection_grounds" CHECK (char_length("grounds") BETWEEN 1 AND 2000);

-- What was made public is not changed afterwards, and its last day does not move.
CREATE FUNCTION "publicity_batch_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" IN ('published', 'closed') AND
     (NEW."title", NEW."body", NEW."contact", NEW."number", NEW."published_at", NEW."ends_at", NEW."days", NEW."day_kind")
     IS DISTINCT FROM
     (OLD."title", OLD."body", OLD."contact", OLD."number", OLD."published_at", OLD."ends_at", OLD."days", OLD."day_kind") THEN
    RAISE EXCEPTION 'a published batch is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD."status" = 'published' AND NEW."status" = 'closed' AND NEW."status_since" < OLD."ends_at" THEN
    RAISE EXCEPTION 'publicity is not over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "publicity_batch_frozen" BEFORE UPDATE ON "publicity_batch"
  FOR EACH ROW EXECUTE FUNCTION "publicity_batch_frozen"();

CREATE FUNCTION "publicity_entry_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE batch uuid := COALESCE(OLD."batch_id", NEW."batch_id");
BEGIN
  IF EXISTS (SELECT 1 FROM "publicity_batch" WHERE "id" = batch AND "status" IN ('published', 'closed')) THEN
    RAISE EXCEPTION 'entries of a published batch are not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER "publicity_entry_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "publicity_entry"
  FOR EACH ROW EXECUTE FUNCTION "publicity_entry_frozen"();

-- Nobody enters the pool out of a publicity that is not over, or while an objection about him is open (trust DU11).
CREATE FUNCTION "application_publicity_over"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "publicity_entry" e JOIN "publicity_batch" b ON b."id" = e."batch_id"
                 WHERE e."application_id" = NEW."id" AND b."status" IN ('published', 'closed') AND b."ends_at" <= NEW."status_since") THEN
    RAISE EXCEPTION 'publicity is not over' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT 1 FROM "publicity_entry" e JOIN "objection" o ON o."entry_id" = e."id"
             WHERE e."application_id" = NEW."id" AND o."status" = 'checking') THEN
    RAISE EXCEPTION 'an objection is open' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "application_publicity_over" BEFORE UPDATE OF "status" ON "application"
  FOR EACH ROW WHEN (OLD."status" IN ('proposed', 'published', 'objected') AND NEW."status" = 'admitted')
  EXECUTE FUNCTION "application_publicity_over"();
