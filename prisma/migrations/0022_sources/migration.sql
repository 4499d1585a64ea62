-- What the national registers (DTKS, DTSEN, P3KE) and the lists of PMKS say of each person, delivery by delivery.

-- One file, read, compared and then taken over. `read_to`, `applied_to`: the last row that is done with; after a
-- restart it goes on from there. `whole`: who is not in it, is no longer in the register.
CREATE TABLE "source_import" (
  "id" uuid PRIMARY KEY,
  "source" text NOT NULL CHECK ("source" IN ('DTKS', 'DTSEN', 'P3KE', 'PMKS')),
  "as_of" date NOT NULL,
  "whole" boolean NOT NULL,
  -- Keyed MAC of what the file holds: the same file is known again.
  "file_mac" text NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('reading', 'read', 'applying', 'applied', 'reverting', 'reverted', 'dropped')),
  "started_by_id" uuid REFERENCES "console_user",
  "started_at" timestamptz(3) NOT NULL,
  "applied_at" timestamptz(3),
  "ended_at" timestamptz(3),
  "read_to" int NOT NULL DEFAULT 0,
  "applied_to" int NOT NULL DEFAULT 0,
  "wrong_count" int NOT NULL DEFAULT 0,
  "new_count" int,
  "changed_count" int,
  "same_count" int,
  "gone_count" int,
  CHECK (("state" IN ('applying', 'applied', 'reverting', 'reverted')) <= ("new_count" IS NOT NULL))
);
-- Two at once would each compare with a register that the other changes.
CREATE UNIQUE INDEX "source_import_open" ON "source_import" ("source")
  WHERE "state" IN ('reading', 'read', 'applying', 'reverting');
CREATE INDEX "source_import_applied" ON "source_import" ("source", "applied_at" DESC) WHERE "state" = 'applied';

-- A good row of a file, until it is taken over: already sealed under the ids that it will have then (`sealed_nik` as
-- person.nik_enc, `sealed_data` as source_record_version.data_enc).
CREATE TABLE "source_import_row" (
  "import_id" uuid NOT NULL REFERENCES "source_import",
  "n" int NOT NULL,
  "key_mac" text NOT NULL,
  -- Whose it is where another in the file has the same key: by NIK, name and date of birth, too.
  "narrow_key_mac" text NOT NULL,
  -- Who it is: what they are called and when they were born.
  "self_mac" text NOT NULL,
  -- Somebody else in the file has this NIK, too.
  "nik_shared" boolean NOT NULL,
  "content_mac" text NOT NULL,
  "nik_mac" text,
  "kk_mac" text,
  "record_id" uuid NOT NULL,
  "version_id" uuid NOT NULL,
  "person_id" uuid NOT NULL,
  "sealed_nik" text,
  "name" text NOT NULL,
  "birth_date" date,
  "sex" text CHECK ("sex" IN ('L', 'P')),
  "desa_code" text REFERENCES "region",
  "desil" smallint CHECK ("desil" BETWEEN 1 AND 10),
  "category_code" text REFERENCES "pmks_category",
  "verified" boolean NOT NULL,
  "sealed_data" text NOT NULL,
  PRIMARY KEY ("import_id", "n")
);
CREATE INDEX "source_import_row_key" ON "source_import_row" ("import_id", "key_mac");

-- What is wrong with a row, in codes, with what is written there, sealed. `taken`: the row was taken all the same, without
-- that cell. `key_mac`: whose row it is, where that can be read; they are not gone.
CREATE TABLE "source_import_fault" (
  "import_id" uuid NOT NULL REFERENCES "source_import",
  "n" int NOT NULL,
  "field" text NOT NULL,
  "code" text NOT NULL,
  "taken" boolean NOT NULL,
  "key_mac" text,
  "value_enc" text,
  PRIMARY KEY ("import_id", "n", "field", "code")
);
CREATE INDEX "source_import_fault_key" ON "source_import_fault" ("import_id", "key_mac") WHERE "key_mac" IS NOT NULL;

-- One person's (or, for PMKS, one person's and category's) place in one source. What it says stands in its versions;
-- `version_id` is the one that holds. `present`: false once a whole delivery came without it.
CREATE TABLE "source_record" (
  "id" uuid PRIMARY KEY,
  "source" text NOT NULL CHECK ("source" IN ('DTKS', 'DTSEN', 'P3KE', 'PMKS')),
  "key_mac" text NOT NULL,
  "person_id" uuid REFERENCES "person",
  "version" int NOT NULL,
  -- null: the import that brought it was reverted.
  "version_id" uuid,
  "content_mac" text,
  "present" boolean NOT NULL,
  UNIQUE ("source", "key_mac"),
  CHECK (("version_id" IS NULL) = ("content_mac" IS NULL)),
  CHECK ("present" <= ("version_id" IS NOT NULL))
);
CREATE INDEX "source_record_person" ON "source_record" ("person_id");
CREATE INDEX "source_record_present" ON "source_record" ("source", "id") WHERE "present";

-- Two times: from when it is so (`valid_from`, the day that the delivery speaks of), and since when the office has
-- known it (`recorded_at`) and until when it believed it (`withdrawn_at`, by reverting the import).
CREATE TABLE "source_record_version" (
  "id" uuid PRIMARY KEY,
  "record_id" uuid NOT NULL REFERENCES "source_record",
  "version" int NOT NULL,
  "import_id" uuid NOT NULL REFERENCES "source_import",
  "valid_from" date NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "withdrawn_at" timestamptz(3),
  "present" boolean NOT NULL,
  "content_mac" text NOT NULL,
  "name" text NOT NULL,
  "birth_date" date,
  "sex" text,
  "nik_mac" text,
  "kk_mac" text,
  "desa_code" text REFERENCES "region",
  "desil" smallint,
  "category_code" text REFERENCES "pmks_category",
  "verified" boolean NOT NULL,
  -- null where it only says that the record is gone: the version before holds what it was.
  "data_enc" text,
  UNIQUE ("record_id", "version"),
  CHECK ("present" = ("data_enc" IS NOT NULL))
);
CREATE INDEX "source_record_version_import" ON "source_record_version" ("import_id", "id");
CREATE INDEX "source_record_version_nik" ON "source_record_version" ("nik_mac") WHERE "nik_mac" IS NOT NULL;
CREATE INDEX "source_record_version_kk" ON "source_record_version" ("kk_mac") WHERE "kk_mac" IS NOT NULL;
ALTER TABLE "source_record" ADD FOREIGN KEY ("version_id") REFERENCES "source_record_version" DEFERRABLE INITIALLY DEFERRED;

-- Of a version nothing changes but that it is withdrawn, once.
CREATE FUNCTION "refuse_but_withdrawal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."withdrawn_at" IS NOT NULL
    OR to_jsonb(NEW) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) - 'withdrawn_at' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "source_record_version_append_only" BEFORE UPDATE OR DELETE ON "source_record_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_but_withdrawal"();
CREATE TRIGGER "source_record_version_no_truncate" BEFORE TRUNCATE ON "source_record_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();
