/** Time-based one-time codes (RFC 6238, over RFC 4226): SHA-1, six digits, 30 seconds, as every app has them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** Steps by which a phone's clock may be off, either way. */
const DRIFT = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `random`: that many bytes nobody can guess. Base32, as apps take it. */
export function makeSecret(random: (size: number) => Uint8Array): string {
  const bits = [...random(SECRET_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(parseInt(five, 2))).join('');
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/** Time steps since 1970. */
export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS);
}

export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step whose code was typed, about now; null: none. The newest first, so that it uses up the older ones. */
export function stepOf(secret: string, typed: string, at: Date): number | null {
  if (!isCode(typed)) return null;
  const now = stepAt(at);
  for (let step = now + DRIFT; step >= now - DRIFT; step -= 1) {
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(typed))) return step;
  }
  return null;
}

export function isCode(typed: string): boolean {
  return /^\d{6}$/.test(typed);
}

/** What the QR code says to the app. */
export function secretUri({
  issuer,
  account,
  secret,
}: {
  issuer: string;
  account: string;
  secret: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
