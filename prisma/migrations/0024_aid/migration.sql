-- Aid: the programmes by which it is given, and what each person was given.

-- `code` never changes: keys, grants and what was given hang on it.
CREATE TABLE "aid_program" (
  "code" text PRIMARY KEY CHECK ("code" ~ '^[a-z0-9-]{2,20}$'),
  "name" text NOT NULL,
  -- Whose it is; null: of the social office itself.
  "agency_id" uuid REFERENCES "agency",
  "active" boolean NOT NULL,
  "version" int NOT NULL,
  "created_at" timestamptz(3) NOT NULL
);

-- Who recorded it is a person of the office or a key of an agency. Whatever they record they name by a key of their own
-- making: sent again, it is the same aid. `batch_id`: what was recorded at once.
CREATE TABLE "aid_given" (
  "id" uuid PRIMARY KEY,
  -- As it was said: read with all who are one with them.
  "person_id" uuid NOT NULL REFERENCES "person",
  "program_code" text NOT NULL REFERENCES "aid_program",
  "given_on" date NOT NULL,
  -- Whole rupiah.
  "amount" bigint CHECK ("amount" > 0),
  "goods" text,
  "list_id" uuid,
  "batch_id" uuid NOT NULL,
  "user_id" uuid REFERENCES "console_user",
  "agency_id" uuid REFERENCES "agency",
  "api_key_id" uuid,
  "key" text NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "withdrawn_at" timestamptz(3),
  -- Of the office, or else the key of the agency.
  "withdrawn_by_id" uuid,
  "withdrawn_reason" text,
  "withdrawn_note" text,
  CHECK ("amount" IS NOT NULL OR "goods" IS NOT NULL),
  CHECK (("user_id" IS NULL) <> ("agency_id" IS NULL)),
  CHECK (("agency_id" IS NULL) = ("api_key_id" IS NULL)),
  CHECK (("withdrawn_at" IS NULL) = ("withdrawn_by_id" IS NULL)),
  CHECK (("withdrawn_at" IS NULL) = ("withdrawn_reason" IS NULL)),
  CHECK ("withdrawn_at" >= "recorded_at")
);
CREATE UNIQUE INDEX "aid_given_key" ON "aid_given" (COALESCE("agency_id", "user_id"), "key");
-- By whatever way it is told, a programme gives a person something once a day.
CREATE UNIQUE INDEX "aid_given_once" ON "aid_given" ("program_code", "given_on", "person_id") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "aid_given_person" ON "aid_given" ("person_id", "given_on" DESC);
CREATE INDEX "aid_given_batch" ON "aid_given" ("batch_id");
CREATE INDEX "aid_given_list" ON "aid_given" ("list_id") WHERE "list_id" IS NOT NULL;

-- A mistake is withdrawn, once; nothing else changes.
CREATE FUNCTION "refuse_but_withdrawn_aid"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own CONSTANT text[] := ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_reason', 'withdrawn_note'];
BEGIN
  IF TG_OP = 'DELETE' OR OLD."withdrawn_at" IS NOT NULL OR to_jsonb(NEW) - own IS DISTINCT FROM to_jsonb(OLD) - own THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "aid_given_append_only" BEFORE UPDATE OR DELETE ON "aid_given"
  FOR EACH ROW EXECUTE FUNCTION "refuse_but_withdrawn_aid"();
CREATE TRIGGER "aid_given_no_truncate" BEFORE TRUNCATE ON "aid_given"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
