-- Lists of people for a programme: built by criteria, frozen as a snapshot, approved by a second person.

-- Programmes are kept as other reference data is.
ALTER TABLE "reference_change" DROP CONSTRAINT "reference_change_topic_check",
  ADD CONSTRAINT "reference_change_topic_check" CHECK ("topic" IN ('office_time', 'holiday', 'reject_reason',
    'correction_reason', 'reopen_reason', 'question', 'pmks_category', 'agency', 'aid_program'));

CREATE TABLE "aid_list" (
  "id" uuid PRIMARY KEY,
  "name" text NOT NULL,
  "program_code" text NOT NULL REFERENCES "aid_program",
  -- src/domain/aid/criteria.ts
  "criteria" jsonb NOT NULL,
  -- Region codes out of the criteria: who does not answer for all of them does not see the list.
  "areas" text[] NOT NULL CHECK (cardinality("areas") > 0),
  -- PMKS categories out of the criteria. One of them is, or was, sensitive: it is for those alone who have the grant.
  "categories" text[] NOT NULL,
  "sensitive" boolean NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('draft', 'freezing', 'frozen', 'approved', 'returned')),
  -- Of the draft.
  "version" int NOT NULL,
  "author_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL,
  -- The moment that the snapshot is of; null: it is not taken yet.
  "frozen_at" timestamptz(3),
  "row_count" int,
  -- Counts by desa, desil, age and sex.
  "composition" jsonb,
  -- Rows whose numbers and address are sealed.
  "sealed_to" int NOT NULL DEFAULT 0,
  "decided_by_id" uuid REFERENCES "console_user",
  "decided_at" timestamptz(3),
  "decision_note" text,
  CHECK ("decided_by_id" <> "author_id"),
  CHECK (("frozen_at" IS NULL) = ("row_count" IS NULL)),
  CHECK (("frozen_at" IS NULL) = ("composition" IS NULL)),
  CHECK (("state" IN ('frozen', 'approved', 'returned')) <= ("frozen_at" IS NOT NULL AND "sealed_to" = "row_count")),
  CHECK (("state" = 'draft') <= ("frozen_at" IS NULL)),
  CHECK (("state" IN ('approved', 'returned')) = ("decided_at" IS NOT NULL)),
  CHECK (("decided_by_id" IS NULL) = ("decided_at" IS NULL))
);
CREATE INDEX "aid_list_newest" ON "aid_list" ("created_at" DESC);

-- What was true of each person when the list was frozen. The numbers and the address follow from what stood then
-- (`nik_row`, `version_id`, `entry_id`), which are never rewritten; they are sealed into `data_enc` afterwards.
CREATE TABLE "aid_list_row" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "list_id" uuid NOT NULL REFERENCES "aid_list",
  "n" int NOT NULL,
  "person_id" uuid NOT NULL REFERENCES "person",
  "name" text NOT NULL,
  "birth_date" date,
  "sex" text,
  "desa_code" text NOT NULL REFERENCES "region",
  "desil" smallint,
  "desil_source" text,
  "sources" text[] NOT NULL,
  "categories" text[] NOT NULL,
  "verified" boolean NOT NULL,
  "nik_row" uuid,
  "version_id" uuid,
  "entry_id" uuid,
  "data_enc" text,
  UNIQUE ("list_id", "n"),
  UNIQUE ("list_id", "person_id")
);
CREATE INDEX "aid_list_row_person" ON "aid_list_row" ("person_id");

-- A frozen list stays as it is; it is decided once.
CREATE FUNCTION "refuse_but_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  freezing CONSTANT text[] := ARRAY['state', 'frozen_at', 'row_count', 'composition', 'sealed_to'];
  decision CONSTANT text[] := ARRAY['state', 'decided_by_id', 'decided_at', 'decision_note'];
BEGIN
  IF OLD."state" = 'draft' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND OLD."state" = 'freezing' AND to_jsonb(NEW) - freezing = to_jsonb(OLD) - freezing
    AND NEW."state" IN ('draft', 'freezing', 'frozen')
    AND (OLD."frozen_at" IS NULL OR (NEW."frozen_at" = OLD."frozen_at" AND NEW."row_count" = OLD."row_count"
      AND NEW."composition" = OLD."composition")) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD."state" = 'frozen' AND NEW."state" IN ('approved', 'returned')
    AND to_jsonb(NEW) - decision = to_jsonb(OLD) - decision THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "aid_list_append_only" BEFORE UPDATE OR DELETE ON "aid_list"
  FOR EACH ROW EXECUTE FUNCTION "refuse_but_decision"();
CREATE TRIGGER "aid_list_no_truncate" BEFORE TRUNCATE ON "aid_list"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- The sealed text may be another (it is sealed under another key): it opens in its own row alone.
CREATE FUNCTION "refuse_but_sealing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'data_enc' IS DISTINCT FROM to_jsonb(OLD) - 'data_enc'
    OR NEW."data_enc" IS NULL THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "aid_list_row_append_only" BEFORE UPDATE OR DELETE ON "aid_list_row"
  FOR EACH ROW EXECUTE FUNCTION "refuse_but_sealing"();
CREATE TRIGGER "aid_list_row_no_truncate" BEFORE TRUNCATE ON "aid_list_row"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

ALTER TABLE "aid_given" ADD FOREIGN KEY ("list_id") REFERENCES "aid_list";
