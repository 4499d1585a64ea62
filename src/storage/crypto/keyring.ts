/** The keys that seal personal fields. They never stand in the database. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeSync, closeSync, fsyncSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';

export interface Keyring {
  /** Id of the key that seals from now on; ids are short and appear in every ciphertext. */
  readonly activeId: string;
  readonly fieldKeys: ReadonlyMap<string, Buffer>;
  /** For keyed indexes and content MACs: never rotated together with the field keys. */
  readonly indexKey: Buffer;
}

const KEY_BYTES = 32;
const FILE = 'keys.json';
const KeyFile = z.object({ fieldKeys: z.string(), indexKey: z.string() });

/**
 * @param fieldKeys `id:base64,id:base64`, the active one first; older ones still open old rows.
 * @param indexKey base64 of 32 bytes.
 */
export function parseKeyring(fieldKeys: string, indexKey: string): Keyring {
  const entries = fieldKeys.split(',').map((part): [string, Buffer] => {
    const [id = '', encoded = ''] = part.split(':');
    return [id, decodeKey(encoded, 'FIELD_KEYS')];
  });
  const [active] = entries;
  if (active === undefined || entries.some(([id]) => !/^[a-z0-9]{1,8}$/.test(id))) {
    throw new AppError('config.invalid', { variables: 'FIELD_KEYS' });
  }
  return { activeId: active[0], fieldKeys: new Map(entries), indexKey: decodeKey(indexKey, 'INDEX_KEY') };
}

/** As another thread gets it: what were Buffers are plain bytes there. */
export function copiedKeyring({ activeId, fieldKeys, indexKey }: Keyring): Keyring {
  const keys = [...fieldKeys].map(([id, key]): [string, Buffer] => [id, Buffer.from(key)]);
  return { activeId, fieldKeys: new Map(keys), indexKey: Buffer.from(indexKey) };
}

function decodeKey(encoded: string, variables: string): Buffer {
  const key = Buffer.from(encoded, 'base64');
  if (key.length !== KEY_BYTES) throw new AppError('config.invalid', { variables });
  return key;
}

/** Reads dataDir/keys.json, making it (mode 0600) the first time; safe against two starts at once. */
export function loadKeyFile(dataDir: string): Keyring {
  const file = path.join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  createOnce(file);
  const { fieldKeys, indexKey } = KeyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return parseKeyring(fieldKeys, indexKey);
}

/** The keys that there are; null: none. Never makes any: new ones open nothing. */
export function keysIn(config: {
  readonly keys: { readonly field: string; readonly index: string } | null;
  readonly dataDir: string;
}): Keyring | null {
  if (config.keys !== null) return parseKeyring(config.keys.field, config.keys.index);
  return existsSync(path.join(config.dataDir, FILE)) ? loadKeyFile(config.dataDir) : null;
}

function createOnce(file: string): void {
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  const fresh = () => randomBytes(KEY_BYTES).toString('base64');
  writeSync(handle, `${JSON.stringify({ fieldKeys: `k1:${fresh()}`, indexKey: fresh() })}\n`);
  fsyncSync(handle);
  closeSync(handle);
}
