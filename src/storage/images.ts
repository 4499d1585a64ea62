import { AppError } from '../errors.js';

/** Refuses pixel floods: some 50 megapixels is more than any phone's camera gives. */
const MAX_PIXELS = 50_000_000;
const MAX_SIDE = 2_000;
const READABLE = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

/** Encodes anew as JPEG, upright, at most 2,000 px a side: no EXIF, no GPS, nothing hidden behind it. */
export async function cleanImage(
  bytes: Buffer,
): Promise<{ bytes: Buffer; mime: 'image/jpeg'; width: number; height: number }> {
  // Loaded with the first photo: it costs every process some 15 MB.
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format } = await image.metadata();
    if (!READABLE.has(format)) throw new AppError('media.not_an_image');
    const { data, info } = await image
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('media.not_an_image', {}, { cause });
  }
}
