-- What the schema language cannot say. The next line names the indexes that a comparison with the schema must keep.
-- by hand: unit_credit_code_live, unit_name_key_live, application_one_open, unit_name_trgm, expert_name_trgm, expert_name_chars, dict_entry_path

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A refused registration may be tried again; among the others code and name are unique.
CREATE UNIQUE INDEX "unit_credit_code_live" ON "unit" ("credit_code") WHERE "status" <> 'refused';
CREATE UNIQUE INDEX "unit_name_key_live" ON "unit" ("name_key") WHERE "status" <> 'refused';

-- One application under way per person.
CREATE UNIQUE INDEX "application_one_open" ON "application" ("account_id") WHERE "status" NOT IN ('admitted', 'refused', 'withdrawn');

-- Search: three characters and more by trigrams, two-character names by their characters, code trees by ancestors.
CREATE INDEX "unit_name_trgm" ON "unit" USING gin ("name" gin_trgm_ops);
CREATE INDEX "expert_name_trgm" ON "expert" USING gin ("name" gin_trgm_ops);
CREATE INDEX "expert_name_chars" ON "expert" USING gin ("name_chars");
CREATE INDEX "dict_entry_path" ON "dict_entry" USING gin ("path");

-- The number that a person can read out on the phone, e.g. 2026-000123.
CREATE SEQUENCE "application_number_seq";

ALTER TABLE "account"
  ADD CONSTRAINT "account_login_or_phone" CHECK (CASE WHEN "kind" = 'staff' THEN "login" IS NOT NULL ELSE "phone_index" IS NOT NULL END),
  ADD CONSTRAINT "account_phone_whole" CHECK (("phone_index" IS NULL) = ("phone_cipher" IS NULL)),
  ADD CONSTRAINT "account_failed_count" CHECK ("failed_count" >= 0),
  ADD CONSTRAINT "account_version" CHECK ("version" >= 0);
ALTER TABLE "unit" ADD CONSTRAINT "unit_version" CHECK ("version" >= 0);
ALTER TABLE "application" ADD CONSTRAINT "application_version_number" CHECK ("version" >= 0);
ALTER TABLE "application_section" ADD CONSTRAINT "application_section_version" CHECK ("version" >= 0);
ALTER TABLE "application_version" ADD CONSTRAINT "application_version_from_one" CHECK ("number" >= 1);
ALTER TABLE "sms_code" ADD CONSTRAINT "sms_code_attempts" CHECK ("attempts" >= 0);
ALTER TABLE "message" ADD CONSTRAINT "message_attempts" CHECK ("attempts" >= 0);
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_size" CHECK ("size" >= 0);
ALTER TABLE "upload_intent" ADD CONSTRAINT "upload_intent_received" CHECK ("received" >= 0);
ALTER TABLE "notice"
  ADD CONSTRAINT "notice_title_length" CHECK (char_length("title") BETWEEN 1 AND 200),
  ADD CONSTRAINT "notice_published_at" CHECK ("status" <> 'published' OR "published_at" IS NOT NULL);

-- Records of what happened are only ever added to.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_seal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "status_history_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "status_history"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
