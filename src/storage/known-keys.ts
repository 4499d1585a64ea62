import { AppError } from '../errors.js';
import type { StorageContext } from './context.js';
import { openAddress } from './repositories/contacts.js';

/**
 * Throws config.invalid, naming the variable, when the keys are not those that this database was written
 * with: a lost keys.json, another folder, a key dropped too early. With a wrong index key nobody would be
 * found again, and everybody be written a second time.
 */
export async function checkKeys(context: StorageContext): Promise<void> {
  const { db, cipher, index } = context;
  const rotation = await db.keyRotation.findFirst({ where: { state: { not: 'finished' } } });
  // What was not sealed anew yet has another key than the newest.
  if (rotation !== null && rotation.totalCount > rotation.doneCount && cipher.keyCount === 1) {
    throw wrong('FIELD_KEYS');
  }
  // The oldest rows: those of the oldest key.
  const reporter = await db.reporter.findFirst({ orderBy: { id: 'asc' } });
  const contact = await db.contact.findFirst({ orderBy: { id: 'asc' } });
  if (reporter !== null) {
    const { id, phoneEnc, phoneMac } = reporter;
    const phone = opened(() => cipher.open(phoneEnc, { table: 'reporter', column: 'phone_enc', row: id }));
    if (index.mac('phone', phone) !== phoneMac) throw wrong('INDEX_KEY');
  }
  if (contact !== null) {
    const address = opened(() => openAddress(context, contact.id, contact.addressEnc));
    if (index.mac('address', address) !== contact.addressMac) throw wrong('INDEX_KEY');
  }
}

function opened(open: () => string): string {
  try {
    return open();
  } catch (cause) {
    throw wrong('FIELD_KEYS', cause);
  }
}

function wrong(variables: string, cause?: unknown): AppError {
  return new AppError('config.invalid', { variables }, { cause });
}
