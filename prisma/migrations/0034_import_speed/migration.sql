-- A whole register is taken over in minutes: rows are compared while the next are written, and what each of thousands of
-- rows refers to is looked up once for all of them.

-- Up to which line the persons that an import has made were compared with everybody. Apart from the import's own row,
-- which whoever writes the next rows has locked.
CREATE TABLE "source_import_pairing" (
  "import_id" uuid PRIMARY KEY REFERENCES "source_import",
  "paired_to" int NOT NULL DEFAULT 0
);

-- What waits to be taken over is looked at again when it is.
ALTER TABLE "source_import_row" DROP CONSTRAINT "source_import_row_import_id_fkey",
  DROP CONSTRAINT "source_import_row_desa_code_fkey", DROP CONSTRAINT "source_import_row_category_code_fkey";

-- A foreign key is looked up row by row, which took a third of the time of writing. These three are so few that all rows
-- of a statement are looked at together; and as a foreign key does, what is referred to stays.
ALTER TABLE "source_record_version" DROP CONSTRAINT "source_record_version_import_id_fkey",
  DROP CONSTRAINT "source_record_version_desa_code_fkey", DROP CONSTRAINT "source_record_version_category_code_fkey";
CREATE FUNCTION "check_version_refers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT "import_id" AS id FROM "now_is") n
    WHERE NOT EXISTS (SELECT FROM "source_import" i WHERE i."id" = n.id)
  ) OR EXISTS (
    SELECT FROM (SELECT DISTINCT "desa_code" AS code FROM "now_is") n
    WHERE n.code IS NOT NULL AND NOT EXISTS (SELECT FROM "region" r WHERE r."code" = n.code)
  ) OR EXISTS (
    SELECT FROM (SELECT DISTINCT "category_code" AS code FROM "now_is") n
    WHERE n.code IS NOT NULL AND NOT EXISTS (SELECT FROM "pmks_category" c WHERE c."code" = n.code)
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a version of a record refers to what is not there';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "source_record_version_refers" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_version_refers"();

CREATE FUNCTION "refuse_while_referred_to"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE referred boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) -> TG_ARGV[1] = to_jsonb(OLD) -> TG_ARGV[1] THEN
    RETURN NEW;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM source_record_version WHERE %I = ($1).%I)', TG_ARGV[0], TG_ARGV[1])
    USING OLD INTO referred;
  IF referred THEN
    RAISE foreign_key_violation USING MESSAGE = format('versions of records refer to this %s', TG_TABLE_NAME);
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER "source_import_stays" BEFORE DELETE OR UPDATE OF "id" ON "source_import"
  FOR EACH ROW EXECUTE FUNCTION "refuse_while_referred_to"('import_id', 'id');
CREATE TRIGGER "region_stays" BEFORE DELETE OR UPDATE OF "code" ON "region"
  FOR EACH ROW EXECUTE FUNCTION "refuse_while_referred_to"('desa_code', 'code');
CREATE TRIGGER "pmks_category_stays" BEFORE DELETE OR UPDATE OF "code" ON "pmks_category"
  FOR EACH ROW EXECUTE FUNCTION "refuse_while_referred_to"('category_code', 'code');

-- Of those who share one key alone, most were born another day: that is seen without opening them. null: not known.
ALTER TABLE "match_key" ADD COLUMN "birth_date" date;
UPDATE "match_key" k SET "birth_date" = v."birth_date"
  FROM "source_record" s JOIN "source_record_version" v ON v."id" = s."version_id" WHERE s."id" = k."face";
UPDATE "match_key" k SET "birth_date" = f."birth_date" FROM "person_face" f WHERE f."person_id" = k."face";
ALTER TABLE "match_key" DROP CONSTRAINT "match_key_pkey", ADD PRIMARY KEY ("key", "face") INCLUDE ("birth_date");
ALTER TABLE "person_face" DROP COLUMN "birth_date";
