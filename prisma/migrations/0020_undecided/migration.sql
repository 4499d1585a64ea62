-- That something that might be the same as a case waits for a word about it. It follows from what the screening
-- found and what was called different (src/storage/repositories/verdicts.ts says the same of a single pair), and
-- stands with the case, so that a list need not go through all that was ever found.
ALTER TABLE "case" ADD COLUMN "undecided_duplicates" boolean NOT NULL DEFAULT false;

CREATE FUNCTION "has_undecided_duplicates"(wanted uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "case_duplicate" x WHERE x."case_id" = wanted
    AND NOT EXISTS (SELECT FROM "duplicate_verdict" v
      WHERE v."undone_at" IS NULL AND v."case_id" = LEAST(x."case_id", x."other_case_id")
        AND v."other_case_id" IS NOT DISTINCT FROM
          CASE WHEN x."other_case_id" IS NOT NULL THEN GREATEST(x."case_id", x."other_case_id") END
        AND v."other_entry_id" IS NOT DISTINCT FROM x."other_entry_id")
    AND NOT EXISTS (SELECT FROM "registry_entry_version" s CROSS JOIN "duplicate_verdict" v
      WHERE v."undone_at" IS NULL AND s."entry_id" = x."other_entry_id" AND s."version" = 1
        AND v."case_id" = LEAST(x."case_id", s."case_id") AND v."other_case_id" = GREATEST(x."case_id", s."case_id")))
$$;

-- The cases are locked first and looked at after: of two who change something at once, the second sees both.
CREATE FUNCTION "mark_undecided"(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "case" c WHERE c."id" = ANY(ids) ORDER BY c."id" FOR NO KEY UPDATE;
  UPDATE "case" c SET "undecided_duplicates" = NOT c."undecided_duplicates"
    WHERE c."id" = ANY(ids) AND c."undecided_duplicates" <> "has_undecided_duplicates"(c."id");
END $$;

CREATE FUNCTION "case_duplicate_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "mark_undecided"(ARRAY[CASE WHEN TG_OP = 'DELETE' THEN OLD."case_id" ELSE NEW."case_id" END]);
  RETURN NULL;
END $$;
CREATE TRIGGER "case_duplicate_changed" AFTER INSERT OR DELETE ON "case_duplicate"
  FOR EACH ROW EXECUTE FUNCTION "case_duplicate_changed"();

CREATE FUNCTION "duplicate_verdict_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "mark_undecided"(ARRAY[NEW."case_id", NEW."other_case_id"]);
  RETURN NULL;
END $$;
CREATE TRIGGER "duplicate_verdict_changed" AFTER INSERT OR UPDATE ON "duplicate_verdict"
  FOR EACH ROW EXECUTE FUNCTION "duplicate_verdict_changed"();

UPDATE "case" c SET "undecided_duplicates" = true
  WHERE c."id" IN (SELECT x."case_id" FROM "case_duplicate" x) AND "has_undecided_duplicates"(c."id");

CREATE INDEX "case_undecided" ON "case" ("queue_at", "id")
  INCLUDE ("state", "desa_code", "kecamatan_code", "kind", "sensitive", "photo_count", "submitted_at", "due_on",
    "reporter_id", "subject_name")
  WHERE "undecided_duplicates";
