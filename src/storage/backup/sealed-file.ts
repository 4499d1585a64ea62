/** Files of a backup: lines, packed, then sealed as a whole. The database holds names in clear; a backup does not. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, open, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Keyring } from '../crypto/keyring.js';
import { BackupFault } from './fault.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Follows from the keys that the service has anyway, and outlives the rotation of those that seal fields. */
export function backupKey({ indexKey }: Keyring): Buffer {
  return Buffer.from(hkdfSync('sha256', indexKey, '', 'sipmas-backup', 32));
}

/** iv, data, tag. `purpose` binds the file to its place in its backup. Returns how many lines there were. */
export async function writeSealed(
  file: string,
  {
    key,
    purpose,
    lines,
  }: { readonly key: Buffer; readonly purpose: string; readonly lines: AsyncIterable<string> },
): Promise<number> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
  let count = 0;
  const counted = async function* () {
    for await (const line of lines) {
      count += 1;
      yield `${line}\n`;
    }
  };
  await writeFile(file, iv, { mode: 0o600 });
  await pipeline(Readable.from(counted()), createGzip(), cipher, createWriteStream(file, { flags: 'a' }));
  await appendFile(file, cipher.getAuthTag());
  return count;
}

/** The lines of such a file. Throws BackupFault('unreadable') at the latest at its end. */
export async function* readSealed(
  file: string,
  { key, purpose }: { readonly key: Buffer; readonly purpose: string },
): AsyncGenerator<string> {
  const { iv, tag, end } = await edges(file);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag);
  const plain = new PassThrough();
  const source = createReadStream(file, { start: IV_BYTES, end });
  const opened = pipeline(source, decipher, createGunzip(), plain);
  // What is wrong with the file ends the reading, too, and is told there.
  opened.catch(() => undefined);
  try {
    for await (const line of createInterface({ input: plain, crlfDelay: Infinity })) yield line;
    await opened;
  } catch (cause) {
    throw new BackupFault('unreadable', cause);
  }
}

async function edges(file: string): Promise<{ iv: Buffer; tag: Buffer; end: number }> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new BackupFault('unreadable', cause);
  });
  try {
    const { size } = await handle.stat();
    if (size <= IV_BYTES + TAG_BYTES) throw new BackupFault('unreadable');
    const iv = Buffer.alloc(IV_BYTES);
    const tag = Buffer.alloc(TAG_BYTES);
    await handle.read(iv, 0, IV_BYTES, 0);
    await handle.read(tag, 0, TAG_BYTES, size - TAG_BYTES);
    return { iv, tag, end: size - TAG_BYTES - 1 };
  } finally {
    await handle.close();
  }
}
