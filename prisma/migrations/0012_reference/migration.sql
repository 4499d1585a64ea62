-- What the office sets by itself: working days and time limits, reasons, questions, limits of categories,
-- agencies. What came with the service is in the code; here is each change of it. The newest of a code holds.
CREATE TABLE "reference_change" (
  -- In the order in which changes were committed: one is made at a time.
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "topic" text NOT NULL CHECK ("topic" IN ('office_time', 'holiday', 'reject_reason', 'correction_reason',
    'question', 'pmks_category', 'agency')),
  "code" text NOT NULL,
  "version" integer NOT NULL,
  -- null: there was none before.
  "before" jsonb,
  "after" jsonb NOT NULL,
  "by_id" uuid NOT NULL REFERENCES "console_user",
  "at" timestamptz(3) NOT NULL,
  UNIQUE ("topic", "code", "version")
);
CREATE TRIGGER "reference_change_append_only" BEFORE UPDATE OR DELETE ON "reference_change"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "reference_change_no_truncate" BEFORE TRUNCATE ON "reference_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- Due days of open reports reckoned anew after a change of working days or time limits.
CREATE TABLE "due_recount" (
  "id" uuid PRIMARY KEY,
  "change_id" bigint NOT NULL UNIQUE REFERENCES "reference_change",
  "asked_at" timestamptz(3) NOT NULL,
  "finished_at" timestamptz(3),
  -- The last case looked at: what was begun goes on from there.
  "after_case_id" uuid,
  "case_count" integer NOT NULL DEFAULT 0,
  -- Cases that are due on another day now.
  "moved_count" integer NOT NULL DEFAULT 0
);
CREATE INDEX "due_recount_newest" ON "due_recount" ("asked_at" DESC);

-- OPD: other offices of the region, which read verified data. Who speaks for one is sealed.
CREATE TABLE "agency" (
  "id" uuid PRIMARY KEY,
  "code" text NOT NULL UNIQUE,
  "name" text NOT NULL,
  "contact_enc" text,
  "active" boolean NOT NULL DEFAULT true,
  "version" integer NOT NULL,
  "created_at" timestamptz(3) NOT NULL
);
