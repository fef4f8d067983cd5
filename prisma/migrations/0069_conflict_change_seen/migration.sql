-- A comparison asks what the snapshot of the one before could not see: without this every draw went through the changes
-- of sixty days to find none.
-- by hand: conflict_change_xid_idx
CREATE INDEX "conflict_change_xid_idx" ON "conflict_change"("xid");
