import type { BaileysEventMap } from '@whiskeysockets/baileys';
import type { Outgoing } from '../../src/domain/channel/ports.js';
import type { Log } from '../../src/usecases/ports.js';

/** proto.WebMessageInfo.Status: 4 is read, 5 played. */
const DELIVERED = 3;
const READ = 4;

/** "Sent" is not "delivered": what the phones of the people say of our messages. */
export function keepReceipts(
  deps: { readonly account: string; readonly outgoing: Pick<Outgoing, 'receipt'>; readonly log: Log },
  updates: BaileysEventMap['messages.update'],
): void {
  const reached = updates.flatMap(({ key, update }) =>
    key.fromMe === true && typeof key.id === 'string' ? [{ id: key.id, status: update.status ?? 0 }] : [],
  );
  const idsFrom = (least: number, below: number) =>
    reached.filter(({ status }) => status >= least && status < below).map(({ id }) => id);
  void keep(deps, idsFrom(DELIVERED, READ), 'delivered');
  void keep(deps, idsFrom(READ, Infinity), 'read');
}

async function keep(
  { account, outgoing, log }: Parameters<typeof keepReceipts>[0],
  ids: readonly string[],
  state: 'delivered' | 'read',
): Promise<void> {
  if (ids.length === 0) return;
  await outgoing.receipt('whatsapp', account, ids, state).catch(() => {
    log.warn({ channel: 'whatsapp', state, count: ids.length }, 'receipts not kept');
  });
}
