import { Api, GrammyError } from 'grammy';
import type { MediaSource } from '../../src/domain/channel/message.js';
import type { MediaFetcher } from '../../src/domain/channel/ports.js';
import { AppError } from '../../src/errors.js';
import { readCapped } from '../read-capped.js';

const TIMEOUT_MS = 60_000;
/** Of a file: it is not there (any more), and asking again brings nothing. */
const GONE = new Set([400, 404, 410]);
/** As Telegram makes them; anything else would ask the server for another of its addresses. */
const FILE_PATH = /^[\w-]+(\/[\w.-]+)+$/;

/** Photos of Telegram chats, from the configured Bot API server and from no other host. */
export function telegramMedia(options: { readonly token: string; readonly apiRoot: string }): MediaFetcher {
  const api = new Api(options.token, { apiRoot: options.apiRoot });
  return {
    fetch: async (source: MediaSource, maxBytes: number) => {
      if (source.kind !== 'telegram') throw new AppError('media.gone');
      const path = await filePath(api, source.fileId);
      const response = await fetch(`${options.apiRoot}/file/bot${options.token}/${path}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw new AppError('media.unreachable', {}, { cause });
      });
      if (!response.ok) throw new AppError(GONE.has(response.status) ? 'media.gone' : 'media.unreachable');
      return readCapped((response.body ?? []) as AsyncIterable<Uint8Array>, maxBytes);
    },
  };
}

async function filePath(api: Api, fileId: string): Promise<string> {
  try {
    // grammY's types name a polyfill of AbortSignal; it takes Node's own.
    const { file_path: path } = await api.getFile(fileId, AbortSignal.timeout(TIMEOUT_MS) as never);
    if (path === undefined || !FILE_PATH.test(path) || path.includes('..')) throw new AppError('media.gone');
    return path;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof GrammyError && cause.error_code === 400 ? cause.description : '';
    if (reason.includes('too big')) throw new AppError('media.too_large', {}, { cause });
    throw new AppError(reason === '' ? 'media.unreachable' : 'media.gone', {}, { cause });
  }
}
