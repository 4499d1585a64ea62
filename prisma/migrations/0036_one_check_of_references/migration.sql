-- What 0034 and 0035 look up for all rows of a statement together is one check that is told what refers to what.
DROP TRIGGER "source_record_version_refers" ON "source_record_version";
DROP TRIGGER "source_record_version_of_record" ON "source_record_version";
DROP TRIGGER "source_record_refers" ON "source_record";
DROP TRIGGER "source_record_refers_still" ON "source_record";
DROP FUNCTION "check_version_refers"(), "check_version_record"(), "check_record_refers"();

-- Of a column the table, and its column, that it refers to: as a foreign key, for all that a statement has written.
CREATE FUNCTION "check_refers"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing boolean;
BEGIN
  EXECUTE format(
    'SELECT EXISTS (SELECT FROM (SELECT DISTINCT %1$I AS it FROM now_is) n
      WHERE n.it IS NOT NULL AND NOT EXISTS (SELECT FROM %2$I t WHERE t.%3$I = n.it))',
    TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]) INTO missing;
  IF missing THEN
    RAISE foreign_key_violation
      USING MESSAGE = format('%s of %s refers to what is not there', TG_ARGV[0], TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "source_record_of_person" AFTER INSERT ON "source_record"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('person_id', 'person', 'id');
CREATE TRIGGER "source_record_of_person_still" AFTER UPDATE ON "source_record"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('person_id', 'person', 'id');
CREATE TRIGGER "source_record_version_of_record" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('record_id', 'source_record', 'id');
CREATE TRIGGER "source_record_version_of_import" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('import_id', 'source_import', 'id');
CREATE TRIGGER "source_record_version_of_desa" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('desa_code', 'region', 'code');
CREATE TRIGGER "source_record_version_of_category" AFTER INSERT ON "source_record_version"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_refers"('category_code', 'pmks_category', 'code');

-- The same of all rows, where triggers did not run: as a foreign key that is made anew.
CREATE FUNCTION "check_all_references"() RETURNS void LANGUAGE plpgsql AS $$
DECLARE reference record; missing boolean;
BEGIN
  FOR reference IN
    SELECT DISTINCT tgrelid::regclass AS holder, string_to_array(encode(tgargs, 'escape'), '\000') AS args
    FROM pg_trigger WHERE tgfoid = '"check_refers"'::regproc
  LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %1$s n
        WHERE n.%2$I IS NOT NULL AND NOT EXISTS (SELECT FROM %3$I t WHERE t.%4$I = n.%2$I))',
      reference.holder, reference.args[1], reference.args[2], reference.args[3]) INTO missing;
    IF missing THEN
      RAISE foreign_key_violation
        USING MESSAGE = format('%s of %s refers to what is not there', reference.args[1], reference.holder);
    END IF;
  END LOOP;
END $$;
