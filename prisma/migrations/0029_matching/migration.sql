-- Who may be the same as whom: keys by which they are found, and the pairs that were found.

-- Two who may be one share a key (src/domain/matching: keys are keyed hashes of what records of one person have in
-- common). `face`: a record of a source, or a person of Data Pemda. Keys are only added: who was once written otherwise
-- is found by that, too, and compared as they are written now.
CREATE TABLE "match_key" (
  "key" bigint NOT NULL,
  "face" uuid NOT NULL,
  PRIMARY KEY ("key", "face")
);

-- What Data Pemda says last of a person, as the matcher compares it. It follows from the entries.
CREATE TABLE "person_face" (
  "person_id" uuid PRIMARY KEY REFERENCES "person",
  "birth_date" date,
  "face_enc" text NOT NULL
);

ALTER TABLE "source_import_row"
  ALTER COLUMN "nik_shared" SET DEFAULT false,
  ADD COLUMN "match_keys" bigint[] NOT NULL DEFAULT '{}',
  -- Its NIK is known of somebody who must be another.
  ADD COLUMN "doubted" boolean NOT NULL DEFAULT false;

-- Two persons who may be one. Ids tell the time, so the one recorded first comes first.
CREATE TABLE "person_pair" (
  "id" uuid PRIMARY KEY,
  "one_id" uuid NOT NULL REFERENCES "person",
  "other_id" uuid NOT NULL REFERENCES "person",
  -- Where each was written when they were found: who may see it.
  "one_desa_code" text REFERENCES "region",
  "other_desa_code" text REFERENCES "region",
  -- same: merged by the service itself. conflict: two people, one NIK.
  "verdict" text NOT NULL CHECK ("verdict" IN ('same', 'ask', 'conflict')),
  -- Bits, and of each field its level and what it weighs: nothing of what is written there.
  "weight" real NOT NULL,
  "fields" jsonb NOT NULL,
  "found_at" timestamptz(3) NOT NULL,
  "import_id" uuid REFERENCES "source_import",
  "case_id" uuid REFERENCES "case",
  -- What holds now; how it came to that stands in person_pair_event.
  "decision" text CHECK ("decision" IN ('same', 'different')),
  CHECK ("one_id" < "other_id"),
  UNIQUE ("one_id", "other_id")
);
CREATE INDEX "person_pair_open" ON "person_pair" ("verdict", "weight" DESC, "id") WHERE "decision" IS NULL;
CREATE INDEX "person_pair_other" ON "person_pair" ("other_id");

CREATE TABLE "person_pair_event" (
  "id" uuid PRIMARY KEY,
  "pair_id" uuid NOT NULL REFERENCES "person_pair",
  "what" text NOT NULL CHECK ("what" IN ('same', 'different', 'undone')),
  -- null: the service itself.
  "by_id" uuid REFERENCES "console_user",
  "at" timestamptz(3) NOT NULL
);
CREATE INDEX "person_pair_event_pair" ON "person_pair_event" ("pair_id", "id");
CREATE TRIGGER "person_pair_event_append_only" BEFORE UPDATE OR DELETE ON "person_pair_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewrite"();
CREATE TRIGGER "person_pair_event_no_truncate" BEFORE TRUNCATE ON "person_pair_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

ALTER TABLE "person_merge" ADD COLUMN "pair_id" uuid REFERENCES "person_pair";

-- All that are read as one with a person, themselves among them.
CREATE FUNCTION "all_of_one"(wanted uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT COALESCE(p."same_as_id", p."id") FROM "person" p WHERE p."id" = wanted
  UNION ALL
  SELECT q."id" FROM "person" p JOIN "person" q ON q."same_as_id" = COALESCE(p."same_as_id", p."id") WHERE p."id" = wanted
$$;

-- As before; what a merge says of somebody who is no longer among them does not count.
CREATE OR REPLACE VIEW "one_person" AS
  SELECT p."id",
    CASE WHEN n."id" IS NULL THEN p."name" ELSE n."name" END AS "name",
    CASE WHEN b."id" IS NULL THEN p."birth_date" ELSE b."birth_date" END AS "birth_date",
    CASE WHEN s."id" IS NULL THEN p."sex" ELSE s."sex" END AS "sex",
    CASE WHEN k."id" IS NULL THEN p."nik_enc" ELSE k."nik_enc" END AS "nik_enc",
    CASE WHEN k."id" IS NULL THEN p."nik_mac" ELSE k."nik_mac" END AS "nik_mac",
    COALESCE(k."id", p."id") AS "nik_row",
    p."created_at",
    COALESCE(n."id", p."id") AS "name_row",
    COALESCE(b."id", p."id") AS "birth_date_row",
    COALESCE(s."id", p."id") AS "sex_row"
  FROM "person" p
    LEFT JOIN LATERAL (
      SELECT * FROM "person_merge" m WHERE m."into_id" = p."id" AND m."undone_at" IS NULL
      ORDER BY m."merged_at" DESC, m."id" DESC LIMIT 1) m ON true
    LEFT JOIN "person" n ON n."id" = m."name_of" AND n."same_as_id" = p."id"
    LEFT JOIN "person" b ON b."id" = m."birth_date_of" AND b."same_as_id" = p."id"
    LEFT JOIN "person" s ON s."id" = m."sex_of" AND s."same_as_id" = p."id"
    LEFT JOIN "person" k ON k."id" = m."nik_of" AND k."same_as_id" = p."id"
  WHERE p."same_as_id" IS NULL;
