/**
 * What a person searches for is a name, a NIK or a No. KK: it stands in no address, where a browser's
 * history, a proxy's log or the next page would keep it. Addresses carry it sealed, for its own searcher.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

function keyOf(secret: string): Buffer {
  return createHash('sha256').update(`search:${secret}`).digest();
}

/** `owner`: the person whose search it is; nobody else's session opens it. */
export function sealSearch(words: string, owner: { readonly id: string }, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv).setAAD(Buffer.from(owner.id));
  const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** undefined: none of ours, or somebody else's. */
export function openSearch(
  token: string,
  owner: { readonly id: string },
  secret: string,
): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  if (tag.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, keyOf(secret), bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner.id)).setAuthTag(tag);
  try {
    const words = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([words, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
