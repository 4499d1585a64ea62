import { handoverNotices } from '../../i18n/enrolment.js';
import type { Work } from '../ports.js';
import type { ReporterEventData } from './model.js';

interface Notice {
  readonly eventId: string;
  readonly reporterId: string;
  readonly data: ReporterEventData;
}

/** Who is told late, because they came late, is told of what was lately. */
const STILL_NEWS_MS = 30 * 24 * 60 * 60_000;

/** To the chat that the person used last; to nobody, as long as they have none. */
async function tell(tx: Work, { reporterId, key, text }: { reporterId: string; key: string; text: string }) {
  const [contact] = await tx.reporters.contacts([reporterId]);
  if (contact === undefined) return;
  await tx.messages.queue({
    channel: contact.channel,
    account: contact.account,
    address: contact.address,
    contactId: contact.id,
    purpose: 'notification',
    dedupeKey: key,
    caseId: null,
    body: { text },
  });
}

export async function tellPredecessor(tx: Work, { eventId, reporterId, data }: Notice): Promise<void> {
  const text = handoverNotices.predecessor(desaIn(tx, data));
  await tell(tx, { reporterId, key: `handed_over:${eventId}`, text });
}

/** How many reports, and their numbers: no more. */
export async function tellSuccessor(tx: Work, { eventId, reporterId, data }: Notice): Promise<void> {
  const { cases } = data;
  const count = typeof cases === 'number' ? cases : 0;
  const text = handoverNotices.successor(desaIn(tx, data), count, listIn(data, 'numbers'));
  await tell(tx, { reporterId, key: `took_over:${eventId}`, text });
}

function desaIn(tx: Work, data: ReporterEventData): string {
  return listIn(data, 'desa')
    .map((code) => tx.reporters.desaName(code))
    .join(', ');
}

function listIn(data: ReporterEventData, name: string): readonly string[] {
  const list = data[name];
  return typeof list === 'object' ? list : [];
}

/** A successor who had no chat yet when they took over. Each notice is said once, whatever happens. */
export async function tellLate(tx: Work, reporterId: string, now: Date): Promise<void> {
  const taken = await tx.reporters.recorded(reporterId, 'took_over');
  for (const { id: eventId, at, data } of taken) {
    if (now.getTime() - at.getTime() < STILL_NEWS_MS) await tellSuccessor(tx, { eventId, reporterId, data });
  }
}
