-- Field checks (cek lapangan): a projection of case_event, rebuilt by folding the events. What was asked
-- and found stands sealed in the events alone.
CREATE TABLE "field_check" (
  -- The event that ordered it.
  "id" uuid PRIMARY KEY,
  "case_id" uuid NOT NULL REFERENCES "case",
  "checker_reporter_id" uuid REFERENCES "reporter",
  "checker_user_id" uuid REFERENCES "console_user",
  "ordered_by_id" uuid NOT NULL REFERENCES "console_user",
  "due_on" date NOT NULL,
  -- Of domain/case/field-check.
  "state" text NOT NULL CHECK ("state" IN ('open', 'reported', 'settled', 'cancelled', 'dropped')),
  -- When the checker was told that it is late: once.
  "reminded_at" timestamptz(3),
  CHECK (num_nonnulls("checker_reporter_id", "checker_user_id") = 1)
);
-- One at a time, and what of them the queue asks for.
CREATE UNIQUE INDEX "field_check_live" ON "field_check" ("case_id") WHERE "state" IN ('open', 'reported');
CREATE INDEX "field_check_reporter" ON "field_check" ("checker_reporter_id") WHERE "state" = 'open';
CREATE INDEX "field_check_user" ON "field_check" ("checker_user_id") WHERE "state" = 'open';
CREATE INDEX "field_check_result" ON "field_check" ("ordered_by_id") WHERE "state" = 'reported';
CREATE INDEX "field_check_due" ON "field_check" ("due_on") WHERE "state" = 'open' AND "reminded_at" IS NULL;

-- Told to the queues that are open, as a change of the case's state is: which case, where, nothing of it.
CREATE FUNCTION "tell_check_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('case_changed', c."id" || ' ' || c."desa_code") FROM "case" c WHERE c."id" = NEW."case_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "field_check_moved" AFTER INSERT OR UPDATE OF "state" ON "field_check"
  FOR EACH ROW EXECUTE FUNCTION "tell_check_changed"();
