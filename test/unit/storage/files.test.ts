/** Sealed files in folders: an old key is given up once none of them bears it, and not because none could be seen. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileBlobStore } from '../../../src/storage/blobs.js';
import { FieldCipher } from '../../../src/storage/crypto/field-cipher.js';
import { parseKeyring } from '../../../src/storage/crypto/keyring.js';
import { SealedFileStore } from '../../../src/storage/sealed-files.js';

const key = () => randomBytes(32).toString('base64');
const [indexKey, old, fresh] = [key(), `k1:${key()}`, `k2:${key()}`];
const before = new FieldCipher(parseKeyring(old, indexKey));
const after = new FieldCipher(parseKeyring(`${fresh},${old}`, indexKey));
const id = '01890000-0000-7000-8000-000000000001';
const folder = () => path.join(mkdtempSync(path.join(tmpdir(), 'sipmas-files-')), 'files');

async function* bytes() {
  yield await Promise.resolve(Buffer.from('uji'));
}

const stores = {
  photos: {
    of: (where: string, cipher: FieldCipher) => new FileBlobStore(where, cipher),
    put: (where: string) => new FileBlobStore(where, before).put(id, Buffer.from('uji')),
  },
  uploads: {
    of: (where: string, cipher: FieldCipher) => new SealedFileStore(where, cipher),
    put: (where: string) => new SealedFileStore(where, before).put(id, bytes(), 1_000),
  },
} as const;

describe.each(['photos', 'uploads'] as const)('%s', (kind) => {
  const { of, put } = stores[kind];

  it('are counted under an old key until they are sealed anew; where there are none, none is', async () => {
    const where = folder();
    expect(await of(where, after).countOld()).toBe(0);
    await put(where);
    expect(await of(where, after).countOld()).toBe(1);
    expect(await of(where, after).resealNext(null, 10)).toMatchObject({ done: 1, unreadable: 0 });
    expect(await of(where, after).countOld()).toBe(0);
  });

  it('are not taken for none where their folder cannot be read', async () => {
    const where = folder();
    await put(where);
    const hidden = kind === 'photos' ? path.join(where, readdirSync(where)[0] ?? '') : where;
    renameSync(hidden, `${path.dirname(where)}/elsewhere`);
    writeFileSync(hidden, '');
    await expect(of(where, after).countOld()).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(of(where, after).resealNext(null, 10)).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
