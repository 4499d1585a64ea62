import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import { AppError } from '../../errors.js';
import type { Keyring } from './keyring.js';

const VERSION = 'v1';
const IV_BYTES = 12;
/** Random bytes are cheaper by the thousand. */
const IVS_AT_ONCE = 512;
const TAG_BYTES = 16;

/** Where a ciphertext stands; it opens nowhere else. */
export interface CellAddress {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/**
 * AES-256-GCM bound to table, column and row. Sealed form: `v1.<key id>.<base64url of iv, data, tag>`.
 */
export class FieldCipher {
  private ivs = Buffer.alloc(0);

  constructor(private readonly keyring: Keyring) {}

  seal(plain: string, cell: CellAddress): string {
    return `${VERSION}.${this.keyring.activeId}.${this.sealBytes(plain, cell).toString('base64url')}`;
  }

  /** Throws crypto.unknown_key or crypto.unreadable; the details name the column, never the content. */
  open(sealed: string, cell: CellAddress): string {
    const [version, keyId = '', body = ''] = sealed.split('.');
    if (version !== VERSION) throw unreadable(cell);
    return this.openBytes(Buffer.from(body, 'base64url'), cell, keyId).toString('utf8');
  }

  sealJson(value: unknown, cell: CellAddress): string {
    return this.seal(JSON.stringify(value), cell);
  }

  openJson(sealed: string, cell: CellAddress): unknown {
    return JSON.parse(this.open(sealed, cell));
  }

  /** How many keys it has. */
  get keyCount(): number {
    return this.keyring.fieldKeys.size;
  }

  get activeKeyId(): string {
    return this.keyring.activeId;
  }

  /** iv, data, tag; the caller keeps the key id. Text is sealed as UTF-8. */
  sealBytes(plain: Buffer | string, cell: CellAddress): Buffer {
    const iv = this.nextIv();
    const cipher = createCipheriv('aes-256-gcm', this.key(this.keyring.activeId), iv);
    cipher.setAAD(aad(cell));
    return Buffer.concat([
      iv,
      typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
  }

  openBytes(sealed: Buffer, cell: CellAddress, keyId: string): Buffer {
    if (sealed.length < IV_BYTES + TAG_BYTES) throw unreadable(cell);
    const decipher = createDecipheriv('aes-256-gcm', this.key(keyId), sealed.subarray(0, IV_BYTES));
    decipher.setAAD(aad(cell));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new AppError('crypto.unreadable', { column: `${cell.table}.${cell.column}` }, { cause });
    }
  }

  /** Each is handed out once. */
  private nextIv(): Buffer {
    if (this.ivs.length === 0) this.ivs = randomBytes(IV_BYTES * IVS_AT_ONCE);
    const iv = this.ivs.subarray(0, IV_BYTES);
    this.ivs = this.ivs.subarray(IV_BYTES);
    return iv;
  }

  private key(id: string): Buffer {
    const key = this.keyring.fieldKeys.get(id);
    if (key === undefined) throw new AppError('crypto.unknown_key', { key: id });
    return key;
  }
}

function aad(cell: CellAddress): Buffer {
  return Buffer.from(`${cell.table}.${cell.column}:${cell.row}`, 'utf8');
}

function unreadable(cell: CellAddress): AppError {
  return new AppError('crypto.unreadable', { column: `${cell.table}.${cell.column}` });
}

/** What is looked up by value though stored sealed, and what is fingerprinted. Keeps the uses apart. */
export type MacPurpose =
  | 'nik'
  | 'kk'
  | 'phone'
  | 'address'
  | 'message'
  | 'event'
  | 'cookie'
  | 'secret'
  | 'invite'
  | 'recovery'
  | 'access-block'
  /** A key of blocking. */
  | 'match'
  /** Of a row of DTKS, DTSEN, P3KE or PMKS: whose it is, what it says, and of what file. */
  | 'source-key'
  | 'source-row'
  | 'source-file';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * Keyed HMAC-SHA-256, base64url. Never a bare hash: the space of NIKs is small enough to try them all. Computed as RFC
 * 2104 writes it, by two hashes of one call each: a register takes millions, and node's Hmac takes half as long again.
 * Digests come as strings of bytes: each Buffer that is made for one costs as much as its hash.
 */
export class BlindIndex {
  private readonly outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  private inner = Buffer.alloc(1_024);
  private readonly digest = Buffer.alloc(DIGEST_BYTES);

  constructor(keyring: Keyring) {
    // A key of up to a block is used as it is, filled up with zeros.
    const key = Buffer.alloc(BLOCK_BYTES);
    keyring.indexKey.copy(key);
    for (const [at, byte] of key.entries()) {
      this.inner[at] = byte ^ 0x36;
      this.outer[at] = byte ^ 0x5c;
    }
  }

  mac(purpose: MacPurpose, value: string): string {
    return hash('sha256', this.keyed(purpose, value), 'base64url');
  }

  /** The first 64 bits of such a MAC, as PostgreSQL's bigint is written: for what may now and then meet by chance. */
  shortMac(purpose: MacPurpose, value: string): string {
    this.digest.write(hash('sha256', this.keyed(purpose, value), 'binary'), 0, 'latin1');
    return this.digest.readBigInt64BE(0).toString();
  }

  private keyed(purpose: MacPurpose, value: string): Buffer {
    const text = `${purpose}\0${value}`;
    // Of UTF-8, three bytes at most for each unit of a string.
    const most = BLOCK_BYTES + 3 * text.length;
    if (this.inner.length < most) {
      const larger = Buffer.alloc(2 * most);
      this.inner.copy(larger, 0, 0, BLOCK_BYTES);
      this.inner = larger;
    }
    const end = BLOCK_BYTES + this.inner.write(text, BLOCK_BYTES);
    this.outer.write(hash('sha256', this.inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
    return this.outer;
  }
}
