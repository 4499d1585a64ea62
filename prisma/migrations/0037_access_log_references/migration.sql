-- Whose key has read is looked up once for all rows of a statement, as 0036 does: an answer to an agency waits for its
-- rows, and row by row this was half of writing them.
ALTER TABLE "access_log" DROP CONSTRAINT "access_log_agency_id_fkey", DROP CONSTRAINT "access_log_api_key_id_fkey";

-- As check_refers, with its texts written out: most statements write a few rows, for which a text that is planned anew
-- each time would take longer than it saves.
CREATE FUNCTION "check_log_refers"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing boolean;
BEGIN
  CASE TG_ARGV[0]
  WHEN 'agency_id' THEN
    missing := EXISTS (SELECT FROM (SELECT DISTINCT "agency_id" AS it FROM "now_is") n
      WHERE n.it IS NOT NULL AND NOT EXISTS (SELECT FROM "agency" t WHERE t."id" = n.it));
  WHEN 'api_key_id' THEN
    missing := EXISTS (SELECT FROM (SELECT DISTINCT "api_key_id" AS it FROM "now_is") n
      WHERE n.it IS NOT NULL AND NOT EXISTS (SELECT FROM "api_key" t WHERE t."id" = n.it));
  END CASE;
  IF missing THEN
    RAISE foreign_key_violation
      USING MESSAGE = format('%s of %s refers to what is not there', TG_ARGV[0], TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "access_log_of_agency" AFTER INSERT ON "access_log"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_log_refers"('agency_id', 'agency', 'id');
CREATE TRIGGER "access_log_of_api_key" AFTER INSERT ON "access_log"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "check_log_refers"('api_key_id', 'api_key', 'id');

-- What is referred to stays.
CREATE TRIGGER "agency_stays" BEFORE DELETE OR UPDATE OF "id" ON "agency"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();
CREATE TRIGGER "api_key_stays" BEFORE DELETE OR UPDATE OF "id" ON "api_key"
  FOR EACH ROW EXECUTE FUNCTION "refuse_removal"();

CREATE OR REPLACE FUNCTION "check_all_references"() RETURNS void LANGUAGE plpgsql AS $$
DECLARE reference record; missing boolean;
BEGIN
  FOR reference IN
    SELECT DISTINCT tgrelid::regclass AS holder, string_to_array(encode(tgargs, 'escape'), '\000') AS args
    FROM pg_trigger WHERE tgfoid IN ('"check_refers"'::regproc, '"check_log_refers"'::regproc)
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
