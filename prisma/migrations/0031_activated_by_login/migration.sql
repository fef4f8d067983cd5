-- The clock of 休眠 runs from the login; before it was kept, accounts knew when somebody had logged in last.
UPDATE "expert" e SET "activated_at" = a."last_login_at"
FROM "account" a WHERE a."id" = e."account_id" AND a."last_login_at" > e."activated_at";
