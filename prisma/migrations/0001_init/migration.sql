-- CreateEnum
CREATE TYPE "AccountKind" AS ENUM ('individual', 'unitAdmin', 'staff');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('bureauReviewer', 'noticeEditor', 'systemAdmin', 'securityAdmin', 'auditAdmin');

-- CreateEnum
CREATE TYPE "NoticeStatus" AS ENUM ('draft', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "FileStatus" AS ENUM ('receiving', 'quarantined', 'clean', 'refused');

-- CreateEnum
CREATE TYPE "AffiliationStatus" AS ENUM ('pending', 'approved', 'refused', 'ended');

-- CreateEnum
CREATE TYPE "ApplicationStatus" AS ENUM ('empty', 'draft', 'atUnit', 'atDepartment', 'atBureau', 'proposed', 'published', 'objected', 'admitted', 'refused', 'returned', 'withdrawn');

-- CreateEnum
CREATE TYPE "MembershipStatus" AS ENUM ('active', 'dormant', 'suspended', 'leaving', 'left');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('queued', 'sent', 'failed', 'dead');

-- CreateEnum
CREATE TYPE "UnitStatus" AS ENUM ('submitted', 'incomplete', 'resubmitted', 'active', 'refused', 'disabled');

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "kind" "AccountKind" NOT NULL,
    "login" TEXT,
    "name" TEXT NOT NULL,
    "phone_cipher" TEXT,
    "phone_index" TEXT,
    "email" TEXT,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_grant" (
    "account_id" UUID NOT NULL,
    "role" "StaffRole" NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_grant_pkey" PRIMARY KEY ("account_id","role")
);

