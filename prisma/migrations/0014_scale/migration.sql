-- What the console's lists need to be as quick with 200,000 cases as with a few.

-- A case lies where its desa lies: whose scope is a kecamatan is looked for by that column alone.
ALTER TABLE "case" ADD CONSTRAINT "case_place"
  CHECK ("desa_code" = "kecamatan_code" OR starts_with("desa_code", "kecamatan_code" || '.'));

-- What is not closed is a small part of all there ever was, and young: in each order it is listed from an
-- index of its own, also a single one of its states. Literal, so that the planner sees any of them in it.
DROP INDEX "case_waiting";
DROP INDEX "case_waiting_due";
CREATE INDEX "case_open" ON "case" ("queue_at", "id")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
CREATE INDEX "case_open_due" ON "case" ("due_on", "id")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
CREATE INDEX "case_open_submitted" ON "case" ("submitted_at", "id")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
CREATE INDEX "case_due" ON "case" ("due_on", "id");

-- What waits, and what of it is late, is counted from this index alone.
DROP INDEX "case_waiting_place";
CREATE INDEX "case_waiting_place" ON "case" ("state", "desa_code", "kind", "due_on");

CREATE INDEX "case_categories" ON "case" USING gin ("categories") WITH (fastupdate = off)
  WHERE "categories" <> '{}';

-- How many bear a name is guessed from samples of it: by few of them a rare name is taken for a common one.
ALTER TABLE "case" ALTER COLUMN "subject_name" SET STATISTICS 1000;

-- Whether somebody has, or had, a sensitive category is asked for each possible duplicate.
CREATE INDEX "person_pmks_person" ON "person_pmks" ("person_id");

-- What became of a case in Data Pemda.
CREATE INDEX "registry_entry_version_case" ON "registry_entry_version" ("case_id");

-- Nearly no message repeats another.
ALTER TABLE "outbound_message" DROP CONSTRAINT "outbound_message_fallback_of_key";
CREATE UNIQUE INDEX "outbound_message_fallback_of_key" ON "outbound_message" ("fallback_of")
  WHERE "fallback_of" IS NOT NULL;
