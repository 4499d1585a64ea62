/** Many conversations with something to say, and a dialogue that says it. */
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import type { Telling } from '../../src/usecases/chat/tell-conversation.js';
import type { Work } from '../../src/usecases/ports.js';

/** What a dialogue would do that says one line and is due again then. */
export async function speaks(tx: Work, telling: Telling, dueAt: Date | null): Promise<void> {
  const [conversation] = await tx.chat.lock([telling.contactId]);
  if (conversation === undefined) return;
  const { id, version, contacts } = conversation;
  const contact = contacts.get(telling.contactId);
  if (contact === undefined) return;
  const reply = {
    ...contact,
    contactId: telling.contactId,
    purpose: telling.purpose,
    dedupeKey: `told:${telling.id}:0`,
    caseId: null,
    body: { text: `Pengingat uji ${telling.id}` },
  };
  const write = { id, version, state: undefined, dueAt, contactId: undefined, processed: [] };
  await tx.chat.save([{ ...write, replies: [reply] }]);
}

export const dueAccount = { name: 'telegram', account: 'uji' } as const;

/** Conversations of synthetic reporters, one chat each on Telegram; returns the ids of their contacts. */
export async function dueConversations(
  { database, storage }: Container,
  count: number,
  dueAt: Date | null,
): Promise<readonly string[]> {
  const { cipher, index } = storage;
  const people = Array.from({ length: count }, (_, n) => ({
    reporterId: uuidv7(),
    conversationId: uuidv7(),
    contactId: uuidv7(),
    phone: `+62899${String(n).padStart(8, '0')}`,
    address: String(7_000_000 + n),
  }));
  await database.reporter.createMany({
    data: people.map(({ reporterId: id, phone }) => ({
      id,
      name: 'Pelapor Uji',
      role: 'operator_desa',
      phoneEnc: cipher.seal(phone, { table: 'reporter', column: 'phone_enc', row: id }),
      phoneMac: index.mac('phone', phone),
    })),
  });
  await database.conversation.createMany({
    data: people.map(({ conversationId: id }) => ({ id, dueAt })),
  });
  await database.contact.createMany({
    data: people.map(({ contactId: id, reporterId, conversationId, address }) => ({
      id,
      channel: dueAccount.name,
      account: dueAccount.account,
      addressEnc: cipher.seal(address, { table: 'contact', column: 'address_enc', row: id }),
      addressMac: index.mac('address', address),
      conversationId,
      reporterId,
    })),
  });
  return people.map(({ contactId }) => contactId);
}
