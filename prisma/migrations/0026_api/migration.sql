-- What other agencies (OPD) may read of the registry, by which keys, and what has changed for them.

-- What an agency may see and do. Each change is another version, and the newest holds.
CREATE TABLE "agency_grant" (
  "agency_id" uuid NOT NULL REFERENCES "agency",
  -- From 1.
  "version" integer NOT NULL,
  -- Region codes: the kabupaten, or some of its kecamatan.
  "areas" text[] NOT NULL,
  "field_groups" text[] NOT NULL CHECK ("field_groups" <@ ARRAY['identity', 'contact', 'socio_economic', 'pmks',
    'pmks_sensitive', 'aid', 'household']),
  "actions" text[] NOT NULL CHECK ("actions" <@ ARRAY['read', 'record_aid']),
  -- Codes of aid programmes.
  "programs" text[] NOT NULL,
  "per_minute" integer NOT NULL CHECK ("per_minute" BETWEEN 1 AND 1000000),
  "changed_by_id" uuid NOT NULL REFERENCES "console_user",
  "changed_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("agency_id", "version")
);
CREATE TRIGGER "agency_grant_append_only" BEFORE UPDATE OR DELETE ON "agency_grant"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "agency_grant_no_truncate" BEFORE TRUNCATE ON "agency_grant"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- `prefix` finds a key, `secret_hash` (SHA-256 of 256 random bits) proves it. Rows stay: the access log names them.
CREATE TABLE "api_key" (
  "id" uuid PRIMARY KEY,
  "agency_id" uuid NOT NULL REFERENCES "agency",
  "name" text NOT NULL,
  "prefix" text NOT NULL UNIQUE,
  "secret_hash" text NOT NULL,
  "created_by_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL,
  "expires_at" timestamptz(3) NOT NULL,
  -- The key whose place it takes; both are good until that one's end.
  "replaces_id" uuid REFERENCES "api_key",
  "revoked_at" timestamptz(3),
  "revoked_by_id" uuid REFERENCES "console_user",
  "last_used_at" timestamptz(3)
);
ALTER TABLE "aid_given" ADD FOREIGN KEY ("api_key_id") REFERENCES "api_key";
CREATE INDEX "api_key_agency" ON "api_key" ("agency_id", "created_at");

-- Who read by the API. Of rows without an agency the access log's chain covers what it covered before.
ALTER TABLE "access_log"
  ADD COLUMN "agency_id" uuid REFERENCES "agency",
  ADD COLUMN "api_key_id" uuid REFERENCES "api_key";
CREATE INDEX "access_log_agency" ON "access_log" ("agency_id", "id") WHERE "agency_id" IS NOT NULL;

-- Whose facts a transaction has touched. What is told to others are the rows of transactions below the oldest that
-- is under way: none can be added to those any more, so that whoever has read up to there has missed nothing. The
-- same person may stand there several times.
CREATE TABLE "person_change" (
  "tx" bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  "person_id" uuid NOT NULL
);
CREATE INDEX "person_change_order" ON "person_change" ("tx", "person_id");

-- Numbers of transactions are a server's own. Where the tables came from another one, all is told anew
-- (src/storage/opd/feed.ts): so it is at first.
CREATE TABLE "change_feed" (
  "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
  "system" text NOT NULL
);

CREATE FUNCTION "note_person_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
  WHEN 'person' THEN
    -- Sealed anew is not changed.
    INSERT INTO "person_change" ("person_id") SELECT n."id" FROM "now_is" n JOIN "was" w USING ("id")
      WHERE (n."nik_mac", n."name", n."birth_date", n."sex", n."same_as_id")
        IS DISTINCT FROM (w."nik_mac", w."name", w."birth_date", w."sex", w."same_as_id");
  WHEN 'person_merge' THEN
    INSERT INTO "person_change" ("person_id") SELECT "into_id" FROM "now_is";
  WHEN 'source_record', 'person_pmks', 'aid_given' THEN
    INSERT INTO "person_change" ("person_id") SELECT "person_id" FROM "now_is" WHERE "person_id" IS NOT NULL;
  WHEN 'registry_entry' THEN
    INSERT INTO "person_change" ("person_id")
      SELECT "person_id" FROM "now_is" WHERE "person_id" IS NOT NULL
      UNION SELECT m."person_id" FROM "now_is" e JOIN "household_member" m ON m."household_id" = e."household_id";
  WHEN 'household_member' THEN
    -- Who they live with is told of all of them.
    INSERT INTO "person_change" ("person_id")
      SELECT m."person_id" FROM "household_member" m WHERE m."household_id" IN (SELECT "household_id" FROM "now_is")
      UNION SELECT "person_id" FROM "now_is";
  WHEN 'household' THEN
    INSERT INTO "person_change" ("person_id")
      SELECT m."person_id" FROM "now_is" n JOIN "was" w USING ("id") JOIN "household_member" m ON m."household_id" = n."id"
      WHERE (n."kk_mac", n."desa_code") IS DISTINCT FROM (w."kk_mac", w."desa_code");
  WHEN 'pmks_category' THEN
    INSERT INTO "person_change" ("person_id")
      SELECT p."person_id" FROM "now_is" n JOIN "was" w USING ("code") JOIN "person_pmks" p ON p."category_code" = n."code"
        WHERE n."sensitive" <> w."sensitive"
      UNION SELECT s."person_id" FROM "now_is" n JOIN "was" w USING ("code")
        JOIN "source_record_version" v ON v."category_code" = n."code" JOIN "source_record" s ON s."id" = v."record_id"
        WHERE n."sensitive" <> w."sensitive" AND s."person_id" IS NOT NULL;
  END CASE;
  RETURN NULL;
END $$;

-- A record that is linked to somebody else is told of both.
CREATE FUNCTION "note_record_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "person_change" ("person_id")
    SELECT "person_id" FROM "now_is" WHERE "person_id" IS NOT NULL
    UNION ALL SELECT w."person_id" FROM "was" w JOIN "now_is" n USING ("id")
      WHERE w."person_id" IS NOT NULL AND w."person_id" IS DISTINCT FROM n."person_id";
  RETURN NULL;
END $$;

-- A new person has nothing to tell yet: the facts that come with them do.
CREATE TRIGGER "feed_person_changed" AFTER UPDATE ON "person"
  REFERENCING OLD TABLE AS "was" NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_person_merge_made" AFTER INSERT ON "person_merge"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_person_merge_undone" AFTER UPDATE ON "person_merge"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_source_record_made" AFTER INSERT ON "source_record"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_source_record_changed" AFTER UPDATE ON "source_record"
  REFERENCING OLD TABLE AS "was" NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_record_change"();
CREATE TRIGGER "feed_person_pmks_given" AFTER INSERT ON "person_pmks"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_person_pmks_changed" AFTER UPDATE ON "person_pmks"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_aid_given_recorded" AFTER INSERT ON "aid_given"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_aid_given_withdrawn" AFTER UPDATE ON "aid_given"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_registry_entry_made" AFTER INSERT ON "registry_entry"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_registry_entry_changed" AFTER UPDATE ON "registry_entry"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_household_member_joined" AFTER INSERT ON "household_member"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_household_member_changed" AFTER UPDATE ON "household_member"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_household_changed" AFTER UPDATE ON "household"
  REFERENCING OLD TABLE AS "was" NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
CREATE TRIGGER "feed_pmks_category_changed" AFTER UPDATE ON "pmks_category"
  REFERENCING OLD TABLE AS "was" NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "note_person_change"();