-- CreateTable
CREATE TABLE "session" (
    "id_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sms_code" (
    "id" UUID NOT NULL,
    "phone_index" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sms_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "used_challenge" (
    "signature" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_challenge_pkey" PRIMARY KEY ("signature")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" "NoticeStatus" NOT NULL DEFAULT 'draft',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "editor_name" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "application_id" UUID,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "sha256" TEXT,
    "status" "FileStatus" NOT NULL DEFAULT 'receiving',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attached_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_intent" (
    "file_id" UUID NOT NULL,
    "key" TEXT,
    "size" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "writer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_intent_pkey" PRIMARY KEY ("file_id")
);

-- CreateTable
CREATE TABLE "person" (
    "account_id" UUID NOT NULL,
    "doc_type" TEXT NOT NULL,
    "doc_cipher" TEXT NOT NULL,
    "doc_index" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_date" DATE,
    "region_code" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "affiliation" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "status" "AffiliationStatus" NOT NULL DEFAULT 'pending',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "affiliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'first',
    "account_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "status" "ApplicationStatus" NOT NULL DEFAULT 'empty',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "policy_version_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_section" (
    "application_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_section_pkey" PRIMARY KEY ("application_id","section")
);

-- CreateTable
CREATE TABLE "application_version" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "statement_version" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "application_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expert" (
    "account_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_chars" TEXT[],
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_date" DATE,
    "region_code" TEXT NOT NULL,
    "title_code" TEXT NOT NULL,
    "title_level" TEXT NOT NULL,
    "status" "MembershipStatus" NOT NULL DEFAULT 'active',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "admitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "expert_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "expert_discipline" (
    "expert_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "dict" TEXT NOT NULL DEFAULT 'discipline',
    "code" TEXT NOT NULL,

    CONSTRAINT "expert_discipline_pkey" PRIMARY KEY ("expert_id","position")
);

-- CreateTable
CREATE TABLE "dict_entry" (
    "dict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent" TEXT,
    "level" INTEGER NOT NULL,
    "path" TEXT[],
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "sort" INTEGER NOT NULL,

    CONSTRAINT "dict_entry_pkey" PRIMARY KEY ("dict","code")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" SERIAL NOT NULL,
    "preset" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_history" (
    "id" BIGSERIAL NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_office" TEXT NOT NULL,
    "opinion" TEXT,
    "policy_version_id" INTEGER NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "status_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT,
    "object_id" TEXT,
    "result" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "position" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "account_id" UUID,
    "to_cipher" TEXT NOT NULL,
    "to_mask" TEXT NOT NULL,
    "body_cipher" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" "MessageStatus" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_reply" (
    "actor_key" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "reply" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_reply_pkey" PRIMARY KEY ("actor_key","key")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "info" TEXT NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "nature" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "initials" TEXT NOT NULL,
    "credit_code" TEXT NOT NULL,
    "legal_person" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "address" TEXT,
    "contact_name" TEXT NOT NULL,
    "contact_phone_cipher" TEXT NOT NULL,
    "status" "UnitStatus" NOT NULL DEFAULT 'submitted',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_administrator" (
    "account_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_administrator_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "account_kind_phone_index_key" ON "account"("kind", "phone_index");

-- CreateIndex
CREATE INDEX "session_account_id_ended_at_idx" ON "session"("account_id", "ended_at");

-- CreateIndex
CREATE INDEX "consent_account_id_idx" ON "consent"("account_id");

-- CreateIndex
CREATE INDEX "sms_code_phone_index_purpose_created_at_idx" ON "sms_code"("phone_index", "purpose", "created_at");

-- CreateIndex
CREATE INDEX "used_challenge_expires_at_idx" ON "used_challenge"("expires_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE INDEX "notice_status_published_at_id_idx" ON "notice"("status", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notice_status_category_published_at_id_idx" ON "notice"("status", "category", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notice_updated_at_id_idx" ON "notice"("updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "stored_file_owner_id_idx" ON "stored_file"("owner_id");

-- CreateIndex
CREATE INDEX "stored_file_application_id_idx" ON "stored_file"("application_id");

-- CreateIndex
CREATE INDEX "upload_intent_expires_at_idx" ON "upload_intent"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_doc_type_doc_index_key" ON "person"("doc_type", "doc_index");

-- CreateIndex
CREATE INDEX "affiliation_unit_id_status_idx" ON "affiliation"("unit_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "application_number_key" ON "application"("number");

-- CreateIndex
CREATE INDEX "application_status_status_since_id_idx" ON "application"("status", "status_since", "id");

-- CreateIndex
CREATE INDEX "application_unit_id_status_status_since_id_idx" ON "application"("unit_id", "status", "status_since", "id");

-- CreateIndex
CREATE INDEX "application_account_id_idx" ON "application"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_version_application_id_number_key" ON "application_version"("application_id", "number");

-- CreateIndex
CREATE INDEX "expert_admitted_at_account_id_idx" ON "expert"("admitted_at" DESC, "account_id");

-- CreateIndex
CREATE INDEX "expert_unit_id_idx" ON "expert"("unit_id");

-- CreateIndex
CREATE INDEX "expert_discipline_dict_code_idx" ON "expert_discipline"("dict", "code");

-- CreateIndex
CREATE INDEX "dict_entry_dict_parent_idx" ON "dict_entry"("dict", "parent");

-- CreateIndex
CREATE INDEX "policy_version_effective_from_idx" ON "policy_version"("effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "status_history_subject_type_subject_id_subject_version_key" ON "status_history"("subject_type", "subject_id", "subject_version");

-- CreateIndex
CREATE INDEX "audit_event_object_type_object_id_idx" ON "audit_event"("object_type", "object_id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_idx" ON "audit_event"("actor_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_event_id_key" ON "audit_seal"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_hash_key" ON "audit_seal"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");

-- CreateIndex
CREATE INDEX "message_status_created_at_idx" ON "message"("status", "created_at");

-- CreateIndex
CREATE INDEX "message_account_id_idx" ON "message"("account_id");

-- CreateIndex
CREATE INDEX "idempotent_reply_created_at_idx" ON "idempotent_reply"("created_at");

-- CreateIndex
CREATE INDEX "unit_status_status_since_id_idx" ON "unit"("status", "status_since", "id");

-- CreateIndex
CREATE INDEX "unit_administrator_unit_id_idx" ON "unit_administrator"("unit_id");

-- AddForeignKey
ALTER TABLE "staff_grant" ADD CONSTRAINT "staff_grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_intent" ADD CONSTRAINT "upload_intent_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliation" ADD CONSTRAINT "affiliation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "affiliation" ADD CONSTRAINT "affiliation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_section" ADD CONSTRAINT "application_section_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_version" ADD CONSTRAINT "application_version_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert" ADD CONSTRAINT "expert_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert" ADD CONSTRAINT "expert_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_discipline" ADD CONSTRAINT "expert_discipline_expert_id_fkey" FOREIGN KEY ("expert_id") REFERENCES "expert"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expert_discipline" ADD CONSTRAINT "expert_discipline_dict_code_fkey" FOREIGN KEY ("dict", "code") REFERENCES "dict_entry"("dict", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "audit_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_administrator" ADD CONSTRAINT "unit_administrator_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_administrator" ADD CONSTRAINT "unit_administrator_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
