-- Aid given that is recorded from a file: what was uploaded, its rows once they are checked, and what became of them.

CREATE TABLE "aid_file" (
  "id" uuid PRIMARY KEY,
  "program_code" text NOT NULL REFERENCES "aid_program",
  -- An approved list; null: the file alone says to whom.
  "list_id" uuid REFERENCES "aid_list",
  -- Regions that its uploader answered for: whoever does not answer for all of them does not see it.
  "areas" text[] NOT NULL,
  -- What it is called; the file itself lies sealed beside the database, under this id, until it is checked.
  "name_enc" text NOT NULL,
  -- Of what it holds: the same file again is told.
  "file_mac" text NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('uploaded', 'checking', 'checked', 'recording', 'recorded', 'withdrawing',
    'withdrawn', 'dropped', 'failed')),
  "uploaded_by_id" uuid NOT NULL REFERENCES "console_user",
  "uploaded_at" timestamptz(3) NOT NULL,
  -- Which of its headers (from 0) is which column.
  "columns" jsonb,
  -- For rows that say nothing of it.
  "given_on" date,
  "amount" bigint CHECK ("amount" > 0),
  "goods" text,
  -- Lines of the file: the last with something in it, and how far a job has come.
  "last_line" int,
  "read_to" int NOT NULL DEFAULT 0,
  "settled_to" int NOT NULL DEFAULT 0,
  "fresh_count" int NOT NULL DEFAULT 0,
  "standing_count" int NOT NULL DEFAULT 0,
  "absent_count" int NOT NULL DEFAULT 0,
  "wrong_count" int NOT NULL DEFAULT 0,
  -- What became of those to be recorded.
  "recorded_count" int NOT NULL DEFAULT 0,
  "already_count" int NOT NULL DEFAULT 0,
  "refused_count" int NOT NULL DEFAULT 0,
  "recorded_at" timestamptz(3),
  "withdrawn_by_id" uuid REFERENCES "console_user",
  "withdrawn_reason" text,
  "withdrawn_note" text,
  "withdrawn_at" timestamptz(3),
  "failure" text,
  "removed_at" timestamptz(3),
  CHECK (("state" = 'failed') = ("failure" IS NOT NULL)),
  CHECK (("withdrawn_by_id" IS NULL) = ("withdrawn_reason" IS NULL))
);
CREATE INDEX "aid_file_newest" ON "aid_file" ("uploaded_at" DESC);
CREATE INDEX "aid_file_mac" ON "aid_file" ("file_mac");
CREATE INDEX "aid_file_kept" ON "aid_file" ("uploaded_at") WHERE "removed_at" IS NULL;

-- Each person once a day, as they are read when the file is checked.
CREATE TABLE "aid_file_row" (
  "file_id" uuid NOT NULL REFERENCES "aid_file",
  "n" int NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person",
  "given_on" date NOT NULL,
  "amount" bigint,
  "goods" text,
  "standing" boolean NOT NULL,
  -- recorded, standing, or why it was refused; null: not settled yet.
  "outcome" text,
  "aid_id" uuid REFERENCES "aid_given",
  PRIMARY KEY ("file_id", "n"),
  UNIQUE ("file_id", "person_id", "given_on")
);
CREATE INDEX "aid_file_row_aid" ON "aid_file_row" ("aid_id") WHERE "aid_id" IS NOT NULL;

-- What is wrong with a row, with what is written there.
CREATE TABLE "aid_file_fault" (
  "file_id" uuid NOT NULL REFERENCES "aid_file",
  "n" int NOT NULL,
  "code" text NOT NULL,
  "value_enc" text,
  PRIMARY KEY ("file_id", "n", "code")
);

-- Agencies are told of lists that were approved.
ALTER TABLE "webhook_delivery" DROP CONSTRAINT "webhook_delivery_type_check",
  ADD CONSTRAINT "webhook_delivery_type_check" CHECK ("type" IN ('changes.available', 'aid_list.approved', 'ping'));
