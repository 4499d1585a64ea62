-- A filter of the queue that somebody comes back to. Its name and words are theirs: sealed as a whole.
CREATE TABLE "saved_view" (
  "id" uuid PRIMARY KEY,
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL,
  "view_enc" text NOT NULL
);
CREATE INDEX "saved_view_user" ON "saved_view" ("user_id", "created_at", "id");

-- One action for many reports. A draft is what was chosen and not confirmed yet.
CREATE TABLE "bulk_run" (
  "id" uuid PRIMARY KEY,
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "action" text NOT NULL
    CHECK ("action" IN ('take', 'release', 'assign', 'approve', 'reject', 'ask_correction')),
  "state" text NOT NULL CHECK ("state" IN ('draft', 'running', 'stopped', 'finished')),
  -- More reports fitted the filter than one run takes.
  "more" boolean NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  -- From where it was confirmed, and with what reason and words. A draft has neither.
  "ip" text,
  "order_enc" text,
  "started_at" timestamptz(3),
  "ended_at" timestamptz(3),
  -- Of a stopped one; null: its runner may not do this any more.
  "stopped_by" uuid REFERENCES "console_user",
  CHECK (("state" = 'draft') = ("started_at" IS NULL)),
  CHECK (("started_at" IS NULL) = ("order_enc" IS NULL)),
  CHECK (("state" IN ('stopped', 'finished')) = ("ended_at" IS NOT NULL))
);
CREATE INDEX "bulk_run_user" ON "bulk_run" ("user_id", "created_at");
CREATE INDEX "bulk_run_started" ON "bulk_run" ("started_at") WHERE "started_at" IS NOT NULL;

-- What was chosen, and what became of each. Frozen with the draft: what came later is not decided unseen.
CREATE TABLE "bulk_run_row" (
  "run_id" uuid NOT NULL REFERENCES "bulk_run" ON DELETE CASCADE,
  "seq" integer NOT NULL,
  "case_id" uuid NOT NULL REFERENCES "case",
  -- The version that its runner chose.
  "case_version" integer NOT NULL,
  "state" text NOT NULL DEFAULT 'pending' CHECK ("state" IN ('pending', 'done', 'skipped')),
  -- Why it was skipped.
  "code" text,
  "at" timestamptz(3),
  PRIMARY KEY ("run_id", "seq"),
  UNIQUE ("run_id", "case_id"),
  CHECK (("state" = 'skipped') = ("code" IS NOT NULL)),
  CHECK (("state" = 'pending') = ("at" IS NULL))
);
CREATE INDEX "bulk_run_row_pending" ON "bulk_run_row" ("run_id", "seq") WHERE "state" = 'pending';

-- Emergencies, and what needs a second person, are few among what waits.
CREATE INDEX "case_waiting_urgent" ON "case" ("queue_at", "id")
  WHERE "urgent" AND "state" IN ('submitted', 'resubmitted', 'in_review');
CREATE INDEX "case_waiting_sensitive" ON "case" ("queue_at", "id")
  WHERE "sensitive" AND "state" IN ('submitted', 'resubmitted', 'in_review');
