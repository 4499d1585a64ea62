-- What an objection came to, once Dinsos has answered it.
ALTER TABLE "case" DROP CONSTRAINT "case_objection_check";
ALTER TABLE "case" ADD CHECK ("objection" IN ('open', 'lapsed', 'upheld', 'refused'));

-- What the office says to itself about a case. No part of its history, and never told to a reporter.
CREATE TABLE "case_comment" (
  "id" uuid PRIMARY KEY,
  "case_id" uuid NOT NULL REFERENCES "case",
  "author_id" uuid NOT NULL REFERENCES "console_user",
  "at" timestamptz(3) NOT NULL,
  "body_enc" text NOT NULL
);
CREATE INDEX "case_comment_case" ON "case_comment" ("case_id", "at");
