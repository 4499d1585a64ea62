-- The reviewers' queue: who works on what, what comes first, and what is found.
-- Names are searched by a part of them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE "case"
  -- Who works on it, until when: a lease, and no part of its history.
  ADD COLUMN "claimed_by_id" uuid REFERENCES "console_user",
  ADD COLUMN "claimed_until" timestamptz(3),
  -- From whom a supervisor took it, who is told on their page.
  ADD COLUMN "claim_taken_from_id" uuid REFERENCES "console_user",
  ADD COLUMN "priority_reasons" text[] NOT NULL DEFAULT '{}',
  -- Its place in the queue: when it was sent, put back by what its reasons weigh.
  ADD COLUMN "queue_at" timestamptz(3),
  -- By the office's calendar, the last day on which a decision is in time.
  ADD COLUMN "due_on" date,
  -- PMKS categories to filter by; of a sensitive case none.
  ADD COLUMN "categories" text[] NOT NULL DEFAULT '{}',
  ADD CHECK (num_nonnulls("claimed_by_id", "claimed_until") <> 1);
-- Of reports sent before: their answers are sealed, so that only emergencies are known here.
UPDATE "case" SET
  "priority_reasons" = CASE WHEN "urgent" THEN ARRAY['urgent'] ELSE '{}' END,
  "queue_at" = "submitted_at" - CASE WHEN "urgent" THEN interval '36500 days' ELSE interval '0' END,
  "due_on" = ("submitted_at" + interval '7 days')::date;
ALTER TABLE "case"
  ALTER COLUMN "queue_at" SET NOT NULL,
  ALTER COLUMN "due_on" SET NOT NULL;

DROP INDEX "case_queue";
DROP INDEX "case_kecamatan";
CREATE INDEX "case_state" ON "case" ("state", "queue_at", "id");
CREATE INDEX "case_kecamatan" ON "case" ("kecamatan_code", "state", "queue_at", "id");
-- What waits for a decision is a small part of all there ever was; it is listed in each order.
CREATE INDEX "case_waiting" ON "case" ("queue_at", "id")
  WHERE "state" IN ('submitted', 'resubmitted', 'in_review');
CREATE INDEX "case_waiting_due" ON "case" ("due_on", "id")
  WHERE "state" IN ('submitted', 'resubmitted', 'in_review');
CREATE INDEX "case_submitted" ON "case" ("submitted_at", "id");
CREATE INDEX "case_queue_at" ON "case" ("queue_at", "id");
CREATE INDEX "case_claimed" ON "case" ("claimed_by_id") WHERE "claimed_by_id" IS NOT NULL;
CREATE INDEX "case_name" ON "case" USING gin ("subject_name" gin_trgm_ops);
CREATE INDEX "case_number_part" ON "case" USING gin ("number" gin_trgm_ops);

-- Who has the page of a case open. Nothing is lost when it is emptied.
CREATE UNLOGGED TABLE "case_look" (
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "case_id" uuid NOT NULL REFERENCES "case",
  "seen_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("user_id", "case_id")
);
CREATE INDEX "case_look_case" ON "case_look" ("case_id", "seen_at");

-- Told to the pages that are open: which case, where it lies, and nothing of it.
CREATE FUNCTION "tell_case_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('case_changed', NEW."id" || ' ' || NEW."desa_code");
  RETURN NULL;
END $$;
CREATE TRIGGER "case_came" AFTER INSERT ON "case" FOR EACH ROW EXECUTE FUNCTION "tell_case_changed"();
CREATE TRIGGER "case_moved" AFTER UPDATE OF "state" ON "case"
  FOR EACH ROW WHEN (OLD."state" IS DISTINCT FROM NEW."state") EXECUTE FUNCTION "tell_case_changed"();
