import type { CleanMedia } from '../usecases/media/clean.js';
import { documentPages } from './documents.js';
import { cleanImage, isImage } from './images.js';

/** A PDF may begin with something else, of so many bytes. */
const PDF_WITHIN = 1024;

/** Makes what people send into what is kept: a photo, or the pages of a PDF. Goes by the bytes alone. */
export async function cleanMedia(bytes: Buffer): Promise<CleanMedia> {
  if (!isImage(bytes) && bytes.subarray(0, PDF_WITHIN).includes('%PDF-')) {
    return { pages: await documentPages(bytes), place: null };
  }
  const { place, ...image } = await cleanImage(bytes);
  return { pages: [image], place };
}
