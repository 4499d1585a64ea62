import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import type { InboundBody } from '../../domain/channel/message.js';
import type { SimulatorLine, SimulatorStore } from '../../usecases/simulator/ports.js';
import { simulatorAccount } from '../../usecases/simulator/simulator.js';
import type { StorageContext } from '../context.js';
import { findContact } from '../repositories/contacts.js';
import { openInboundBody } from '../repositories/inbox.js';
import { openOutboundBody } from '../repositories/outbound.js';

/** Of each message that was pressed on: token → what stood on the button. */
type Labels = ReadonlyMap<string, ReadonlyMap<string, string>>;

const SHOWN = 200;
/** Rows may become visible a little after a later one: a page that asks again sees the last seconds twice. */
const OVERLAP_MS = 5_000;
const Cursor = z
  .string()
  .regex(/^\d{13}$/)
  .transform(Number)
  .nullable()
  .catch(null);

export class PrismaSimulatorStore implements SimulatorStore {
  constructor(private readonly context: StorageContext) {}

  async lines(address: string, after: string | null): Promise<readonly SimulatorLine[]> {
    const contactId = await findContact(this.context, {
      channel: 'simulator',
      account: simulatorAccount,
      address,
    });
    if (contactId === null) return [];
    const { db } = this.context;
    const since = new Date((Cursor.parse(after) ?? 0) - OVERLAP_MS);
    const [inbound, outbound] = await Promise.all([
      db.inboxMessage.findMany({
        where: { contactId, receivedAt: { gt: since } },
        orderBy: { seq: 'desc' },
        take: SHOWN,
      }),
      db.outboundMessage.findMany({
        where: {
          contactId,
          // A phone does not show what waits for its hour, and shows it then.
          state: { notIn: ['held', 'digested'] },
          notBefore: { lte: new Date(Date.now() + CLOCKS_APART_MS) },
          OR: [{ createdAt: { gt: since } }, { notBefore: { gt: since } }],
        },
        orderBy: { seq: 'desc' },
        take: SHOWN,
      }),
    ]);
    const answered = outbound.map((row) => {
      const { text, choices = [], replaces = null } = openOutboundBody(this.context, row.id, row.bodyEnc);
      return {
        ...line(row.id, shownAt(row)),
        from: 'bot' as const,
        text,
        choices,
        sent: null,
        pressedOn: null,
        replaces,
      };
    });
    const bodies = inbound.map((row) => ({
      row,
      body: openInboundBody(this.context, row.id, row.bodyEnc),
    }));
    const labels = await this.labels(bodies.map(({ body }) => body));
    const said = bodies.map(({ row, body }) => personLine(row, body, labels));
    // uuid v7: the ids of one millisecond still come in the order they were made.
    return [...said, ...answered].sort((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id));
  }

  async has(providerId: string): Promise<boolean> {
    const { db, index } = this.context;
    const providerMac = index.mac('message', providerId);
    const where = { channel: 'simulator', account: simulatorAccount, providerId: providerMac };
    return (await db.inboxMessage.findFirst({ where, select: { id: true } })) !== null;
  }

  /** What stood on the buttons that were pressed, however long ago they were sent. */
  private async labels(bodies: readonly InboundBody[]): Promise<Labels> {
    const ids = bodies.flatMap(({ pressedOn }) => pressedOn ?? []);
    const rows = await this.context.db.outboundMessage.findMany({
      where: { id: { in: ids.filter(isUuid) } },
      orderBy: { seq: 'asc' },
    });
    return new Map(
      rows.map((row) => {
        const { choices = [] } = openOutboundBody(this.context, row.id, row.bodyEnc);
        return [row.id, new Map(choices.map(({ token, label }) => [token, label]))];
      }),
    );
  }
}

const SOON_MS = 60_000;
/** The database's clock may be ahead of this process's. */
const CLOCKS_APART_MS = 5_000;

/** Senders move `notBefore` to when they sent: a moment later, or after the wait. */
function shownAt({ createdAt, notBefore }: { createdAt: Date; notBefore: Date }): Date {
  return notBefore.getTime() - createdAt.getTime() < SOON_MS ? createdAt : notBefore;
}

function line(id: string, at: Date) {
  return { id, at, cursor: String(at.getTime()) };
}

function personLine(
  row: { id: string; receivedAt: Date },
  { content, pressedOn }: InboundBody,
  labels: Labels,
): SimulatorLine {
  const said = {
    ...line(row.id, row.receivedAt),
    from: 'person' as const,
    choices: [],
    replaces: null,
    pressedOn: pressedOn ?? null,
  };
  switch (content.type) {
    case 'text':
      return { ...said, text: content.text, sent: null };
    case 'choice':
      return { ...said, text: labels.get(pressedOn ?? '')?.get(content.token) ?? '✓', sent: null };
    case 'photo':
    case 'pdf':
      return { ...said, text: content.caption ?? '', sent: content.type };
    case 'location':
      return { ...said, text: `${String(content.latitude)}, ${String(content.longitude)}`, sent: 'location' };
    case 'contact':
      return { ...said, text: '', sent: 'contact' };
    case 'other':
      return { ...said, text: '', sent: content.what };
  }
}
