-- That two whom the office has recorded are one. Nothing that was said of either is rewritten: a person's rows stay
-- where they are, and reading goes by who is one with whom. So what was merged can be taken apart again, whole.

-- null: stands for themselves. Else the one whom all of them are read as, always directly: never one who is read as
-- another in turn. It follows from the merges that stand (src/usecases/people).
ALTER TABLE "person" ADD COLUMN "same_as_id" uuid REFERENCES "person" CHECK ("same_as_id" <> "id");
CREATE INDEX "person_same_as" ON "person" ("same_as_id") WHERE "same_as_id" IS NOT NULL;

-- `person_id` was called the same as `into_id`. Kept for ever; of a row nothing changes but that it is undone, once.
CREATE TABLE "person_merge" (
  "id" uuid PRIMARY KEY,
  "person_id" uuid NOT NULL REFERENCES "person",
  "into_id" uuid NOT NULL REFERENCES "person",
  -- By whose row what is told of them both goes from now on.
  "name_of" uuid NOT NULL REFERENCES "person",
  "birth_date_of" uuid NOT NULL REFERENCES "person",
  "sex_of" uuid NOT NULL REFERENCES "person",
  "nik_of" uuid NOT NULL REFERENCES "person",
  "merged_by_id" uuid REFERENCES "console_user",
  "merged_at" timestamptz(3) NOT NULL,
  "undone_by_id" uuid REFERENCES "console_user",
  "undone_at" timestamptz(3),
  CHECK ("person_id" <> "into_id"),
  CHECK ("undone_at" >= "merged_at")
);
CREATE UNIQUE INDEX "person_merge_standing" ON "person_merge" ("person_id") WHERE "undone_at" IS NULL;
CREATE INDEX "person_merge_into" ON "person_merge" ("into_id");

CREATE FUNCTION "refuse_but_undoing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."undone_at" IS NOT NULL
    OR to_jsonb(NEW) - 'undone_at' - 'undone_by_id' IS DISTINCT FROM to_jsonb(OLD) - 'undone_at' - 'undone_by_id' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "person_merge_append_only" BEFORE UPDATE OR DELETE ON "person_merge"
  FOR EACH ROW EXECUTE FUNCTION "refuse_but_undoing"();
CREATE TRIGGER "person_merge_no_truncate" BEFORE TRUNCATE ON "person_merge"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewrite"();

-- Each person once, as they are told of: `nik_row` is the id under which `nik_enc` is sealed.
CREATE VIEW "one_person" AS
  SELECT p."id", n."name", b."birth_date", s."sex", k."nik_enc", k."nik_mac", k."id" AS "nik_row", p."created_at"
  FROM "person" p
    LEFT JOIN LATERAL (
      SELECT * FROM "person_merge" m WHERE m."into_id" = p."id" AND m."undone_at" IS NULL
      ORDER BY m."merged_at" DESC, m."id" DESC LIMIT 1) m ON true
    JOIN "person" n ON n."id" = COALESCE(m."name_of", p."id")
    JOIN "person" b ON b."id" = COALESCE(m."birth_date_of", p."id")
    JOIN "person" s ON s."id" = COALESCE(m."sex_of", p."id")
    JOIN "person" k ON k."id" = COALESCE(m."nik_of", p."id")
  WHERE p."same_as_id" IS NULL;
