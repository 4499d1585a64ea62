-- Pairs that the duplicate check found and a person called different. A pair of cases stands here once,
-- the older id first, whichever of the two it was decided on. What was taken back stays, with who and when.
CREATE TABLE "duplicate_verdict" (
  "id" uuid PRIMARY KEY,
  "case_id" uuid NOT NULL REFERENCES "case",
  "other_case_id" uuid REFERENCES "case",
  "other_entry_id" uuid REFERENCES "registry_entry",
  "reason" text NOT NULL CHECK ("reason" IN ('other_person', 'typing', 'other_matter', 'other')),
  "note_enc" text NOT NULL,
  "decided_by_id" uuid NOT NULL REFERENCES "console_user",
  "decided_at" timestamptz(3) NOT NULL,
  "undone_by_id" uuid REFERENCES "console_user",
  "undone_at" timestamptz(3),
  CHECK (num_nonnulls("other_case_id", "other_entry_id") = 1),
  CHECK ("case_id" < "other_case_id"),
  CHECK (num_nonnulls("undone_by_id", "undone_at") <> 1)
);
CREATE UNIQUE INDEX "duplicate_verdict_stands" ON "duplicate_verdict" ("case_id", "other_case_id", "other_entry_id")
  NULLS NOT DISTINCT WHERE "undone_at" IS NULL;

-- Who is mentioned in a comment, and whether they have seen it. What was said is in the comment alone.
CREATE TABLE "comment_mention" (
  "comment_id" uuid NOT NULL REFERENCES "case_comment",
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "at" timestamptz(3) NOT NULL,
  "read_at" timestamptz(3),
  PRIMARY KEY ("user_id", "comment_id")
);
CREATE INDEX "comment_mention_of" ON "comment_mention" ("user_id", "at");
CREATE INDEX "comment_mention_unread" ON "comment_mention" ("user_id") WHERE "read_at" IS NULL;
