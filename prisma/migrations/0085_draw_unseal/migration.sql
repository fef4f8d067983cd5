-- 启封 (G8): under such rules a list is opened by two people, a 抽取人 and a 监督, and by nothing else.
-- AlterTable
ALTER TABLE "draw_request" ADD COLUMN     "unseal" TEXT NOT NULL DEFAULT 'auto';

-- CreateTable
CREATE TABLE "draw_unseal" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_unseal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draw_unseal_request_id_turn_role_key" ON "draw_unseal"("request_id", "turn", "role");

-- CreateIndex
CREATE UNIQUE INDEX "draw_unseal_request_id_turn_account_id_key" ON "draw_unseal"("request_id", "turn", "account_id");

-- AddForeignKey
ALTER TABLE "draw_unseal" ADD CONSTRAINT "draw_unseal_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "draw_request" ADD CONSTRAINT "draw_request_unseal" CHECK ("unseal" IN ('auto', 'two'));
ALTER TABLE "draw_unseal"
  ADD CONSTRAINT "draw_unseal_role" CHECK ("role" IN ('operator', 'supervisor')),
  ADD CONSTRAINT "draw_unseal_turn" CHECK ("turn" >= 0);
CREATE TRIGGER "draw_unseal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "draw_unseal" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- How a list opens is fixed when it is sent; one that two open is not opened by one, whoever writes to the table.
CREATE FUNCTION "draw_unseal_held"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" NOT IN ('draft', 'returned') AND NEW."unseal" IS DISTINCT FROM OLD."unseal" THEN
    RAISE EXCEPTION 'a request that was sent is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW."unseal" = 'two' AND NEW."unlocked_at" IS DISTINCT FROM OLD."unlocked_at" AND NOT EXISTS (
      SELECT 1 FROM "draw_unseal" WHERE "request_id" = NEW."id" GROUP BY "turn" HAVING count(*) = 2) THEN
    RAISE EXCEPTION 'a list that two people open is not opened by one' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_unseal_held" BEFORE UPDATE OF "unseal", "unlocked_at" ON "draw_request" FOR EACH ROW EXECUTE FUNCTION "draw_unseal_held"();

-- 密封函: the list as a file under a password, for the day on which the system is down; who gets one does not get the other.
-- CreateTable
CREATE TABLE "draw_letter" (
    "paper_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "list_hash" TEXT NOT NULL,
    "key_cipher" TEXT,

    CONSTRAINT "draw_letter_pkey" PRIMARY KEY ("paper_id")
);

-- CreateIndex
CREATE INDEX "draw_letter_request_id_idx" ON "draw_letter"("request_id");

-- AddForeignKey
ALTER TABLE "draw_letter" ADD CONSTRAINT "draw_letter_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "draw_paper"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_letter" ADD CONSTRAINT "draw_letter_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "draw_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A password is forgotten, and never another.
CREATE FUNCTION "draw_letter_kept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."key_cipher" IS NOT NULL OR to_jsonb(NEW) - 'key_cipher' <> to_jsonb(OLD) - 'key_cipher' THEN
    RAISE EXCEPTION 'the password of a letter is only ever forgotten' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_letter_kept" BEFORE UPDATE ON "draw_letter" FOR EACH ROW EXECUTE FUNCTION "draw_letter_kept"();
CREATE TRIGGER "draw_letter_append_only" BEFORE DELETE OR TRUNCATE ON "draw_letter" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
