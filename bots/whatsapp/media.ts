import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { getMediaKeys } from '@whiskeysockets/baileys';
import type { MediaSource } from '../../src/domain/channel/message.js';
import type { MediaFetcher } from '../../src/domain/channel/ports.js';
import { AppError } from '../../src/errors.js';
import { readCapped } from '../read-capped.js';

/** WhatsApp's own; a message's url may name any other. */
const HOST = 'mmg.whatsapp.net';
const TIMEOUT_MS = 60_000;
/** At the end of a file: the beginning of its keyed hash. */
const MAC_BYTES = 10;
const BLOCK_BYTES = 16;

/**
 * Photos and documents of WhatsApp chats, decrypted. Baileys would do it as well, but follows where a
 * server points to, and does not look at the keyed hash.
 */
export function whatsAppMedia(): MediaFetcher {
  return {
    fetch: async (source: MediaSource, maxBytes: number) => {
      if (source.kind !== 'whatsapp') throw new AppError('media.gone');
      const sealed = await download(source.directPath, maxBytes + BLOCK_BYTES + MAC_BYTES);
      const bytes = await open(sealed, Buffer.from(source.mediaKey, 'base64'), source.media);
      // What is sealed is a little longer than what is in it.
      if (bytes.length > maxBytes) throw new AppError('media.too_large');
      return bytes;
    },
  };
}

async function download(directPath: string, maxBytes: number): Promise<Buffer> {
  const address = `https://${HOST}${directPath}`;
  if (!directPath.startsWith('/') || !URL.canParse(address) || new URL(address).host !== HOST)
    throw new AppError('media.gone');
  const response = await fetch(address, {
    redirect: 'error',
    // Without it the host gives nothing.
    headers: { origin: 'https://web.whatsapp.com' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new AppError('media.unreachable', {}, { cause });
  });
  if (!response.ok) throw new AppError(isGone(response.status) ? 'media.gone' : 'media.unreachable');
  return readCapped((response.body ?? []) as AsyncIterable<Uint8Array>, maxBytes);
}

/** The provider keeps a file for some weeks, and answers 404 or 410 from then on. */
function isGone(status: number): boolean {
  return status >= 400 && status < 429;
}

async function open(sealed: Buffer, mediaKey: Uint8Array, media: 'image' | 'document'): Promise<Buffer> {
  try {
    const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, media);
    if (macKey === undefined) throw new Error('no keys');
    const [content, mac] = [sealed.subarray(0, -MAC_BYTES), sealed.subarray(-MAC_BYTES)];
    const expected = createHmac('sha256', macKey).update(iv).update(content).digest().subarray(0, MAC_BYTES);
    if (!timingSafeEqual(mac, expected)) throw new Error('not what was sent');
    const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  } catch (cause) {
    // Cut off, or not the file that the message is about.
    throw new AppError('media.gone', {}, { cause });
  }
}
