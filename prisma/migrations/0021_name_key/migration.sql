-- Names are looked for without regard to case. Folded once, when they are written: folding each name at each look
-- takes longer than all the rest of it.
ALTER TABLE "case" ADD COLUMN "name_key" text GENERATED ALWAYS AS (lower("subject_name")) STORED;
DROP INDEX "case_name";
CREATE INDEX "case_name" ON "case" USING gin ("name_key" gin_trgm_ops);

-- The indexes of 0018 and 0020, with the folded name in the place of the name.
DROP INDEX "case_open";
CREATE INDEX "case_open" ON "case" ("queue_at", "id")
  INCLUDE ("state", "desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "name_key")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
DROP INDEX "case_open_kecamatan";
CREATE INDEX "case_open_kecamatan" ON "case" ("kecamatan_code", "queue_at", "id")
  INCLUDE ("state", "desa_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "name_key")
  WHERE "state" NOT IN ('approved', 'rejected', 'duplicate', 'registered', 'withdrawn');
DROP INDEX "case_state";
CREATE INDEX "case_state" ON "case" ("state", "queue_at", "id")
  INCLUDE ("desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id",
    "name_key");
DROP INDEX "case_kecamatan";
CREATE INDEX "case_kecamatan" ON "case" ("kecamatan_code", "state", "queue_at", "id")
  INCLUDE ("desa_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id", "name_key");
DROP INDEX "case_queue_at";
CREATE INDEX "case_queue_at" ON "case" ("queue_at", "id")
  INCLUDE ("desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "reporter_id",
    "name_key");
DROP INDEX "case_undecided";
CREATE INDEX "case_undecided" ON "case" ("queue_at", "id")
  INCLUDE ("state", "desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "name_key")
  WHERE "undecided_duplicates";

-- Whoever looks before the next ANALYZE would be planned for as if nobody had a name.
ANALYZE "case";
