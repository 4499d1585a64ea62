-- Everything sealed is sealed anew under another key, in the background, row by row.

-- One go at it. `place`: the column (`table.column`) or the folder that is being worked on, `after`: the last of it that
-- is done with; after a restart it goes on from there. `left_count`: what still holds another key at its end.
CREATE TABLE "key_rotation" (
  "id" uuid PRIMARY KEY,
  "key_id" text NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('running', 'stopped', 'finished')),
  "started_by_id" uuid REFERENCES "console_user",
  "started_at" timestamptz(3) NOT NULL,
  "ended_at" timestamptz(3),
  "round" int NOT NULL DEFAULT 1,
  "place" text,
  "after" jsonb,
  "total_count" bigint NOT NULL,
  "done_count" bigint NOT NULL DEFAULT 0,
  "left_count" bigint,
  -- Cells that no key opens.
  "unreadable_count" bigint NOT NULL DEFAULT 0,
  -- Code of why it halted by itself.
  "failure" text,
  CHECK (("state" = 'finished') = ("ended_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "key_rotation_open" ON "key_rotation" ((true)) WHERE "state" <> 'finished';

-- What is only added to may be sealed anew, and nothing else may change: by a transaction that says so, and where all
-- but the sealed cells stays as it is, and each of these holds something sealed before and after. That it still says
-- the same cannot be seen here: the chains of histories and the MACs beside the cells show it.
CREATE FUNCTION "only_resealed"(was jsonb, becomes jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT COALESCE(current_setting('sipmas.resealing', true), '') = 'on'
    AND (SELECT COALESCE(jsonb_object_agg(key, value), '{}') FROM jsonb_each(was) WHERE key NOT LIKE '%\_enc')
      = (SELECT COALESCE(jsonb_object_agg(key, value), '{}') FROM jsonb_each(becomes) WHERE key NOT LIKE '%\_enc')
    AND NOT EXISTS (
      SELECT FROM jsonb_each_text(was) w JOIN jsonb_each_text(becomes) b USING (key)
      WHERE key LIKE '%\_enc' AND b.value IS DISTINCT FROM w.value
        AND (w.value ~ '^v1\.[a-z0-9]{1,8}\.[A-Za-z0-9_-]{38,}$' AND b.value ~ '^v1\.[a-z0-9]{1,8}\.[A-Za-z0-9_-]{38,}$'
          AND length(split_part(w.value, '.', 3)) = length(split_part(b.value, '.', 3))) IS NOT TRUE)
$$;

CREATE OR REPLACE FUNCTION "refuse_rewrite"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' THEN
    IF "only_resealed"(to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION "refuse_but_withdrawal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF "only_resealed"(to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP = 'DELETE' OR OLD."withdrawn_at" IS NOT NULL
    OR to_jsonb(NEW) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) - 'withdrawn_at' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
