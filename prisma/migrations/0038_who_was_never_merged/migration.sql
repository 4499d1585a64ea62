-- As 0029 has it. The four others whose cells a merge has chosen are looked for only where there is a merge: most persons
-- were never merged with anybody.
CREATE OR REPLACE VIEW "one_person" AS
  SELECT p."id",
    CASE WHEN m."name_row" IS NULL THEN p."name" ELSE m."name" END AS "name",
    CASE WHEN m."birth_date_row" IS NULL THEN p."birth_date" ELSE m."birth_date" END AS "birth_date",
    CASE WHEN m."sex_row" IS NULL THEN p."sex" ELSE m."sex" END AS "sex",
    CASE WHEN m."nik_row" IS NULL THEN p."nik_enc" ELSE m."nik_enc" END AS "nik_enc",
    CASE WHEN m."nik_row" IS NULL THEN p."nik_mac" ELSE m."nik_mac" END AS "nik_mac",
    COALESCE(m."nik_row", p."id") AS "nik_row",
    p."created_at",
    COALESCE(m."name_row", p."id") AS "name_row",
    COALESCE(m."birth_date_row", p."id") AS "birth_date_row",
    COALESCE(m."sex_row", p."id") AS "sex_row"
  FROM "person" p
    LEFT JOIN LATERAL (
      SELECT n."id" AS "name_row", n."name", b."id" AS "birth_date_row", b."birth_date", s."id" AS "sex_row", s."sex",
        k."id" AS "nik_row", k."nik_enc", k."nik_mac"
      FROM "person_merge" m
        LEFT JOIN "person" n ON n."id" = m."name_of" AND n."same_as_id" = p."id"
        LEFT JOIN "person" b ON b."id" = m."birth_date_of" AND b."same_as_id" = p."id"
        LEFT JOIN "person" s ON s."id" = m."sex_of" AND s."same_as_id" = p."id"
        LEFT JOIN "person" k ON k."id" = m."nik_of" AND k."same_as_id" = p."id"
      WHERE m."into_id" = p."id" AND m."undone_at" IS NULL
      ORDER BY m."merged_at" DESC, m."id" DESC LIMIT 1) m ON true
  WHERE p."same_as_id" IS NULL;
