-- Sums for the overview, by day ("d") and by month ("m"). No row says which case it counts.
-- dimension: desa and kecamatan (whose code is in "area"); category and reviewer, by kecamatan, whose code
-- or id is in "key". w0 … w11: decisions by the days that the report waited for them, see src/domain/overview.
CREATE TABLE "overview_tally" (
  "dimension" text NOT NULL CHECK ("dimension" IN ('desa', 'kecamatan', 'category', 'reviewer')),
  "grain" text NOT NULL CHECK ("grain" IN ('d', 'm')),
  "start" date NOT NULL,
  "area" text NOT NULL REFERENCES "region",
  "kind" text NOT NULL,
  "key" text NOT NULL DEFAULT '',
  "received" integer NOT NULL DEFAULT 0,
  "decided" integer NOT NULL DEFAULT 0,
  "approved" integer NOT NULL DEFAULT 0,
  "sent_back" integer NOT NULL DEFAULT 0,
  -- By how much those that wait for Dinsos became more.
  "delta" integer NOT NULL DEFAULT 0,
  "w0" integer NOT NULL DEFAULT 0,
  "w1" integer NOT NULL DEFAULT 0,
  "w2" integer NOT NULL DEFAULT 0,
  "w3" integer NOT NULL DEFAULT 0,
  "w4" integer NOT NULL DEFAULT 0,
  "w5" integer NOT NULL DEFAULT 0,
  "w6" integer NOT NULL DEFAULT 0,
  "w7" integer NOT NULL DEFAULT 0,
  "w8" integer NOT NULL DEFAULT 0,
  "w9" integer NOT NULL DEFAULT 0,
  "w10" integer NOT NULL DEFAULT 0,
  "w11" integer NOT NULL DEFAULT 0,
  PRIMARY KEY ("dimension", "grain", "start", "area", "kind", "key")
);

-- Events that the sums do not count yet. Written with the event, whoever writes it; taken away by the
-- transaction that counts it.
CREATE TABLE "overview_uncounted" (
  "event_id" uuid PRIMARY KEY,
  "case_id" uuid NOT NULL
);
INSERT INTO "overview_uncounted" SELECT "id", "case_id" FROM "case_event";
CREATE FUNCTION "note_uncounted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "overview_uncounted" ("event_id", "case_id") VALUES (NEW."id", NEW."case_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "case_event_uncounted" AFTER INSERT ON "case_event"
  FOR EACH ROW EXECUTE FUNCTION "note_uncounted"();

-- What waits, and since when, is counted from this index alone.
CREATE INDEX "case_waiting_place" ON "case" ("state", "desa_code", "kind", "submitted_at");
