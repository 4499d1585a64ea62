import { AppError } from '../src/errors.js';

/**
 * The whole of a body, or media.too_large as soon as it is longer than promised; never more than that is
 * held. Throws media.unreachable when it breaks off.
 */
export async function readCapped(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body) {
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
