-- A comparison asks what the snapshot of the one before could not see: without this every draw went through the changes
-- of sixty days to find none.
-- by hand: conflict_change_xid_idx
CREATE INDEX "conflict_change_xid_idx" ON "conflict_change"("xid");

-- Every pool leaves out those whose account is disabled: a few, found by looking at all accounts.
-- by hand: account_disabled_idx
CREATE INDEX "account_disabled_idx" ON "account"("id") WHERE "disabled_at" IS NOT NULL;
