-- Shapes of kecamatan and desa for the maps, from a file that an admin gives. Reference data: a new file
-- replaces those of its level. rings: [[[longitude, latitude], …], …] in degrees (WGS 84), thinned out; a
-- ring ends where it begins, which is not repeated. Inside is what an odd number of rings holds.
CREATE TABLE "region_shape" (
  "region_code" text PRIMARY KEY REFERENCES "region",
  "rings" jsonb NOT NULL CHECK (jsonb_typeof("rings") = 'array'),
  "stored_at" timestamptz(3) NOT NULL,
  "stored_by_id" uuid NOT NULL REFERENCES "console_user"
);

-- Lists are narrowed to what was decided from one day to another.
CREATE INDEX "case_event_decided" ON "case_event" ("at", "case_id")
  WHERE "type" IN ('approved', 'rejected', 'duplicate_confirmed');
