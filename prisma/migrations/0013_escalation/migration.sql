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
-- Emergencies are few, and looked for every minute.
CREATE INDEX "case_waiting_urgent" ON "case" ("id")
  WHERE "urgent" AND "state" IN ('submitted', 'resubmitted', 'in_review');
