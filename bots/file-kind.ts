const IMAGE = /^image\/(?!svg)/i;
const PDF = /^application\/(x-)?pdf$/i;
/** Some phones name no type, or the one that stands for none. */
const NO_TYPE = /^(|application\/octet-stream)$/i;
const IMAGE_NAME = /\.(jpe?g|png|webp|heic|heif)$/i;
const PDF_NAME = /\.pdf$/i;

/**
 * What a file sent as a document is taken for; null: none that is of use. A first look only: what it is
 * in truth its bytes say. Drawings of text and links (SVG) no picture decoder of ours should meet.
 */
export function kindOfFile(mime: string, name: string): 'photo' | 'pdf' | null {
  const bare = mime.split(';')[0]?.trim() ?? '';
  if (IMAGE.test(bare)) return 'photo';
  if (PDF.test(bare)) return 'pdf';
  if (!NO_TYPE.test(bare)) return null;
  if (IMAGE_NAME.test(name)) return 'photo';
  return PDF_NAME.test(name) ? 'pdf' : null;
}
