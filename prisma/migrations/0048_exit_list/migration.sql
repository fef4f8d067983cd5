-- The list of exits is read page by page, by when they began.
CREATE INDEX "membership_exit_at_id_idx" ON "membership_exit"("at", "id");
