-- Whoever decides for a colleague who is away says so in the history: 代某某. Null: for himself.
ALTER TABLE "status_history" ADD COLUMN "in_place_of" TEXT;

-- Whose place somebody takes today is asked at every step he takes.
CREATE INDEX "staff_post_deputy_id_idx" ON "staff_post"("deputy_id");
