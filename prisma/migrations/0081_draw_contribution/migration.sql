-- What requester, bureau and supervisor add to the seed of a sealed draw (decision 031).
-- CreateTable
CREATE TABLE "draw_contribution" (
    "id" UUID NOT NULL,
    "seal_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "nonce_cipher" TEXT,
    "contribution_cipher" TEXT,
    "nonce" TEXT,
    "contribution" TEXT,
    "revealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "draw_contribution_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draw_contribution_seal_id_role_key" ON "draw_contribution"("seal_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "draw_contribution_seal_id_account_id_key" ON "draw_contribution"("seal_id", "account_id");

-- AddForeignKey
ALTER TABLE "draw_contribution" ADD CONSTRAINT "draw_contribution_seal_id_fkey" FOREIGN KEY ("seal_id") REFERENCES "draw_seal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "draw_contribution" ADD CONSTRAINT "draw_contribution_whole" CHECK (
  "role" IN ('requester', 'bureau', 'supervisor') AND "commitment" ~ '^[0-9a-f]{64}$' AND
  num_nonnulls("nonce_cipher", "contribution_cipher") IN (0, 2) AND
  num_nonnulls("nonce", "contribution", "revealed_at") IN (0, 3) AND
  ("nonce" IS NULL OR "nonce" ~ '^[0-9a-f]{64}$') AND ("contribution" IS NULL OR char_length("contribution") BETWEEN 1 AND 500));

-- Whoever adds does so while the seal holds and nothing was drawn; nothing is shown before all three are bound, and nothing
-- changes that was said.
CREATE FUNCTION "draw_contribution_bound"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a contribution is not taken back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- nobody ends the seal meanwhile
  PERFORM 1 FROM "draw_seal" WHERE "id" = NEW."seal_id" AND "ended_at" IS NULL FOR SHARE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM "draw" WHERE "seal_id" = NEW."seal_id") THEN
    RAISE EXCEPTION 'the seal does not hold any more' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW."revealed_at" IS NOT NULL THEN
      RAISE EXCEPTION 'a contribution is bound before it is shown' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD."revealed_at" IS NOT NULL OR NEW."revealed_at" IS NULL OR NEW."nonce_cipher" IS NOT NULL OR
     to_jsonb(OLD) - ARRAY['nonce_cipher', 'contribution_cipher', 'nonce', 'contribution', 'revealed_at'] IS DISTINCT FROM
     to_jsonb(NEW) - ARRAY['nonce_cipher', 'contribution_cipher', 'nonce', 'contribution', 'revealed_at'] THEN
    RAISE EXCEPTION 'a contribution is not changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(*) FROM "draw_contribution" WHERE "seal_id" = NEW."seal_id") < 3 THEN
    RAISE EXCEPTION 'nothing is shown before all three are bound' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_contribution_bound" BEFORE INSERT OR UPDATE OR DELETE ON "draw_contribution" FOR EACH ROW EXECUTE FUNCTION "draw_contribution_bound"();
CREATE TRIGGER "draw_contribution_kept" BEFORE TRUNCATE ON "draw_contribution" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Nothing is drawn from a seal before all three are shown, nor after it ended, nor for another round.
CREATE FUNCTION "draw_after_contributions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "draw_seal" WHERE "id" = NEW."seal_id" AND "round_id" = NEW."round_id" AND "ended_at" IS NULL FOR SHARE;
  IF NOT FOUND OR (SELECT count(*) FROM "draw_contribution" WHERE "seal_id" = NEW."seal_id" AND "revealed_at" IS NOT NULL) < 3 THEN
    RAISE EXCEPTION 'a sealed draw needs what all three have shown' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "draw_after_contributions" BEFORE INSERT ON "draw" FOR EACH ROW WHEN (NEW."seal_id" IS NOT NULL)
  EXECUTE FUNCTION "draw_after_contributions"();
