/** What is said unasked: news, digests, alerts and reminders, each once. */
import type { Container } from '../../src/container.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { Findings } from './findings.js';

/** Decisions and what follows from them that the reporter hears of. */
const NEWS = ['correction_requested', 'approved', 'rejected', 'registered'];
const CLOSING = ['approved', 'rejected', 'withdrawn'];

export async function checkNews(container: Container): Promise<Findings> {
  const rows = await container.database.outboundMessage.findMany({ orderBy: { seq: 'asc' } });
  const parts = [
    await checkNotifications(container, rows),
    checkDigests(rows),
    await checkAlerts(container, rows),
    checkReminders(container, rows),
  ];
  return {
    counts: Object.assign({}, ...parts.map((part) => part.counts)) as Findings['counts'],
    violations: parts.flatMap((part) => part.violations),
  };
}

type Row = Awaited<ReturnType<Container['database']['outboundMessage']['findMany']>>[number];

async function checkNotifications({ database }: Container, rows: readonly Row[]): Promise<Findings> {
  const notifications = rows.filter((row) => row.purpose === 'notification');
  const news = await database.caseEvent.findMany({
    where: { type: { in: NEWS } },
    include: { case: { select: { ownerId: true } } },
  });
  const keys = new Set(notifications.map((row) => row.dedupeKey));
  const wanted = news.map((event) => `case:${event.caseId}:${event.id}:${event.case.ownerId}`);
  const silent = wanted.filter((key) => !keys.has(key)).length;
  const violations: string[] = [];
  if (silent > 0) violations.push(`${String(silent)} events were not told to their reporter`);
  if (notifications.length !== wanted.length)
    violations.push(`${String(notifications.length)} notifications about ${String(wanted.length)} events`);
  return { counts: { notifications: notifications.length }, violations };
}

/** What was held back is in one digest, and no digest is empty. */
function checkDigests(rows: readonly Row[]): Findings {
  const digests = rows.filter(({ purpose }) => purpose === 'digest');
  const parts = rows.filter(({ state, digestId }) => state === 'digested' || digestId !== null);
  const ids = new Set(digests.map(({ id }) => id));
  const astray = parts.filter(
    ({ digestId, state }) => state !== 'digested' || !ids.has(digestId ?? ''),
  ).length;
  const empty = digests.filter(({ id }) => !parts.some(({ digestId }) => digestId === id)).length;
  const violations: string[] = [];
  if (astray > 0) violations.push(`${String(astray)} news held back are in no digest`);
  if (empty > 0) violations.push(`${String(empty)} digests hold nothing`);
  return { counts: { digests: digests.length, news_in_digests: parts.length }, violations };
}

/** Each emergency once to whoever is on duty, unless it was closed before. */
async function checkAlerts({ database }: Container, rows: readonly Row[]): Promise<Findings> {
  const onDuty = await database.consoleUser.findMany({ where: { onDuty: true }, select: { id: true } });
  const contacts = await database.contact.findMany({
    where: { userId: { in: onDuty.map(({ id }) => id) } },
    select: { id: true },
  });
  const urgent = await database.case.findMany({ where: { urgent: true }, include: { events: true } });
  // A report that was corrected has one for each time it was sent: the first of them is to tell.
  const done = await database.outbox.findMany({ where: { job: 'case.alert' }, orderBy: { id: 'asc' } });
  const alerts = rows.filter(({ purpose }) => purpose === 'alert');
  const violations: string[] = [];
  let late = 0;
  for (const { id, number, events } of urgent) {
    const count = alerts.filter(({ caseId }) => caseId === id).length;
    if (count === contacts.length) continue;
    const closed = events.find(({ type }) => CLOSING.includes(type))?.at ?? null;
    const job = done.find(({ payload }) => JSON.stringify(payload).includes(id));
    // One that was withdrawn before it was screened has no such job.
    const screened = events.some(({ type }) => type === 'screened');
    const doneAt = job?.doneAt ?? null;
    const before = closed !== null && (doneAt === null ? !screened : closed <= doneAt);
    if (count === 0 && before) late += 1;
    else violations.push(`${number}: ${String(count)} alerts instead of ${String(contacts.length)}`);
  }
  const of = new Set(urgent.map(({ id }) => id));
  const strange = alerts.filter(({ caseId }) => !of.has(caseId ?? '')).length;
  if (strange > 0) violations.push(`${String(strange)} alerts are about no emergency`);
  return { counts: { alerts: alerts.length, alerts_of_closed: late }, violations };
}

/** Of one draft there is one, until its person has said something again. */
function checkReminders({ storage }: Container, rows: readonly Row[]): Findings {
  const spoken = new Map<string, Set<string>>();
  let reminders = 0;
  let again = 0;
  for (const { id, contactId, purpose, bodyEnc } of rows) {
    if (purpose === 'reply') spoken.delete(contactId);
    if (purpose !== 'reminder') continue;
    reminders += 1;
    const lines = openOutboundBody(storage, id, bodyEnc).text.match(/belum dikirim: .*/g) ?? [];
    const told = spoken.get(contactId) ?? new Set();
    again += lines.filter((line) => told.has(line)).length;
    spoken.set(contactId, new Set([...told, ...lines]));
  }
  const violations = again === 0 ? [] : [`${String(again)} drafts were spoken of twice in a row`];
  return { counts: { reminders }, violations };
}
