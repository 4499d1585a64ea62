import type { Sharp } from 'sharp';
import { AppError } from '../errors.js';
import type { CleanImage, Place } from '../usecases/media/clean.js';
import { placeOfExif } from './exif-place.js';

/** Refuses pixel floods: some 50 megapixels is more than any phone's camera gives. */
const MAX_PIXELS = 50_000_000;
const MAX_SIDE = 2_000;
const TIMEOUT_SECONDS = 30;
const READABLE = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

/** By their first bytes: what is anything else no decoder looks at. */
export function isImage(bytes: Buffer): boolean {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  return (
    text(0, 3) === '\xff\xd8\xff' ||
    text(0, 8) === '\x89PNG\r\n\x1a\n' ||
    text(0, 4) === 'GIF8' ||
    (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') ||
    text(4, 8) === 'ftyp'
  );
}

/**
 * Encodes anew as JPEG, upright, at most 2,000 px a side: no EXIF, no GPS, nothing hidden behind it. Of
 * what moves only the first picture is read.
 */
export async function cleanImage(bytes: Buffer): Promise<CleanImage & { readonly place: Place | null }> {
  if (!isImage(bytes)) throw new AppError('media.not_an_image');
  // Loaded with the first photo: it costs every process some 15 MB.
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format, exif } = await image.metadata();
    if (!READABLE.has(format)) throw new AppError('media.not_an_image');
    const small = image
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true });
    return { ...(await asJpeg(small)), place: placeOfExif(exif) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('media.not_an_image', {}, { cause });
  }
}

/** Of bare pixels. */
export async function encodeClean(
  pixels: Buffer,
  raw: { readonly width: number; readonly height: number; readonly channels: 4 },
): Promise<CleanImage> {
  const { default: sharp } = await import('sharp');
  return asJpeg(sharp(pixels, { raw }));
}

async function asJpeg(image: Sharp): Promise<CleanImage> {
  const { data, info } = await image
    // JPEG knows nothing of what is transparent, which is white on paper.
    .flatten({ background: '#fff' })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height };
}
