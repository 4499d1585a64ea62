-- What a list of the queue asks of each case stands in the indexes that it is read by: cases that do not fit,
-- and those that are only counted, are not fetched. Of a page, its rows alone are.
DROP INDEX "case_open";
CREATE INDEX "case_open" ON "case" ("queue_at", "id")
  INCLUDE ("state", "desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "subject_name")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
CREATE INDEX "case_open_kecamatan" ON "case" ("kecamatan_code", "queue_at", "id")
  INCLUDE ("state", "desa_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "subject_name")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
DROP INDEX "case_state";
CREATE INDEX "case_state" ON "case" ("state", "queue_at", "id")
  INCLUDE ("desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id",
    "subject_name");
DROP INDEX "case_kecamatan";
CREATE INDEX "case_kecamatan" ON "case" ("kecamatan_code", "state", "queue_at", "id")
  INCLUDE ("desa_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id",
    "subject_name");
DROP INDEX "case_queue_at";
CREATE INDEX "case_queue_at" ON "case" ("queue_at", "id")
  INCLUDE ("desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id",
    "subject_name");

-- Who holds a case, and until when; few do.
DROP INDEX "case_claimed";
CREATE INDEX "case_claimed" ON "case" ("claimed_by_id") INCLUDE ("claimed_until", "id")
  WHERE "claimed_by_id" IS NOT NULL;

-- Whether a case was ever to be looked at, its page asks.
CREATE INDEX "field_check_case" ON "field_check" ("case_id");
