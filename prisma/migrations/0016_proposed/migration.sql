-- One person has approved, a second one is awaited: as the fold of the case's events says. Asked of all that
-- waits by everybody who opens the queue, so it stands beside the case.
ALTER TABLE "case" ADD COLUMN "proposed" boolean NOT NULL DEFAULT false;
UPDATE "case" c SET "proposed" = true
  WHERE c."state" IN ('submitted', 'resubmitted', 'in_review')
    AND (SELECT e."type" FROM "case_event" e WHERE e."case_id" = c."id" AND e."type" <> 'handed_over'
      ORDER BY e."seq" DESC LIMIT 1) = 'approval_proposed';
DROP INDEX "case_waiting_sensitive";
CREATE INDEX "case_waiting_proposed" ON "case" ("queue_at", "id")
  WHERE "proposed" AND "state" IN ('submitted', 'resubmitted', 'in_review');
