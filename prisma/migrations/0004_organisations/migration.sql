-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "StaffRole" ADD VALUE 'bureauManager';
ALTER TYPE "StaffRole" ADD VALUE 'departmentReviewer';

-- DropIndex
DROP INDEX "affiliation_unit_id_status_idx";

-- AlterTable
ALTER TABLE "affiliation" ADD COLUMN     "division_id" UUID,
ADD COLUMN     "lock_reason" TEXT,
ADD COLUMN     "locked_at" TIMESTAMPTZ(3),
ADD COLUMN     "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "application" ADD COLUMN     "department_id" UUID,
ADD COLUMN     "recommender" TEXT NOT NULL DEFAULT 'unit';

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "degree" TEXT,
ADD COLUMN     "education" TEXT,
ADD COLUMN     "title_code" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "region_code" DROP NOT NULL;

-- AlterTable
ALTER TABLE "stored_file" ADD COLUMN     "browser" TEXT,
ADD COLUMN     "person_id" UUID,
ADD COLUMN     "unit_id" UUID,
ALTER COLUMN "owner_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "bank_account_cipher" TEXT,
ADD COLUMN     "bank_name" TEXT,
ADD COLUMN     "department_id" UUID,
ADD COLUMN     "email" TEXT,
ADD COLUMN     "high_tech" BOOLEAN,
ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "no_code_reason" TEXT,
ADD COLUMN     "office_phone" TEXT,
ADD COLUMN     "postcode" TEXT,
ALTER COLUMN "credit_code" DROP NOT NULL;

-- AlterTable
ALTER TABLE "unit_administrator" ADD COLUMN     "ended_why" TEXT;

-- CreateTable
CREATE TABLE "department" (
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "region_code" TEXT,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_post" (
    "account_id" UUID NOT NULL,
    "office_id" UUID,
    "department_id" UUID,
    "away_from" DATE,
    "away_to" DATE,
    "deputy_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "staff_post_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "review_duty" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "unit_id" UUID,
    "department_id" UUID,
    "discipline_code" TEXT,

    CONSTRAINT "review_duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "day" DATE NOT NULL,
    "is_workday" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by_id" UUID,
    "set_by_name" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "unit_alias" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_division" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "unit_division_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_change" (
    "id" BIGSERIAL NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "office" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "department_parent_id_sort_idx" ON "department"("parent_id", "sort");

-- CreateIndex
CREATE UNIQUE INDEX "office_name_key" ON "office"("name");

-- CreateIndex
CREATE INDEX "staff_post_department_id_idx" ON "staff_post"("department_id");

-- CreateIndex
CREATE INDEX "review_duty_account_id_idx" ON "review_duty"("account_id");

-- CreateIndex
CREATE INDEX "unit_alias_name_key_idx" ON "unit_alias"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "unit_alias_unit_id_name_key_key" ON "unit_alias"("unit_id", "name_key");

-- CreateIndex
CREATE INDEX "unit_division_unit_id_ended_at_idx" ON "unit_division"("unit_id", "ended_at");

-- CreateIndex
CREATE INDEX "unit_change_unit_id_at_idx" ON "unit_change"("unit_id", "at");

-- CreateIndex
CREATE INDEX "affiliation_unit_id_status_status_since_id_idx" ON "affiliation"("unit_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "affiliation_account_id_idx" ON "affiliation"("account_id");

-- CreateIndex
CREATE INDEX "application_department_id_status_status_since_id_idx" ON "application"("department_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "stored_file_unit_id_idx" ON "stored_file"("unit_id");

-- CreateIndex
CREATE INDEX "stored_file_person_id_idx" ON "stored_file"("person_id");

-- CreateIndex
CREATE INDEX "unit_department_id_idx" ON "unit"("department_id");

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("account_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliation" ADD CONSTRAINT "affiliation_division_id_fkey" FOREIGN KEY ("division_id") REFERENCES "unit_division"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "department" ADD CONSTRAINT "department_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_duty" ADD CONSTRAINT "review_duty_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_duty" ADD CONSTRAINT "review_duty_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_duty" ADD CONSTRAINT "review_duty_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_division" ADD CONSTRAINT "unit_division_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_change" ADD CONSTRAINT "unit_change_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: affiliation_one_live, unit_division_live, department_name_live

-- A person belongs to one unit at a time; what is over keeps its rows.
CREATE UNIQUE INDEX "affiliation_one_live" ON "affiliation" ("account_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "unit_division_live" ON "unit_division" ("unit_id", "name_key") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "department_name_live" ON "department" ("name_key") WHERE "ended_at" IS NULL;

ALTER TABLE "unit" ADD CONSTRAINT "unit_code_or_reason" CHECK ("credit_code" IS NOT NULL OR "no_code_reason" IS NOT NULL);
ALTER TABLE "unit" ADD CONSTRAINT "unit_not_into_itself" CHECK ("merged_into_id" <> "id");
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_owner_or_browser" CHECK ("owner_id" IS NOT NULL OR "browser" IS NOT NULL);
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_one_place" CHECK ("office_id" IS NULL OR "department_id" IS NULL);
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_away" CHECK (("away_from" IS NULL) = ("away_to" IS NULL) AND "away_from" <= "away_to");
ALTER TABLE "staff_post" ADD CONSTRAINT "staff_post_own_deputy" CHECK ("deputy_id" <> "account_id");
ALTER TABLE "application" ADD CONSTRAINT "application_recommender" CHECK ("recommender" IN ('unit', 'department'));
ALTER TABLE "review_duty" ADD CONSTRAINT "review_duty_one_thing" CHECK (num_nonnulls("unit_id", "department_id", "discipline_code") = 1);
ALTER TABLE "affiliation" ADD CONSTRAINT "affiliation_lock_reason" CHECK (("locked_at" IS NULL) = ("lock_reason" IS NULL));

CREATE TRIGGER "unit_change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "unit_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
