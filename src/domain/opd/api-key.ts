/** Keys to the API: `sipmas_PREFIX_SECRET`. The prefix finds the key, the secret (256 bits) proves it. */
import { createHash, timingSafeEqual } from 'node:crypto';

const PREFIX_BYTES = 6;
const SECRET_BYTES = 32;
const FORM = /^sipmas_([A-Za-z0-9-]{8})_([A-Za-z0-9_-]{43})$/;

export interface MadeKey {
  /** Shown once. */
  readonly text: string;
  readonly prefix: string;
  readonly secretHash: string;
}

/** `random`: that many bytes nobody can guess. */
export function makeKey(random: (size: number) => Buffer): MadeKey {
  // An underline would end the prefix.
  const prefix = random(PREFIX_BYTES).toString('base64url').replaceAll('_', '-');
  const secret = random(SECRET_BYTES).toString('base64url');
  return { text: `sipmas_${prefix}_${secret}`, prefix, secretHash: hashSecret(secret) };
}

/** null: no key looks like that. */
export function readKey(text: string): { readonly prefix: string; readonly secret: string } | null {
  const [, prefix, secret] = FORM.exec(text) ?? [];
  return prefix === undefined || secret === undefined ? null : { prefix, secret };
}

export function provesKey(secret: string, secretHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(secretHash));
}

/** SHA-256 is enough for what nobody can guess: base64url, always as long. */
function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export interface KeyTimes {
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export type KeyState = 'good' | 'expired' | 'revoked';

export function keyState({ expiresAt, revokedAt }: KeyTimes, now: Date): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'good';
}
