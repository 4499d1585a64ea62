-- What waited too long, brought before the supervisors.
CREATE TABLE "case_escalation" (
  "id" uuid PRIMARY KEY,
  "case_id" uuid NOT NULL REFERENCES "case",
  "cause" text NOT NULL CHECK ("cause" IN ('overdue', 'emergency')),
  -- The event by which the report last came: a correction gives the office its time anew.
  "round" integer NOT NULL,
  "raised_at" timestamptz(3) NOT NULL,
  "handled_at" timestamptz(3),
  "handled_by_id" uuid REFERENCES "console_user",
  "note_enc" text,
  -- Decided, withdrawn or sent back before anybody said that they look after it.
  "ended_at" timestamptz(3),
  -- Once, however often it is looked for.
  UNIQUE ("case_id", "cause", "round"),
  CHECK (num_nonnulls("handled_at", "handled_by_id") <> 1)
);
CREATE INDEX "case_escalation_open" ON "case_escalation" ("case_id") WHERE "handled_at" IS NULL AND "ended_at" IS NULL;
CREATE INDEX "case_escalation_handled" ON "case_escalation" ("handled_at" DESC) WHERE "handled_at" IS NOT NULL;
CREATE INDEX "case_escalation_case" ON "case_escalation" ("case_id");

ALTER TABLE "case"
  -- To whom a supervisor gave it, until it waits no longer. No part of its history.
  ADD COLUMN "assigned_to_id" uuid REFERENCES "console_user";
CREATE INDEX "case_assigned" ON "case" ("assigned_to_id") WHERE "assigned_to_id" IS NOT NULL;

-- The access log's rows, sealed in blocks: each covers all rows after the block before, up to "last_id".
CREATE TABLE "access_log_block" (
  "seq" integer PRIMARY KEY,
  "last_id" bigint NOT NULL,
  "row_count" integer NOT NULL,
  "rows_hash" text NOT NULL,
  -- The mark of the block before.
  "previous" text NOT NULL,
  -- Keyed: whoever has the database alone cannot make it.
  "mark" text NOT NULL,
  "sealed_at" timestamptz(3) NOT NULL DEFAULT now()
);
CREATE TRIGGER "access_log_block_append_only" BEFORE UPDATE OR DELETE ON "access_log_block"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "access_log_block_no_truncate" BEFORE TRUNCATE ON "access_log_block"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- The highest id below which no row can come any more. Ids are given before their transactions commit: for a
-- moment nobody writes. If somebody does for longer than that, null, and nobody has waited for long.
CREATE FUNCTION "access_log_settled"() RETURNS bigint LANGUAGE plpgsql SET "lock_timeout" = '200ms' AS $$
BEGIN
  LOCK TABLE "access_log" IN SHARE MODE;
  RETURN (SELECT max("id") FROM "access_log");
EXCEPTION WHEN lock_not_available THEN
  RETURN NULL;
END $$;

-- What a check found of the access log: how many rows, and where the first block that does not hold lies.
ALTER TABLE "history_check"
  ADD COLUMN "access_rows" integer,
  ADD COLUMN "access_fault_seq" integer,
  ADD COLUMN "access_fault_from" timestamptz(3),
  ADD COLUMN "access_fault_until" timestamptz(3);

-- Backups that were written and read again. Where they lie is nothing that the database need know.
CREATE TABLE "backup_record" (
  "id" uuid PRIMARY KEY,
  "made_at" timestamptz(3) NOT NULL,
  "verified_at" timestamptz(3) NOT NULL,
  "bytes" bigint NOT NULL,
  "row_count" bigint NOT NULL,
  "blob_count" integer NOT NULL
);
CREATE INDEX "backup_record_newest" ON "backup_record" ("made_at" DESC);

-- Which processes there are, and when each last said so. Nothing is lost when it is emptied.
CREATE UNLOGGED TABLE "process_heartbeat" (
  "id" uuid PRIMARY KEY,
  "part" text NOT NULL CHECK ("part" IN ('web', 'bots', 'workers')),
  "started_at" timestamptz(3) NOT NULL DEFAULT now(),
  "seen_at" timestamptz(3) NOT NULL DEFAULT now()
);
