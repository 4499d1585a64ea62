-- Where agencies want to be told that there is something to read, and each telling. Nothing personal is sent.

CREATE TABLE "webhook" (
  "id" uuid PRIMARY KEY,
  "agency_id" uuid NOT NULL REFERENCES "agency",
  "url" text NOT NULL,
  -- Signs what is sent; shown once.
  "secret_enc" text NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('active', 'paused', 'removed')),
  -- by_hand; failing: for too long; gone: the receiver said so.
  "paused_why" text CHECK ("paused_why" IN ('by_hand', 'failing', 'gone')),
  -- Since when nothing arrived; null: the last one did.
  "failing_since" timestamptz(3),
  -- How far in the feed of changes it was told.
  "seen_tx" bigint NOT NULL,
  "seen_person_id" uuid NOT NULL,
  "created_by_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL,
  CHECK (("state" = 'paused') = ("paused_why" IS NOT NULL))
);
CREATE INDEX "webhook_agency" ON "webhook" ("agency_id", "created_at");

-- `due_at`: not tried before; while it is tried, when others may take it for lost. The id is told: the same one twice
-- is one.
CREATE TABLE "webhook_delivery" (
  "id" uuid PRIMARY KEY,
  "webhook_id" uuid NOT NULL REFERENCES "webhook",
  "type" text NOT NULL CHECK ("type" IN ('changes.available', 'ping')),
  "state" text NOT NULL CHECK ("state" IN ('waiting', 'delivered')),
  "made_at" timestamptz(3) NOT NULL,
  "due_at" timestamptz(3) NOT NULL,
  "attempts" integer NOT NULL DEFAULT 0,
  -- Of the last try: delivered, status, timeout, unreachable, tls, address.
  "outcome" text,
  "status" integer,
  "tried_at" timestamptz(3),
  "replay_of" uuid REFERENCES "webhook_delivery"
);
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "webhook_delivery_newest" ON "webhook_delivery" ("webhook_id", "made_at" DESC);
