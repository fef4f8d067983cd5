-- 征集批次 (P10): calls for experts with a last day, what they lengthen it by, their attachments, what was begun under them.
-- CreateEnum
CREATE TYPE "CallStatus" AS ENUM ('draft', 'published', 'withdrawn');

-- AlterTable
ALTER TABLE "application" ADD COLUMN     "call_id" UUID;

-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "call_id" UUID;

-- CreateTable
CREATE TABLE "call" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" "CallStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opens_on" DATE,
    "closes_on" DATE NOT NULL,
    "afterwards" TEXT NOT NULL,
    "disciplines" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "published_at" TIMESTAMPTZ(3),
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "editor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_extension" (
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_extension_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "call_status_closes_on_id_idx" ON "call"("status", "closes_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_updated_at_id_idx" ON "call"("updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_extension_call_id_at_idx" ON "call_extension"("call_id", "at");

-- CreateIndex
CREATE INDEX "application_call_id_status_idx" ON "application"("call_id", "status");

-- CreateIndex
CREATE INDEX "stored_file_call_id_idx" ON "stored_file"("call_id");

-- AddForeignKey
ALTER TABLE "call_extension" ADD CONSTRAINT "call_extension_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "call"
  ADD CONSTRAINT "call_lengths" CHECK (char_length("title") BETWEEN 1 AND 120 AND char_length("body") BETWEEN 1 AND 20000),
  ADD CONSTRAINT "call_days" CHECK ("opens_on" IS NULL OR "opens_on" <= "closes_on"),
  ADD CONSTRAINT "call_afterwards" CHECK ("afterwards" IN ('closed', 'open')),
  ADD CONSTRAINT "call_published" CHECK ("status" = 'draft' OR "published_at" IS NOT NULL);
ALTER TABLE "call_extension"
  ADD CONSTRAINT "call_extension_later" CHECK ("to_day" > "from_day"),
  ADD CONSTRAINT "call_extension_reason" CHECK (char_length("reason") BETWEEN 1 AND 500);
ALTER TABLE "stored_file"
  ADD CONSTRAINT "stored_file_call" CHECK (("purpose" = 'callFile') = ("call_id" IS NOT NULL));

-- What the public was told stands: once published, the first day and what follows do not change, the last day only moves
-- back, and each time with a reason that is kept.
CREATE FUNCTION "call_promised"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."published_at" IS NOT NULL THEN
    IF NEW."closes_on" < OLD."closes_on" OR NEW."published_at" IS DISTINCT FROM OLD."published_at"
       OR (NEW."opens_on", NEW."afterwards") IS DISTINCT FROM (OLD."opens_on", OLD."afterwards") THEN
      RAISE EXCEPTION 'the days of a published call stand' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW."closes_on" > OLD."closes_on" AND NOT EXISTS (
         SELECT 1 FROM "call_extension" e
         WHERE e."call_id" = NEW."id" AND e."from_day" = OLD."closes_on" AND e."to_day" = NEW."closes_on") THEN
      RAISE EXCEPTION 'a call is extended with a reason' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "call_promised" BEFORE UPDATE ON "call" FOR EACH ROW EXECUTE FUNCTION "call_promised"();
CREATE TRIGGER "call_extension_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "call_extension"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
