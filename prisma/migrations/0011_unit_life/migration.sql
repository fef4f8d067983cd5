-- CreateTable
CREATE TABLE "unit_invitation" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone_cipher" TEXT NOT NULL,
    "phone_index" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "reason" TEXT,
    "leaver_id" UUID,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_distinction" (
    "low_id" UUID NOT NULL,
    "high_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_distinction_pkey" PRIMARY KEY ("low_id","high_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "unit_invitation_token_hash_key" ON "unit_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "unit_invitation_unit_id_created_at_idx" ON "unit_invitation"("unit_id", "created_at");

-- AddForeignKey
ALTER TABLE "unit_invitation" ADD CONSTRAINT "unit_invitation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
-- by hand: unit_credit_code_live, unit_name_key_live, unit_name_key_trgm, unit_alias_key_trgm

-- A unit that was merged gives name and code back: the unit it went into may take them, its aliases keep them from others.
DROP INDEX "unit_credit_code_live";
DROP INDEX "unit_name_key_live";
CREATE UNIQUE INDEX "unit_credit_code_live" ON "unit" ("credit_code") WHERE "status" <> 'refused' AND "merged_into_id" IS NULL;
CREATE UNIQUE INDEX "unit_name_key_live" ON "unit" ("name_key") WHERE "status" <> 'refused' AND "merged_into_id" IS NULL;
CREATE INDEX "unit_name_key_trgm" ON "unit" USING gin ("name_key" gin_trgm_ops);
CREATE INDEX "unit_alias_key_trgm" ON "unit_alias" USING gin ("name_key" gin_trgm_ops);

ALTER TABLE "unit" ADD CONSTRAINT "unit_merged_is_disabled" CHECK ("merged_into_id" IS NULL OR "status" = 'disabled');
ALTER TABLE "unit_distinction" ADD CONSTRAINT "unit_distinction_order" CHECK ("low_id" < "high_id");
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_kind" CHECK ("kind" IN ('former', 'merged', 'alias'));

-- A former administrator gives his phone back: it is not ours any more, and he may administer another unit with it.
ALTER TABLE "account" DROP CONSTRAINT "account_login_or_phone";
ALTER TABLE "account" ADD CONSTRAINT "account_login_or_phone" CHECK (
  CASE WHEN "kind" = 'staff' THEN "login" IS NOT NULL
       ELSE "phone_index" IS NOT NULL OR ("kind" = 'unitAdmin' AND "disabled_at" IS NOT NULL) END);

-- Whoever chose a unit while it was being merged arrives at the unit it went into. The lock waits for the merge to end.
CREATE FUNCTION "follow_merge"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target uuid;
BEGIN
  SELECT u."merged_into_id" INTO target FROM "unit" u WHERE u."id" = NEW."unit_id" FOR KEY SHARE;
  IF target IS NOT NULL THEN NEW."unit_id" := target; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "affiliation_follow_merge" BEFORE INSERT OR UPDATE OF "unit_id" ON "affiliation"
  FOR EACH ROW EXECUTE FUNCTION "follow_merge"();
CREATE TRIGGER "application_follow_merge" BEFORE INSERT OR UPDATE OF "unit_id" ON "application"
  FOR EACH ROW EXECUTE FUNCTION "follow_merge"();
CREATE TRIGGER "unit_administrator_follow_merge" BEFORE INSERT OR UPDATE OF "unit_id" ON "unit_administrator"
  FOR EACH ROW EXECUTE FUNCTION "follow_merge"();
