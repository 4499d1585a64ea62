-- Why a decision is taken back is a reason of the office's own, too.
ALTER TABLE "reference_change" DROP CONSTRAINT "reference_change_topic_check",
  ADD CONSTRAINT "reference_change_topic_check" CHECK ("topic" IN ('office_time', 'holiday', 'reject_reason',
    'correction_reason', 'reopen_reason', 'question', 'pmks_category', 'agency'));

-- What holds of a PMKS category now is in "pmks_category", written with each change of it. Cases that have one
-- which was made sensitive, or ordinary again, are gone through in the background.
CREATE TABLE "sensitivity_recount" (
  "id" uuid PRIMARY KEY,
  "change_id" bigint NOT NULL UNIQUE REFERENCES "reference_change",
  "category_code" text NOT NULL REFERENCES "pmks_category",
  -- What the change made of it.
  "sensitive" boolean NOT NULL,
  "asked_at" timestamptz(3) NOT NULL,
  "finished_at" timestamptz(3),
  -- The last case looked at: what was begun goes on from there.
  "after_case_id" uuid,
  "case_count" integer NOT NULL DEFAULT 0,
  -- Cases that became sensitive by it, or ordinary again.
  "moved_count" integer NOT NULL DEFAULT 0
);
CREATE INDEX "sensitivity_recount_newest" ON "sensitivity_recount" ("asked_at" DESC);
-- Is there one that goes on?
CREATE INDEX "sensitivity_recount_open" ON "sensitivity_recount" ("id") WHERE "finished_at" IS NULL;

-- Told to the pages that are open, as a change of state is: what is concealed now leaves them.
CREATE TRIGGER "case_concealed" AFTER UPDATE OF "sensitive" ON "case"
  FOR EACH ROW WHEN (OLD."sensitive" IS DISTINCT FROM NEW."sensitive") EXECUTE FUNCTION "tell_case_changed"();
