import type { Readable } from 'node:stream';
import { downloadContentFromMessage } from '@whiskeysockets/baileys';
import type { MediaSource } from '../../src/domain/channel/message.js';
import type { MediaFetcher } from '../../src/domain/channel/ports.js';
import { AppError } from '../../src/errors.js';
import { readCapped } from '../read-capped.js';
import { statusCode } from './disconnect.js';

/** WhatsApp's own; a message's url may name any other. */
const HOST = 'mmg.whatsapp.net';

/** Photos of WhatsApp chats, decrypted. */
export function whatsAppMedia(): MediaFetcher {
  return {
    fetch: async (source: MediaSource, maxBytes: number) => {
      if (source.kind !== 'whatsapp') throw new AppError('media.gone');
      const { directPath, mediaKey, media } = source;
      return readCapped(await open(directPath, Buffer.from(mediaKey, 'base64'), media), maxBytes);
    },
  };
}

async function open(
  directPath: string,
  mediaKey: Uint8Array,
  media: 'image' | 'document',
): Promise<Readable> {
  try {
    return await downloadContentFromMessage({ directPath, mediaKey, url: null }, media, { host: HOST });
  } catch (cause) {
    throw new AppError(isGone(cause) ? 'media.gone' : 'media.unreachable', {}, { cause });
  }
}

/** The provider keeps a file for some weeks, and answers 404 or 410 from then on. */
function isGone(error: unknown): boolean {
  const status = statusCode(error);
  return status !== null && status >= 400 && status < 429;
}
