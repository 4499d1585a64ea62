-- Accounts of the console: grants, the second factor, invitations, what a session is told by.
CREATE TABLE "console_user_grant" (
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "grant" text NOT NULL CHECK ("grant" IN ('sensitive')),
  PRIMARY KEY ("user_id", "grant")
);
-- Supervisors saw sensitive cases by their role: nothing changes for them.
INSERT INTO "console_user_grant" ("user_id", "grant")
  SELECT "id", 'sensitive' FROM "console_user" WHERE "role" = 'supervisor';

ALTER TABLE "console_user"
  -- null: none yet, or none any more. An invitation sets one.
  ALTER COLUMN "password_hash" DROP NOT NULL,
  ADD COLUMN "must_change_password" boolean NOT NULL DEFAULT false,
  ADD COLUMN "totp_enc" text,
  ADD COLUMN "totp_set_at" timestamptz(3),
  -- The last time step (30 s since 1970) whose code was used: no code works twice.
  ADD COLUMN "totp_step" bigint,
  -- Shown for setting up, not yet confirmed by a code.
  ADD COLUMN "totp_pending_enc" text,
  ADD CHECK (num_nonnulls("totp_enc", "totp_set_at") <> 1);

CREATE TABLE "console_recovery_code" (
  "user_id" uuid NOT NULL REFERENCES "console_user",
  "code_mac" text NOT NULL,
  "used_at" timestamptz(3),
  PRIMARY KEY ("user_id", "code_mac")
);

CREATE TABLE "console_invitation" (
  "id" uuid PRIMARY KEY,
  "user_id" uuid NOT NULL REFERENCES "console_user",
  -- Of 256 random bits.
  "token_hash" text NOT NULL UNIQUE,
  "created_by_id" uuid NOT NULL REFERENCES "console_user",
  "created_at" timestamptz(3) NOT NULL,
  "expires_at" timestamptz(3) NOT NULL,
  "used_at" timestamptz(3),
  "revoked_at" timestamptz(3)
);
CREATE INDEX "console_invitation_user" ON "console_invitation" ("user_id");

ALTER TABLE "console_session"
  ADD COLUMN "id" uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  -- Whether the second factor was given in it.
  ADD COLUMN "second_factor" boolean NOT NULL DEFAULT false,
  ADD COLUMN "ip" text,
  -- Family and system, such as "Firefox, Android".
  ADD COLUMN "browser" text;
