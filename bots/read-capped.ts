import { AppError } from '../src/errors.js';

/** The body, or media.too_large as soon as it is longer than promised; never more than that is held. */
export async function readCapped(response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > maxBytes) throw new AppError('media.too_large');
      parts.push(part);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('media.unreachable', {}, { cause });
  }
  return Buffer.concat(parts);
}
