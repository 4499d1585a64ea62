-- The search for persons by words of a name, within a place: words and place stand in one index, so that what is looked
-- at is no more than what lies where the asker answers for. '@64.08.04.1010' and '@64.08.04': no word begins with '@'.
CREATE INDEX "source_record_version_words" ON "source_record_version" USING gin ((to_tsvector('simple', "name")
  || array_to_tsvector(ARRAY['@' || COALESCE("desa_code", ''), '@' || COALESCE(left("desa_code", 8), '')])));

-- Where Data Pemda has a person: by their own entry, or by one of a household that they are, or were, in. Places as above.
ALTER TABLE "person" ADD COLUMN "places" text[];

CREATE FUNCTION "places_of"("wanted" uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT t) FROM (
    SELECT e."desa_code" FROM "registry_entry" e WHERE e."person_id" = wanted
    UNION SELECT e."desa_code" FROM "household_member" m JOIN "registry_entry" e ON e."household_id" = m."household_id"
      WHERE m."person_id" = wanted) p
    CROSS JOIN LATERAL unnest(ARRAY['@' || p."desa_code", '@' || left(p."desa_code", 8)]) t
$$;

UPDATE "person" SET "places" = "places_of"("id")
WHERE "id" IN (SELECT "person_id" FROM "registry_entry" UNION SELECT "person_id" FROM "household_member");

CREATE INDEX "person_words_placed" ON "person" USING gin ((to_tsvector('simple', "name") || array_to_tsvector("places")))
  WHERE "places" IS NOT NULL;

CREATE FUNCTION "place_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "person" p SET "places" = "places_of"(p."id")
  WHERE p."id" IN (
      SELECT "person_id" FROM "now_is" WHERE "person_id" IS NOT NULL
      UNION SELECT m."person_id" FROM "now_is" n JOIN "household_member" m ON m."household_id" = n."household_id")
    AND p."places" IS DISTINCT FROM "places_of"(p."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "place_of_entry_made" AFTER INSERT ON "registry_entry"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "place_person"();
CREATE TRIGGER "place_of_entry_changed" AFTER UPDATE ON "registry_entry"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "place_person"();
CREATE TRIGGER "place_of_member_joined" AFTER INSERT ON "household_member"
  REFERENCING NEW TABLE AS "now_is" FOR EACH STATEMENT EXECUTE FUNCTION "place_person"();
