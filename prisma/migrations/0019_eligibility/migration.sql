-- CreateTable
CREATE TABLE "relaxation" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "condition" TEXT NOT NULL,
    "clause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "policy_version_id" INTEGER NOT NULL,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_office" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,

    CONSTRAINT "relaxation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judgement" (
    "application_id" UUID NOT NULL,
    "subject_version" INTEGER NOT NULL,
    "version_number" INTEGER NOT NULL,
    "policy_version_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "results" JSONB NOT NULL,

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("application_id","subject_version")
);

-- CreateIndex
CREATE INDEX "relaxation_application_id_version_number_idx" ON "relaxation"("application_id", "version_number");

-- AddForeignKey
ALTER TABLE "relaxation" ADD CONSTRAINT "relaxation_application_id_version_number_fkey" FOREIGN KEY ("application_id", "version_number") REFERENCES "application_version"("application_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_application_id_version_number_fkey" FOREIGN KEY ("application_id", "version_number") REFERENCES "application_version"("application_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What the schema language cannot say.
-- by hand: relaxation_live

-- one relaxation in force for a condition of a version
CREATE UNIQUE INDEX "relaxation_live" ON "relaxation" ("application_id", "version_number", "condition")
  WHERE "withdrawn_at" IS NULL;
ALTER TABLE "relaxation" ADD CONSTRAINT "relaxation_has_reason" CHECK (btrim("reason") <> '');
ALTER TABLE "relaxation" ADD CONSTRAINT "relaxation_withdrawn_by_somebody"
  CHECK (("withdrawn_at" IS NULL) = ("withdrawn_by_id" IS NULL));

-- What an officer accepted stays as it was written; it can only be taken back, once.
CREATE FUNCTION "keep_relaxation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."withdrawn_at" IS NOT NULL
     OR to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by_id' <> to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by_id' THEN
    RAISE EXCEPTION 'a relaxation is only ever withdrawn' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "relaxation_keep" BEFORE UPDATE ON "relaxation" FOR EACH ROW EXECUTE FUNCTION "keep_relaxation"();
CREATE TRIGGER "relaxation_no_delete" BEFORE DELETE OR TRUNCATE ON "relaxation"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "judgement_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "judgement"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
