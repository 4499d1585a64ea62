-- What the office knew of a person at any past moment, of any day. What changes in place so far (a membership that ends, a
-- NIK or card that becomes known, the state of an entry of Data Pemda, whose a source's record is) keeps when it was
-- recorded, or what was before.

-- `recorded_at`, `ended_at`: when the office recorded that it began, and that it ended. Of what is there already, as
-- near as can be told.
ALTER TABLE "household_member"
  ADD COLUMN "recorded_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "ended_at" timestamptz(3);
UPDATE "household_member" SET "recorded_at" = "valid_from", "ended_at" = "valid_to";

ALTER TABLE "person_pmks"
  ADD COLUMN "recorded_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "ended_at" timestamptz(3),
  -- null: known since the category is.
  ADD COLUMN "disability_at" timestamptz(3);
UPDATE "person_pmks" SET "recorded_at" = "valid_from", "ended_at" = "valid_to";

-- null: known since the row is there.
ALTER TABLE "person" ADD COLUMN "nik_at" timestamptz(3);
ALTER TABLE "household" ADD COLUMN "kk_at" timestamptz(3);

-- From when an entry is as it stands.
ALTER TABLE "registry_entry" ADD COLUMN "valid_from" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "registry_entry" e SET "valid_from" = COALESCE((
  SELECT v."valid_from" FROM "registry_entry_version" v WHERE v."entry_id" = e."id" AND v."version" = e."version"),
  e."created_at");

-- All that an entry ever was, in the order in which it was recorded.
CREATE TABLE "registry_entry_state" (
  "seq" bigserial PRIMARY KEY,
  "entry_id" uuid NOT NULL REFERENCES "registry_entry",
  "version" int NOT NULL,
  "status" text NOT NULL CHECK ("status" IN ('active', 'ineligible', 'moved', 'deceased')),
  "head_name" text NOT NULL,
  "desa_code" text NOT NULL REFERENCES "region",
  "kecamatan_code" text NOT NULL REFERENCES "region",
  "valid_from" timestamptz(3) NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL
);
CREATE INDEX "registry_entry_state_entry" ON "registry_entry_state" ("entry_id", "seq" DESC);
-- Of versions before the newest the report's kind alone tells in clear what became of the entry.
INSERT INTO "registry_entry_state" ("entry_id", "version", "status", "head_name", "desa_code", "kecamatan_code",
  "valid_from", "recorded_at")
SELECT e."id", v."version", CASE WHEN v."version" = e."version" THEN e."status"
    WHEN c."kind" = 'no_longer_eligible' THEN 'ineligible' ELSE 'active' END,
  e."head_name", e."desa_code", e."kecamatan_code", v."valid_from", v."recorded_at"
FROM "registry_entry" e JOIN "registry_entry_version" v ON v."entry_id" = e."id" JOIN "case" c ON c."id" = v."case_id"
ORDER BY v."recorded_at", v."version";
CREATE TRIGGER "registry_entry_state_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "registry_entry_state"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

CREATE FUNCTION "note_entry_state"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "registry_entry_state" ("entry_id", "version", "status", "head_name", "desa_code", "kecamatan_code",
    "valid_from", "recorded_at")
  VALUES (NEW."id", NEW."version", NEW."status", NEW."head_name", NEW."desa_code", NEW."kecamatan_code",
    NEW."valid_from", NEW."updated_at");
  RETURN NULL;
END $$;
CREATE TRIGGER "registry_entry_begun" AFTER INSERT ON "registry_entry"
  FOR EACH ROW EXECUTE FUNCTION "note_entry_state"();
CREATE TRIGGER "registry_entry_changed" AFTER UPDATE ON "registry_entry" FOR EACH ROW
  WHEN ((OLD."version", OLD."status", OLD."head_name", OLD."desa_code", OLD."kecamatan_code", OLD."valid_from")
    IS DISTINCT FROM
    (NEW."version", NEW."status", NEW."head_name", NEW."desa_code", NEW."kecamatan_code", NEW."valid_from"))
  EXECUTE FUNCTION "note_entry_state"();

-- Whose a source's record was, up to which of its versions. `by_version`: the next version made it another's; else
-- it was put right in between, at that moment.
CREATE TABLE "source_record_link" (
  "seq" bigserial PRIMARY KEY,
  "record_id" uuid NOT NULL REFERENCES "source_record",
  "upto_version" int NOT NULL,
  "by_version" boolean NOT NULL,
  "person_id" uuid REFERENCES "person",
  "ended_at" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "source_record_link_record" ON "source_record_link" ("record_id", "upto_version", "seq");
CREATE INDEX "source_record_link_person" ON "source_record_link" ("person_id") WHERE "person_id" IS NOT NULL;
CREATE TRIGGER "source_record_link_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "source_record_link"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
CREATE FUNCTION "note_record_link"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "source_record_link" ("record_id", "upto_version", "by_version", "person_id")
  VALUES (OLD."id", OLD."version", NEW."version" > OLD."version", OLD."person_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "source_record_relinked" AFTER UPDATE ON "source_record" FOR EACH ROW
  WHEN (OLD."person_id" IS DISTINCT FROM NEW."person_id") EXECUTE FUNCTION "note_record_link"();

-- Merges of any time, not only those that stand.
CREATE INDEX "person_merge_person" ON "person_merge" ("person_id");

-- Words of names, each found by its beginning. A third of what trigrams of the same names would take to write.
CREATE INDEX "person_words" ON "person" USING gin (to_tsvector('simple', "name"));
CREATE INDEX "source_record_version_desa" ON "source_record_version" ("desa_code", "record_id") WHERE "present";
