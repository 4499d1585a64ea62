/** Every background job: its queue, its payload (ids only: job data is clear text), how it is retried. */
import { z } from 'zod';

const caseJob = z.object({ caseId: z.uuid(), eventId: z.uuid() });

export const jobs = {
  /** First duplicate check; puts the case into the review queue. */
  'case.screen': { queue: 'case', version: 1, payload: caseJob },
  /** Writes an approved case into Data Pemda. */
  'registry.write': { queue: 'case', version: 1, payload: caseJob },
  /** Gives open reports the due day that holds since working days or time limits were changed. */
  'case.recount_due': { queue: 'case', version: 1, payload: z.object({ recountId: z.uuid() }) },
  /** Conceals, or tells of again, reports of a PMKS category that was made sensitive, or ordinary again. */
  'case.recount_sensitivity': { queue: 'case', version: 1, payload: z.object({ recountId: z.uuid() }) },
  /** Tells the reporter what an event means for them. */
  'case.notify': { queue: 'notify', version: 1, payload: caseJob },
  /** Tells reporters that aid was recorded for people whom they reported. */
  'aid.notify': { queue: 'notify', version: 1, payload: z.object({ batchId: z.uuid() }) },
  /** Tells the reviewers on duty of an emergency. */
  'case.alert': { queue: 'notify', version: 1, payload: caseJob },
  /** Tells a reporter that they are to check a case, or need not any more. */
  'check.notify': { queue: 'notify', version: 1, payload: caseJob },
  /** Goes on with an action for many reports. */
  'bulk.run': { queue: 'case', version: 1, payload: z.object({ runId: z.uuid() }) },
  /** Takes the snapshot of a list of people for aid, and goes on with it. */
  'aid.freeze': { queue: 'case', version: 1, payload: z.object({ listId: z.uuid() }) },
  /** Goes on with a file of aid that is checked, recorded or withdrawn again. */
  'aid.file': { queue: 'import', version: 1, payload: z.object({ fileId: z.uuid() }) },
  /** Fetches, cleans and stores a photo or a PDF. */
  'media.store': { queue: 'media', version: 1, payload: z.object({ attachmentId: z.uuid() }) },
  /** Goes on with an import that was begun in the console. */
  'import.run': { queue: 'import', version: 1, payload: z.object({ importId: z.uuid() }) },
  /** Goes on sealing everything anew under the newest key. */
  'keys.rotate': { queue: 'media', version: 1, payload: z.object({ rotationId: z.uuid() }) },
  /** Tells an agency that there is something to read. */
  'webhook.deliver': { queue: 'webhook', version: 1, payload: z.object({ deliveryId: z.uuid() }) },
  /** Looks through the histories of all cases. */
  'history.verify': { queue: 'media', version: 1, payload: z.object({ checkId: z.uuid() }) },
} as const satisfies Record<string, { queue: string; version: number; payload: z.ZodType }>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>;
export type QueueName = (typeof jobs)[JobName]['queue'];

export const queueNames = [...new Set(Object.values(jobs).map((job) => job.queue))] as readonly QueueName[];

export const JobName = z.enum(Object.keys(jobs) as [JobName, ...JobName[]]);

/** What BullMQ carries. `outboxId` names the row that is ticked off when the work is done. */
export const JobEnvelope = z.object({
  outboxId: z.string(),
  job: JobName,
  version: z.number(),
  payload: z.unknown(),
});
export type JobEnvelope = z.infer<typeof JobEnvelope>;

/**
 * Done again and again, on their own, without data: each looks in the database for what is due. When, as
 * a cron pattern. Twice, late, or after a week, they do what is due then, once.
 */
export const schedules = {
  /** Lets conversations say what they have to say by themselves. */
  'conversations.remind': '* * * * *',
  /** Repeats on a person's other channel what did not reach them. */
  'messages.fallback': '* * * * *',
  /** Ends objections that were not answered in time. */
  'objections.lapse': '* * * * *',
  /** Tells checkers whose field check is late, once. */
  'checks.remind': '* * * * *',
  /** Sends news held back as one message, and without delay to who wants no digest any more. */
  'digests.send': '* * * * *',
  /** Brings what waits too long before the supervisors. */
  'escalations.raise': '* * * * *',
  /** Tells supervisors, once a working day, what is still open of that. */
  'escalations.digest': '* * * * *',
  /** Has agencies told of changes, and tried again those that did not hear. */
  'webhooks.notice': '* * * * *',
  /** Seals what was written to the access log. */
  'access.seal': '* * * * *',
  /** Counts what happened into the sums of the overview. */
  'overview.count': '* * * * *',
  /** Finds what is wrong with the data of persons, where it was asked for or something has changed. */
  'quality.count': '* * * * *',
  /** Removes pictures that belong to no report and to no draft any more. */
  'media.forget': '20 3 * * *',
  /** Removes files of imports that have ended, or that nobody began. */
  'imports.forget': '10 * * * *',
  /** Has the histories of all cases verified. */
  'history.nightly': '40 2 * * *',
} as const satisfies Record<string, string>;

export type ScheduleName = keyof typeof schedules;
export const ScheduleName = z.enum(Object.keys(schedules) as [ScheduleName, ...ScheduleName[]]);
export const scheduleQueue = 'schedule';

/** Tries of one queued job before its failure is shown; the outbox then offers it again later. */
export const retryPolicy = { attempts: 8, firstDelayMs: 250 } as const;
