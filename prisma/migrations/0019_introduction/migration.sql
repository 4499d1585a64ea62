-- Who is new to the console is shown where to begin, until they say that they know. Who has been here, knows.
ALTER TABLE "console_user" ADD COLUMN "introduced_at" timestamptz(3);
UPDATE "console_user" SET "introduced_at" = now() WHERE "id" IN (SELECT "user_id" FROM "console_session");
