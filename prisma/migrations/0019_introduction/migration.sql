-- Who is new to the console is shown where to begin, until they say that they know. Who has been here, knows:
-- who is signed in, and who has done anything that was written down.
ALTER TABLE "console_user" ADD COLUMN "introduced_at" timestamptz(3);
UPDATE "console_user" SET "introduced_at" = now() WHERE "id" IN (
  SELECT "user_id" FROM "console_session" UNION SELECT "user_id" FROM "access_log");
