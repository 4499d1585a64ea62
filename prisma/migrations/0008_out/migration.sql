-- What was exported, for what, and how much of it. Codes and counts; `purpose_note` is the only text, and
-- only of purposes that no code names.
ALTER TABLE "access_log"
  ADD COLUMN "purpose" text,
  ADD COLUMN "purpose_note" text,
  ADD COLUMN "row_count" integer;
CREATE INDEX "access_log_subject" ON "access_log" ("subject", "id");
CREATE INDEX "access_log_user" ON "access_log" ("user_id", "id");
CREATE INDEX "access_log_at" ON "access_log" ("at");

-- Who looked at what is history, too: nobody takes a line out of it.
CREATE TRIGGER "access_log_append_only" BEFORE UPDATE OR DELETE ON "access_log"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "access_log_no_truncate" BEFORE TRUNCATE ON "access_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- One look through all histories. fault: the first that does not hold, of the case that follows.
CREATE TABLE "history_check" (
  "id" uuid PRIMARY KEY,
  "started_by" uuid REFERENCES "console_user",
  "started_at" timestamptz(3) NOT NULL DEFAULT now(),
  "finished_at" timestamptz(3),
  "case_count" integer NOT NULL DEFAULT 0,
  "event_count" integer NOT NULL DEFAULT 0,
  -- Cases whose history does not hold.
  "fault_count" integer NOT NULL DEFAULT 0,
  "fault" text CHECK ("fault" IN ('chain', 'content', 'story', 'state')),
  "fault_case_id" uuid REFERENCES "case",
  "fault_seq" integer
);
-- Asked for twice while one runs, it runs once.
CREATE UNIQUE INDEX "history_check_running" ON "history_check" ((true)) WHERE "finished_at" IS NULL;
CREATE INDEX "history_check_newest" ON "history_check" ("started_at" DESC);
