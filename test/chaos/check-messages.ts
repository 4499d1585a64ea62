import type { Container } from '../../src/container.js';
import { openAddress } from '../../src/storage/repositories/contacts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { Findings, Witnesses } from './findings.js';
import { questionIn } from './check-questions.js';

/** What arrived at the provider against what was to be said: each once, and once more for each cut. */
export async function checkMessages(container: Container, { telegram }: Witnesses): Promise<Findings> {
  const { database, storage } = container;
  const violations: string[] = [];
  // What went into a digest is said there.
  const rows = await database.outboundMessage.findMany({ where: { state: { not: 'digested' } } });
  const contacts = await database.contact.findMany();
  const chats = new Map(contacts.map(({ id, addressEnc }) => [id, openAddress(storage, id, addressEnc)]));
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
      notification: row.purpose !== 'reply',
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
  let questions = 0;
  for (const [key, { rows: said, cuts, unknown, notification }] of due) {
    const count = arrived.get(key) ?? 0;
    if (count < said - unknown)
      violations.push(`a message arrived ${String(count)} times instead of ${String(said)}`);
    if (count > said + cuts)
      violations.push(
        `a message arrived ${String(count)} times instead of ${String(said)}, cut ${String(cuts)} times${story(key)}`,
      );
    extra[notification ? 'notification' : 'reply'] += Math.max(0, count - said);
    if (!notification && questionIn(key.slice(key.indexOf(' ') + 1)) !== null)
      questions += Math.max(0, count - said);
    missing += Math.max(0, said - count);
  }
  const strange = [...arrived.keys()].filter((key) => !due.has(key)).length;
  if (strange > 0) violations.push(`${String(strange)} messages arrived that nobody had to say`);
  const unsent = rows.filter((row) => !['sent', 'unknown'].includes(row.state)).length;
  if (unsent > 0) violations.push(`${String(unsent)} messages were not sent`);
  const counts = {
    messages_out: rows.length,
    messages_arrived: telegram.sent.length,
    sends_cut: rows.reduce((sum, row) => sum + row.uncertain, 0),
    extra_notifications: extra.notification,
    extra_replies: extra.reply,
    // Each is of a send that was cut, or there is a violation above.
    questions_arrived_again: questions,
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
