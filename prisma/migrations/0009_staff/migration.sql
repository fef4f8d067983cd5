-- AlterTable
ALTER TABLE "application" ADD COLUMN     "discipline_codes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "staff_grant" ADD COLUMN     "granted_by_id" UUID;

-- CreateTable
CREATE TABLE "activation_token" (
    "token_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "activation_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "staff_change" (
    "id" BIGSERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "activation_token_account_id_created_at_idx" ON "activation_token"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "staff_change_account_id_id_idx" ON "staff_change"("account_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at", "id");

-- CreateIndex
CREATE INDEX "audit_event_action_at_id_idx" ON "audit_event"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_request_id_idx" ON "audit_event"("request_id");

-- AddForeignKey
ALTER TABLE "activation_token" ADD CONSTRAINT "activation_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_change" ADD CONSTRAINT "staff_change_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: audit_event_not_done, application_discipline_codes, review_duty_once

-- Denials and failures are few among very many events.
CREATE INDEX "audit_event_not_done" ON "audit_event" ("at", "id") WHERE "result" <> 'done';
CREATE INDEX "application_discipline_codes" ON "application" USING gin ("discipline_codes");

UPDATE "application" a SET "discipline_codes" = ARRAY(
  SELECT jsonb_array_elements_text(coalesce(v."snapshot" #> '{sections,disciplines,codes}', '[]'::jsonb))
  FROM "application_version" v WHERE v."application_id" = a."id"
    AND v."number" = (SELECT max("number") FROM "application_version" WHERE "application_id" = a."id"));

CREATE TRIGGER "staff_change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "staff_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Nobody gives himself a role (三员分立, GB/T 22239-2019 8.1.5).
ALTER TABLE "staff_grant" ADD CONSTRAINT "staff_grant_not_by_himself" CHECK ("granted_by_id" <> "account_id");

-- Only the business roles of the bureau go together; each of the three administrators and the reviewer of a
-- department stand alone. Staff of a department hold nothing else. The account's row is held, so that two grants at
-- once see each other.
CREATE FUNCTION "staff_grant_check"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  together CONSTANT text[] := ARRAY['bureauReviewer', 'bureauManager', 'noticeEditor'];
  holder text;
BEGIN
  SELECT "kind"::text INTO holder FROM "account" WHERE "id" = NEW."account_id" FOR UPDATE;
  IF holder <> 'staff' THEN
    RAISE EXCEPTION 'roles are for staff only' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "staff_grant" g WHERE g."account_id" = NEW."account_id" AND g."role" <> NEW."role"
      AND NOT (g."role"::text = ANY (together) AND NEW."role"::text = ANY (together))) THEN
    RAISE EXCEPTION 'role % excludes a role that is held', NEW."role" USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."role"::text <> 'departmentReviewer' AND EXISTS (SELECT 1 FROM "staff_post" p
      WHERE p."account_id" = NEW."account_id" AND p."department_id" IS NOT NULL) THEN
    RAISE EXCEPTION 'role % is not for staff of a department', NEW."role" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "staff_grant_check" BEFORE INSERT OR UPDATE ON "staff_grant"
  FOR EACH ROW EXECUTE FUNCTION "staff_grant_check"();

CREATE FUNCTION "staff_post_check"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "account" WHERE "id" = NEW."account_id" FOR UPDATE;
  IF NEW."department_id" IS NOT NULL AND EXISTS (SELECT 1 FROM "staff_grant" g
      WHERE g."account_id" = NEW."account_id" AND g."role"::text <> 'departmentReviewer') THEN
    RAISE EXCEPTION 'a holder of roles of the bureau cannot sit in a department' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "staff_post_check" BEFORE INSERT OR UPDATE ON "staff_post"
  FOR EACH ROW EXECUTE FUNCTION "staff_post_check"();

-- The same duty twice would only be in the way.
CREATE UNIQUE INDEX "review_duty_once" ON "review_duty"
  ("account_id", coalesce("unit_id"::text, "department_id"::text, "discipline_code"));
