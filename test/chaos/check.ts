/** What must be true of the database, of the provider and of what people were told, after all the kills. */
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../../src/container.js';
import { brokenAt } from '../../src/domain/case/chain.js';
import { foldCase } from '../../src/domain/case/fold.js';
import { openAnswers, openEvent } from '../../src/storage/repositories/cases.js';
import { openAddress } from '../../src/storage/repositories/contacts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { ReportingPerson } from './reporters.js';
import type { ReviewDesk } from './reviewers.js';
import type { TelegramServer } from '../support/telegram-server.js';

export interface Findings {
  readonly counts: Readonly<Record<string, number | string>>;
  readonly violations: readonly string[];
}

export interface Witnesses {
  readonly telegram: Pick<TelegramServer, 'sent'>;
  readonly desk: Pick<ReviewDesk, 'confirmed'>;
  readonly people: readonly Pick<ReportingPerson, 'told' | 'said' | 'askedAgain' | 'unheard'>[];
}

/** Jobs of a dead worker wait for their lock to end; a queue that lost them gets them a minute later. */
const DRAINED_WITHIN_MS = 150_000;
/** Decisions and what follows from them that the reporter hears of. */
const NEWS = ['correction_requested', 'approved', 'rejected', 'registered'];

/** Waits until nothing is under way; returns what still is, in words. */
export async function drained(container: Container): Promise<readonly string[]> {
  const until = Date.now() + DRAINED_WITHIN_MS;
  for (;;) {
    const left = await underWay(container);
    if (left.length === 0 || Date.now() > until) return left;
    await delay(250);
  }
}

async function underWay({ database, jobQueue }: Container): Promise<readonly string[]> {
  const waiting = {
    'inbox rows not processed': await database.inboxMessage.count({ where: { processedAt: null } }),
    'outbox rows not done': await database.outbox.count({ where: { doneAt: null } }),
    'messages not settled': await database.outboundMessage.count({ where: { settledAt: null } }),
    'photos not fetched': await database.attachment.count({ where: { state: 'pending' } }),
    'jobs in the queue': Object.values(await jobQueue.sizes()).reduce((sum, size) => sum + size, 0),
  };
  return Object.entries(waiting).flatMap(([what, count]) =>
    count === 0 ? [] : [`${String(count)} ${what}`],
  );
}

export async function checkBooks(container: Container, witnesses: Witnesses): Promise<Findings> {
  const parts = [
    await checkCases(container, witnesses),
    await checkRegistry(container),
    await checkInbox(container, witnesses),
    await checkMessages(container, witnesses),
    await checkPhotos(container, witnesses),
  ];
  return {
    counts: Object.assign({}, ...parts.map((part) => part.counts)) as Findings['counts'],
    violations: parts.flatMap((part) => part.violations),
  };
}

/** All that a person or a reviewer was told stands in the books; histories are whole. */
async function checkCases({ database, storage }: Container, { people, desk }: Witnesses): Promise<Findings> {
  const violations: string[] = [];
  const cases = await database.case.findMany({ include: { events: { orderBy: { seq: 'asc' } } } });
  const byNumber = new Map(cases.map((row) => [row.number, row]));
  const told = people.flatMap((person) => person.told);
  for (const { number, name } of told) {
    const row = byNumber.get(number);
    if (row === undefined) violations.push(`${number} was received, they said, and is not there`);
    else if (row.subjectName !== name) violations.push(`${number} is not the report it was said to be`);
    const types: readonly string[] = row?.events.map((event) => event.type) ?? [];
    for (const button of desk.confirmed.get(number) ?? []) {
      const type = { approve: 'approved', reject: 'rejected', ask_correction: 'correction_requested' }[
        button
      ];
      if (types.filter((one) => one === type).length !== 1)
        violations.push(`${number}: one ${type} is not in its history`);
    }
  }
  if (cases.length !== told.length)
    violations.push(
      `${String(told.length)} reports were received, they said, and ${String(cases.length)} are there`,
    );
  for (const row of cases) {
    const events = row.events.map((event) => openEvent(storage, event));
    const chain = row.events.map((link, n) => {
      const event = events[n];
      if (event === undefined) throw new Error('as many events as rows');
      return { ...link, event: { ...event, type: link.type, reasonCode: link.reasonCode } };
    });
    if (brokenAt(chain) !== null) violations.push(`${row.number}: its chain is broken`);
    const { state, version, answers } = foldCase(events);
    const same = row.state === state && row.version === version;
    if (!same || !isDeepStrictEqual(openAnswers(storage, row.id, row.answersEnc), answers))
      violations.push(`${row.number} is not what its events say`);
    if (state !== 'registered' && state !== 'rejected') violations.push(`${row.number} stopped at ${state}`);
  }
  const decided = [...desk.confirmed.values()].flat();
  const counts = {
    reports_told_received: told.length,
    cases: cases.length,
    case_events: cases.reduce((sum, row) => sum + row.events.length, 0),
    decisions_confirmed: decided.length,
    approved: decided.filter((button) => button === 'approve').length,
    rejected: decided.filter((button) => button === 'reject').length,
    corrections: decided.filter((button) => button === 'ask_correction').length,
    news_not_heard: people.reduce((sum, person) => sum + person.unheard, 0),
    questions_asked_again: people.reduce((sum, person) => sum + person.askedAgain, 0),
  };
  return { counts, violations };
}

