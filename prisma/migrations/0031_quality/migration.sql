-- What should not stand in the registry as it does (src/domain/quality), counted over all of it now and then. It follows
-- from what is recorded: emptied, it is counted anew.

-- Who is found by which checks, and where they are told to be ('': nobody knows). Some are told otherwise to those who
-- may see what is sensitive (granted) than to those who may not (open); all others the same to all. A person by the id
-- that they are read as; of the check of records without a person the record.
CREATE TABLE "quality_finding" (
  "subject_id" uuid NOT NULL,
  "audience" text NOT NULL CHECK ("audience" IN ('all', 'open', 'granted')),
  "desa_code" text NOT NULL,
  "checks" text[] NOT NULL CHECK (cardinality("checks") > 0),
  PRIMARY KEY ("subject_id", "audience")
);
CREATE INDEX "quality_finding_place" ON "quality_finding" ("desa_code", "subject_id");

-- How many of them by check and desa, as told to those with the grant (`sensitive`) and to those without.
CREATE TABLE "quality_count" (
  "sensitive" boolean NOT NULL,
  "desa_code" text NOT NULL,
  "check" text NOT NULL,
  "count" int NOT NULL CHECK ("count" > 0),
  PRIMARY KEY ("sensitive", "desa_code", "check")
);

-- When it was counted last, and asked for last; no row: never. `seen_change`: of the feed of changes, the newest by then.
CREATE TABLE "quality_counting" (
  "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
  "counted_at" timestamptz(3),
  "asked_at" timestamptz(3),
  "seen_change" bigint
);
