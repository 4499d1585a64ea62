import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
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

/**
 * Keyed HMAC-SHA-256, base64url. Never a bare hash: the space of NIKs is small enough to try them all.
 */
export class BlindIndex {
  constructor(private readonly keyring: Keyring) {}

  mac(purpose: MacPurpose, value: string): string {
    return createHmac('sha256', this.keyring.indexKey).update(`${purpose}\0${value}`).digest('base64url');
  }

  /** The first 64 bits of such a MAC, as PostgreSQL's bigint is written: for what may now and then meet by chance. */
  shortMac(purpose: MacPurpose, value: string): string {
    const mac = createHmac('sha256', this.keyring.indexKey).update(`${purpose}\0${value}`).digest();
    return mac.readBigInt64BE(0).toString();
  }
}