async function checkRegistry({ database }: Container): Promise<Findings> {
  const approvals = await database.caseEvent.findMany({ where: { type: 'approved' } });
  const versions = await database.registryEntryVersion.findMany({ include: { entry: true } });
  const byEvent = new Map(approvals.map((event) => [event.id, 0]));
  const violations: string[] = [];
  for (const { eventId, caseId } of versions) {
    const count = byEvent.get(eventId);
    if (count === undefined) violations.push(`case ${caseId} is in Data Pemda and was not approved`);
    else byEvent.set(eventId, count + 1);
  }
  const wrong = [...byEvent.values()].filter((count) => count !== 1).length;
  if (wrong > 0) violations.push(`${String(wrong)} approvals have not exactly one version in Data Pemda`);
  const entries = await database.registryEntry.findMany({
    include: { _count: { select: { versions: true } } },
  });
  const torn = entries.filter((entry) => entry.version !== entry._count.versions).length;
  if (torn > 0) violations.push(`${String(torn)} entries do not have as many versions as they say`);
  return { counts: { registry_versions: versions.length, registry_entries: entries.length }, violations };
}

async function checkInbox({ database }: Container, { people }: Witnesses): Promise<Findings> {
  const inbox = await database.inboxMessage.findMany({ select: { id: true, failure: true } });
  const replies = await database.outboundMessage.findMany({
    where: { purpose: 'reply' },
    select: { dedupeKey: true },
  });
  const keys = new Set(replies.map(({ dedupeKey }) => dedupeKey));
  const said = people.reduce((sum, person) => sum + person.said, 0);
  const unanswered = inbox.filter(({ id }) => !keys.has(`reply:${id}:0`)).length;
  const failed = inbox.filter(({ failure }) => failure !== null).length;
  const violations: string[] = [];
  if (inbox.length !== said)
    violations.push(`${String(said)} messages were sent in, and ${String(inbox.length)} are in the inbox`);
  if (unanswered > 0) violations.push(`${String(unanswered)} messages have no answer`);
  if (failed > 0) violations.push(`${String(failed)} messages were given up`);
  return { counts: { messages_in: inbox.length, replies: replies.length }, violations };
}

