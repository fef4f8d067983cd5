-- Where the audit trail was taken out into a file: the chain over what remains begins at the anchor (trust TE9).
-- CreateTable
CREATE TABLE "audit_archive" (
    "last" BIGINT NOT NULL,
    "first" BIGINT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "before" TIMESTAMPTZ(3) NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_archive_pkey" PRIMARY KEY ("last")
);

ALTER TABLE "audit_archive"
  ADD CONSTRAINT "audit_archive_range" CHECK ("first" >= 1 AND "first" <= "last"),
  ADD CONSTRAINT "audit_archive_hashes" CHECK (
    "previous" ~ '^[0-9a-f]{64}$' AND "hash" ~ '^[0-9a-f]{64}$' AND "sha256" ~ '^[0-9a-f]{64}$'),
  -- 网络安全法: not less than six months, of which the longest have 184 days
  ADD CONSTRAINT "audit_archive_term" CHECK ("before" <= "archived_at" - interval '184 days');
CREATE TRIGGER "audit_archive_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_archive"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
