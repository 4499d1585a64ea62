import { v7 as uuidv7 } from 'uuid';
import type { ContactAddress } from '../../usecases/contact-address.js';
import type { StorageContext } from '../context.js';

export function openAddress({ cipher, lately }: StorageContext, contactId: string, sealed: string): string {
  return lately.addresses.value(contactId, sealed, () =>
    cipher.open(sealed, { table: 'contact', column: 'address_enc', row: contactId }),
  );
}

export async function findContact(
  { db, index }: StorageContext,
  contact: ContactAddress,
): Promise<string | null> {
  const { channel, account, address } = contact;
  const found = await db.contact.findUnique({
    where: { channel_account_addressMac: { channel, account, addressMac: index.mac('address', address) } },
    select: { id: true },
  });
  return found?.id ?? null;
}

export async function findOrCreateContact(context: StorageContext, contact: ContactAddress): Promise<string> {
  const existing = await findContact(context, contact);
  if (existing !== null) return existing;
  const { db, cipher, index } = context;
  const id = uuidv7();
  const addressEnc = cipher.seal(contact.address, { table: 'contact', column: 'address_enc', row: id });
  // Two processes may meet the same stranger at once: the loser leaves an empty conversation behind.
  await db.$executeRaw`
    WITH fresh AS (INSERT INTO conversation (id) VALUES (${uuidv7()}::uuid) RETURNING id)
    INSERT INTO contact (id, channel, account, address_enc, address_mac, conversation_id)
    SELECT ${id}::uuid, ${contact.channel}, ${contact.account}, ${addressEnc},
           ${index.mac('address', contact.address)}, fresh.id
    FROM fresh
    ON CONFLICT (channel, account, address_mac) DO NOTHING`;
  return (await findContact(context, contact)) ?? id;
}
