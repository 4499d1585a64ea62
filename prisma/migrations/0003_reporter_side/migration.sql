-- Enrolment: statuses, invitation codes, a reporter's own history.
ALTER TABLE "reporter" DROP CONSTRAINT "reporter_status_check";
ALTER TABLE "reporter"
  ADD CHECK ("status" IN ('active', 'suspended', 'left')),
  ADD COLUMN "digest" boolean NOT NULL DEFAULT false;
CREATE TABLE "reporter_event" (
  "id" uuid PRIMARY KEY,
  "reporter_id" uuid NOT NULL REFERENCES "reporter",
  "at" timestamptz(3) NOT NULL DEFAULT now(),
  "type" text NOT NULL CHECK ("type" IN
    ('enrolled', 'changed', 'suspended', 'reactivated', 'desa_changed', 'handed_over', 'took_over', 'invited', 'connected')),
  -- null: the service itself, or the reporter.
  "actor_id" uuid REFERENCES "console_user",
  -- Codes and ids only.
  "data" jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX "reporter_event_reporter" ON "reporter_event" ("reporter_id", "at");
CREATE TABLE "invite" (
  "id" uuid PRIMARY KEY,
  "code_mac" text NOT NULL UNIQUE,
  "reporter_id" uuid REFERENCES "reporter",
  -- A reviewer's own chat, to which emergencies are told.
  "user_id" uuid REFERENCES "console_user",
  "created_by_id" uuid REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  "expires_at" timestamptz(3) NOT NULL,
  "used_at" timestamptz(3),
  "used_by_contact_id" uuid REFERENCES "contact",
  "revoked_at" timestamptz(3),
  CHECK (num_nonnulls("reporter_id", "user_id") = 1)
);
CREATE INDEX "invite_reporter" ON "invite" ("reporter_id");
CREATE INDEX "invite_user" ON "invite" ("user_id") WHERE "user_id" IS NOT NULL;
-- A list of reporters that was uploaded and waits for its confirmation; kept for a day.
CREATE TABLE "reporter_import" (
  "id" uuid PRIMARY KEY,
  "created_by_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  "rows_enc" text NOT NULL,
  "confirmed_at" timestamptz(3)
);
CREATE INDEX "reporter_import_created" ON "reporter_import" ("created_at");
ALTER TABLE "console_user" ADD COLUMN "on_duty" boolean NOT NULL DEFAULT false;
ALTER TABLE "contact"
  ADD COLUMN "user_id" uuid REFERENCES "console_user",
  -- Codes tried in vain, since when: who guesses is not answered.
  ADD COLUMN "tries" integer NOT NULL DEFAULT 0,
  ADD COLUMN "tries_since" timestamptz(3);
CREATE INDEX "contact_user" ON "contact" ("user_id") WHERE "user_id" IS NOT NULL;

-- When a conversation has something to say by itself (a reminder, the end of a draft), and where.
ALTER TABLE "conversation"
  ADD COLUMN "due_at" timestamptz(3),
  ADD COLUMN "contact_id" uuid REFERENCES "contact";
CREATE INDEX "conversation_due" ON "conversation" ("due_at") WHERE "due_at" IS NOT NULL;

-- Who goes on with a report: at first who sent it, after a handover the successor.
ALTER TABLE "case"
  ADD COLUMN "owner_id" uuid REFERENCES "reporter",
  ADD COLUMN "urgent" boolean NOT NULL DEFAULT false,
  ADD COLUMN "sensitive" boolean NOT NULL DEFAULT false,
  ADD COLUMN "objection" text CHECK ("objection" IN ('open', 'lapsed')),
  ADD COLUMN "objected_at" timestamptz(3),
  -- Keyed MACs of the NIKs of its household's members: they are found in open reports, too.
  ADD COLUMN "member_macs" text[] NOT NULL DEFAULT '{}';
UPDATE "case" SET "owner_id" = "reporter_id";
ALTER TABLE "case" ALTER COLUMN "owner_id" SET NOT NULL;
CREATE INDEX "case_owner" ON "case" ("owner_id", "submitted_at");
CREATE INDEX "case_objection" ON "case" ("objected_at") WHERE "objection" = 'open';
-- No list of pending entries: a look-up of the chat would have to read through it.
CREATE INDEX "case_members" ON "case" USING gin ("member_macs") WITH (fastupdate = off);
DROP INDEX "case_queue";
CREATE INDEX "case_queue" ON "case" ("state", "urgent" DESC, "submitted_at", "id");

ALTER TABLE "outbound_message" DROP CONSTRAINT "outbound_message_purpose_check";
ALTER TABLE "outbound_message" DROP CONSTRAINT "outbound_message_state_check";
ALTER TABLE "outbound_message"
  ADD CHECK ("purpose" IN ('reply', 'notification', 'reminder', 'digest', 'alert')),
  -- held: waits for the day's digest. digested: its words stand in the message named by digest_id.
  ADD CHECK ("state" IN
    ('held', 'digested', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'blocked', 'unknown')),
  ADD COLUMN "digest_id" uuid REFERENCES "outbound_message",
  -- The message on another channel that was not delivered, which this one repeats.
  ADD COLUMN "fallback_of" uuid UNIQUE REFERENCES "outbound_message";
CREATE INDEX "outbound_message_held" ON "outbound_message" ("contact_id", "seq") WHERE "state" = 'held';
-- Those whose person may be reached elsewhere.
CREATE INDEX "outbound_message_undelivered" ON "outbound_message" ("settled_at")
  WHERE "state" IN ('failed', 'blocked') AND "purpose" <> 'reply';

-- How much a person was told on a day.
CREATE INDEX "outbound_message_news" ON "outbound_message" ("contact_id", "created_at")
  WHERE "purpose" = 'notification' AND "state" NOT IN ('held', 'digested') AND "fallback_of" IS NULL;
-- What goes before all that was queued.
CREATE INDEX "outbound_message_pressing" ON "outbound_message" ("channel", "account", "seq")
  WHERE "state" = 'queued' AND "purpose" IN ('reply', 'alert');

-- Berita acara come as PDF: one sealed picture a page.
ALTER TABLE "attachment" ADD COLUMN "pages" integer NOT NULL DEFAULT 1;

-- Data Pemda holds households and, for PMKS, persons.
ALTER TABLE "registry_entry" DROP CONSTRAINT "registry_entry_status_check";
ALTER TABLE "registry_entry"
  ALTER COLUMN "household_id" DROP NOT NULL,
  ADD COLUMN "person_id" uuid REFERENCES "person",
  ADD CHECK (num_nonnulls("household_id", "person_id") = 1),
  ADD CHECK ("status" IN ('active', 'ineligible', 'moved', 'deceased')),
  ADD UNIQUE ("person_id", "source");
CREATE TABLE "person_pmks" (
  "id" uuid PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person",
  "category_code" text NOT NULL REFERENCES "pmks_category",
  "disability" text,
  "valid_from" timestamptz(3) NOT NULL,
  "valid_to" timestamptz(3),
  "event_id" uuid NOT NULL REFERENCES "case_event"
);
-- Never the same category twice.
CREATE UNIQUE INDEX "person_pmks_current" ON "person_pmks" ("person_id", "category_code") WHERE "valid_to" IS NULL;
