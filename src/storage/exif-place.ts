import readExif from 'exif-reader';
import type { Place } from '../usecases/media/clean.js';

/** Longer than what cameras write, their small preview included. */
const MAX_BYTES = 256 * 1024;

/** Where a picture was taken, by what its camera wrote; null: it did not, or nothing that makes sense. */
export function placeOfExif(exif: Buffer | undefined): Place | null {
  if (exif === undefined || exif.length > MAX_BYTES) return null;
  try {
    const { GPSInfo: gps } = readExif(exif);
    const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef, 'S', 90);
    const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef, 'W', 180);
    // Cameras without reception write zeros.
    if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return null;
    return { latitude, longitude };
  } catch {
    return null;
  }
}

function degrees(parts: unknown, ref: unknown, negative: string, most: number): number | null {
  if (!Array.isArray(parts) || parts.length !== 3 || typeof ref !== 'string') return null;
  const [whole, minutes, seconds] = parts.map(Number) as [number, number, number];
  const value = whole + minutes / 60 + seconds / 3600;
  // Written so that what is no number is refused as well.
  if (![whole, minutes, seconds].every((part) => part >= 0) || !(value <= most)) return null;
  const rounded = Math.round(value * 1e6) / 1e6;
  return ref.trim().toUpperCase() === negative ? -rounded : rounded;
}
