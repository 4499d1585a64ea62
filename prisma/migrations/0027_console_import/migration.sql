-- Imports of the registers that are begun, followed and ended in the console.

-- What people do with an import. `stopped_at`: somebody halted it, and its jobs do nothing until it is resumed.
-- `failure`: the code of why it halted by itself.
ALTER TABLE "source_import"
  ADD COLUMN "stopped_at" timestamptz(3),
  ADD COLUMN "stopped_by_id" uuid REFERENCES "console_user",
  ADD COLUMN "failure" text,
  ADD COLUMN "applied_by_id" uuid REFERENCES "console_user",
  ADD COLUMN "reverted_by_id" uuid REFERENCES "console_user",
  ADD COLUMN "dropped_by_id" uuid REFERENCES "console_user",
  ADD COLUMN "revert_reason_enc" text;
CREATE INDEX "source_import_started" ON "source_import" ("started_at" DESC, "id" DESC);

-- A file that was uploaded; it lies sealed beside the database, under this id, until its import has ended.
CREATE TABLE "source_upload" (
  "id" uuid PRIMARY KEY,
  "source" text NOT NULL CHECK ("source" IN ('DTKS', 'DTSEN', 'P3KE', 'PMKS')),
  "as_of" date NOT NULL,
  "whole" boolean NOT NULL,
  "bytes" bigint NOT NULL,
  -- What it is called, and the SHA-256 of what it holds.
  "file_enc" text NOT NULL,
  "uploaded_by_id" uuid NOT NULL REFERENCES "console_user",
  "uploaded_at" timestamptz(3) NOT NULL,
  -- Which of its headers (from 0) is which column; null until its import begins.
  "columns" jsonb,
  "import_id" uuid UNIQUE REFERENCES "source_import",
  -- The last line that has something in it, once they were counted.
  "last_line" int,
  "removed_at" timestamptz(3),
  CHECK (("columns" IS NULL) = ("import_id" IS NULL))
);
CREATE INDEX "source_upload_kept" ON "source_upload" ("uploaded_at") WHERE "removed_at" IS NULL;

-- The headers that a source's files had last, by column.
CREATE TABLE "source_mapping" (
  "source" text PRIMARY KEY CHECK ("source" IN ('DTKS', 'DTSEN', 'P3KE', 'PMKS')),
  "headers" jsonb NOT NULL,
  "saved_by_id" uuid NOT NULL REFERENCES "console_user",
  "saved_at" timestamptz(3) NOT NULL
);