/** What arrived at the provider against what was to be said: each once, and once more for each cut. */
async function checkMessages(container: Container, { telegram }: Witnesses): Promise<Findings> {
  const { database, storage } = container;
  const violations: string[] = [];
  const rows = await database.outboundMessage.findMany();
  const contacts = await database.contact.findMany();
  const chats = new Map(contacts.map(({ id, addressEnc }) => [id, openAddress(storage, id, addressEnc)]));
  const notifications = rows.filter((row) => row.purpose === 'notification');
  const news = await database.caseEvent.findMany({
    where: { type: { in: NEWS } },
    include: { case: { select: { ownerId: true } } },
  });
  const keys = new Set(notifications.map((row) => row.dedupeKey));
  const wanted = news.map((event) => `case:${event.caseId}:${event.id}:${event.case.ownerId}`);
  const silent = wanted.filter((key) => !keys.has(key)).length;
  if (silent > 0) violations.push(`${String(silent)} events were not told to their reporter`);
  if (notifications.length !== wanted.length)
    violations.push(`${String(notifications.length)} notifications about ${String(wanted.length)} events`);

  const arrived = new Map<string, number>();
  for (const { chatId, text } of telegram.sent) {
    const key = `${String(chatId)} ${text}`;
    arrived.set(key, (arrived.get(key) ?? 0) + 1);
  }
  const due = new Map<string, Due>();
  for (const row of rows) {
    const { text } = openOutboundBody(storage, row.id, row.bodyEnc);
    const key = `${chats.get(row.contactId) ?? ''} ${text}`;
    const one = due.get(key) ?? {
      rows: 0,
      cuts: 0,
      unknown: 0,
      notification: row.purpose === 'notification',
    };
    due.set(key, {
      ...one,
      rows: one.rows + 1,
      cuts: one.cuts + row.uncertain,
      unknown: one.unknown + (row.state === 'unknown' ? 1 : 0),
    });
  }
  const story = (key: string) => {
    const own = rows.filter(
      (row) =>
        `${chats.get(row.contactId) ?? ''} ${openOutboundBody(storage, row.id, row.bodyEnc).text}` === key,
    );
    const came = telegram.sent.filter(({ chatId, text }) => `${String(chatId)} ${text}` === key);
    const said = own.map((row) => {
      const times = [row.createdAt, row.claimedAt, row.settledAt].map((at) => at?.toISOString() ?? '-');
      const tries = `${row.state} attempts ${String(row.attempts)} uncertain ${String(row.uncertain)}`;
      return `${row.purpose} ${tries} ${times.join(' ')}`;
    });
    const heard = came.map(
      ({ at, port }) => `arrived ${new Date(at).toISOString()} from port ${String(port)}`,
    );
    return ['', ...said, ...heard].join('\n    ');
  };
  const extra = { reply: 0, notification: 0 };
  let missing = 0;
  for (const [key, { rows: said, cuts, unknown, notification }] of due) {
    const count = arrived.get(key) ?? 0;
    if (count < said - unknown)
      violations.push(`a message arrived ${String(count)} times instead of ${String(said)}`);
    if (count > said + cuts)
      violations.push(
        `a message arrived ${String(count)} times instead of ${String(said)}, cut ${String(cuts)} times${story(key)}`,
      );
    extra[notification ? 'notification' : 'reply'] += Math.max(0, count - said);
    missing += Math.max(0, said - count);
  }
  const strange = [...arrived.keys()].filter((key) => !due.has(key)).length;
  if (strange > 0) violations.push(`${String(strange)} messages arrived that nobody had to say`);
  const unsent = rows.filter((row) => !['sent', 'unknown'].includes(row.state)).length;
  if (unsent > 0) violations.push(`${String(unsent)} messages were not sent`);
  const counts = {
    notifications: notifications.length,
    messages_out: rows.length,
    messages_arrived: telegram.sent.length,
    sends_cut: rows.reduce((sum, row) => sum + row.uncertain, 0),
    extra_notifications: extra.notification,
    extra_replies: extra.reply,
    outcome_unknown: rows.filter((row) => row.state === 'unknown').length,
    never_arrived: missing,
  };
  return { counts, violations };
}

interface Due {
  readonly rows: number;
  readonly cuts: number;
  readonly unknown: number;
  readonly notification: boolean;
}

async function checkPhotos({ database, blobs }: Container, { people }: Witnesses): Promise<Findings> {
  const sent = people.flatMap(({ told }) => told).reduce((sum, { photos }) => sum + photos, 0);
  const attachments = await database.attachment.findMany();
  const violations: string[] = [];
  for (const { id, state, caseId } of attachments) {
    const whole = state === 'stored' && caseId !== null && (await blobs.get(id)) !== null;
    if (!whole) violations.push(`photo ${id} is ${state}, or of no case, or gone`);
  }
  if (attachments.length !== sent)
    violations.push(`${String(sent)} photos were sent, and ${String(attachments.length)} are there`);
  return { counts: { photos: attachments.length }, violations };
}
