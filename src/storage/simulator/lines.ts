import { z } from 'zod';
import type { InboundContent } from '../../domain/channel/message.js';
import type { SimulatorLine, SimulatorStore } from '../../usecases/simulator/ports.js';
import { simulatorAccount } from '../../usecases/simulator/simulator.js';
import type { StorageContext } from '../context.js';
import { findContact } from '../repositories/contacts.js';
import { openInboundBody } from '../repositories/inbox.js';
import { openOutboundBody } from '../repositories/outbound.js';

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
        where: { contactId, createdAt: { gt: since } },
        orderBy: { seq: 'desc' },
        take: SHOWN,
      }),
    ]);
    const answered = outbound.map((row) => {
      const { text, choices = [], replaces = null } = openOutboundBody(this.context, row.id, row.bodyEnc);
      return {
        ...line(row.id, row.createdAt),
        from: 'bot' as const,
        text,
        choices,
        hasPhoto: false,
        replaces,
      };
    });
    const labels = new Map(
      answered.flatMap(({ choices }) => choices.map((c) => [c.token, c.label] as const)),
    );
    const said = inbound.map((row) =>
      personLine(row, openInboundBody(this.context, row.id, row.bodyEnc).content, labels),
    );
    // uuid v7: the ids of one millisecond still come in the order they were made.
    return [...said, ...answered].sort((a, b) => a.at.getTime() - b.at.getTime() || a.id.localeCompare(b.id));
  }
}

function line(id: string, at: Date) {
  return { id, at, cursor: String(at.getTime()) };
}

function personLine(
  row: { id: string; receivedAt: Date },
  content: InboundContent,
  labels: ReadonlyMap<string, string>,
): SimulatorLine {
  const said = { ...line(row.id, row.receivedAt), from: 'person' as const, choices: [], replaces: null };
  switch (content.type) {
    case 'text':
      return { ...said, text: content.text, hasPhoto: false };
    case 'choice':
      return { ...said, text: labels.get(content.token) ?? '✓', hasPhoto: false };
    case 'photo':
      return { ...said, text: content.caption ?? '', hasPhoto: true };
    case 'location':
    case 'contact':
    case 'other':
      return { ...said, text: '', hasPhoto: false };
  }
}
