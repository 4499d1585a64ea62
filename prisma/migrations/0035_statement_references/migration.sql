-- As 0034 did for what few are referred to: whose a record is, and of which record a version, is looked up for all rows of
-- a statement together. Persons and records are never deleted, so nothing that refers to them can be left behind.
CREATE FUNCTION "refuse_removal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."id" = OLD."id" THEN
    RETURN NEW;
  END IF;
  RAISE foreign_key_violation USING MESSAGE = format('a row of %s stays', TG_TABLE_NAME);
END $$;
CREATE TRIGGER "person_stays" BEFORE DELETE OR UPDATE OF "id" ON "person"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
CREATE TRIGGER "source_record_stays" BEFORE DELETE OR UPDATE OF "id" ON "source_record"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();

ALTER TABLE "source_record" DROP CONSTRAINT "source_record_person_id_fkey";
CREATE FUNCTION "check_record_refers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "now_is" n
    WHERE n."person_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "person" p WHERE p."id" = n."person_id")
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a record refers to a person who is not there';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "source_record_refers" AFTER INSERT ON "source_record"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_record_refers"();
CREATE TRIGGER "source_record_refers_still" AFTER UPDATE ON "source_record"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_record_refers"();

ALTER TABLE "source_record_version" DROP CONSTRAINT "source_record_version_record_id_fkey";
CREATE FUNCTION "check_version_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "now_is" n WHERE NOT EXISTS (SELECT FROM "source_record" r WHERE r."id" = n."record_id")
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a version refers to a record that is not there';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "source_record_version_of_record" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_version_record"();
