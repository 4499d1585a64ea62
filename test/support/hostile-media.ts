/** Files that are, or are meant to be, trouble. All made here: no picture of anybody. */
import { deflateRawSync, deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';

export const plainPhoto = (width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background: '#486' } });

/** As a camera writes it: with where it was taken, who took it, colours of its own. */
export async function photoWithPlace(
  { latitude, longitude }: { latitude: number; longitude: number },
  format: 'jpeg' | 'webp' | 'png' = 'jpeg',
): Promise<Buffer> {
  const dms = (value: number) => {
    const seconds = Math.round(Math.abs(value) * 3_600_000) / 1000;
    const [d, m] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
    return `${String(d)}/1 ${String(m)}/1 ${String(Math.round((seconds % 60) * 1000))}/1000`;
  };
  return plainPhoto()
    .withExif({
      IFD0: { Artist: 'Uji Contoh Pemotret', Make: 'Kamera Uji' },
      IFD3: {
        GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
        GPSLatitude: dms(latitude),
        GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
        GPSLongitude: dms(longitude),
      },
    })
    .withIccProfile('p3')
    .toFormat(format)
    .toBuffer();
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
};

/** A PNG of a few kilobytes that says it has so many pixels, all black. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min((Math.ceil(width / 8) + 1) * height, 50_000_000)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An animation of many pictures, no two of them the same. */
export async function animation(frames: number, format: 'gif' | 'webp'): Promise<Buffer> {
  const side = 16;
  // Multiples of an odd number never repeat within a picture's rows: encoders merge what is alike.
  const strip = Buffer.from(
    Uint8Array.from({ length: side * side * frames * 3 }, (_, n) => (n * n * 31 + n) >> 3),
  );
  return sharp(strip, { raw: { width: side, height: side * frames, channels: 3, pageHeight: side } })
    .toFormat(format, { loop: 0 })
    .toBuffer();
}

export interface PdfOptions {
  readonly pages?: number;
  readonly mediaBox?: string;
  readonly catalog?: string;
  readonly page?: string;
  readonly content?: string;
  readonly trailer?: string;
  readonly extra?: readonly string[];
}

/** A PDF written by hand. Objects: 1 catalog, 2 pages, 3 content, 4 font, then `extra`, then the pages. */
export function pdfOf({
  pages = 1,
  mediaBox = '[0 0 595 842]',
  catalog = '',
  page = '',
  content = 'BT /F 40 Tf 60 700 Td (Berita Acara Uji Contoh) Tj ET 0 0 0 rg 60 400 200 100 re f',
  trailer = '',
  extra = [],
}: PdfOptions = {}): Buffer {
  const first = 5 + extra.length;
  const kids = Array.from({ length: pages }, (_, n) => `${String(first + n)} 0 R`).join(' ');
  const leaf = `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Contents 3 0 R ${page.includes('/Resources') ? '' : '/Resources << /Font << /F 4 0 R >> >>'} ${page} >>`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages)} >>`,
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...extra,
    ...Array.from({ length: pages }, () => leaf),
  ];
  let text = '%PDF-1.7\n';
  const places: number[] = [];
  for (const [n, object] of objects.entries()) {
    places.push(text.length);
    text += `${String(n + 1)} 0 obj\n${object}\nendobj\n`;
  }
  const size = String(objects.length + 1);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${String(start)}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Locked by a password: the keys in it are of no password at all. */
export function lockedPdf(): Buffer {
  const key = 'ab'.repeat(32);
  return pdfOf({
    trailer: `/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${key}> /U <${key}> >>`,
  });
}

/** An archive with one file in it. */
export function zipOf(name: string, content: string): Buffer {
  const data = deflateRawSync(Buffer.from(content));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc32(content), 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), data]);
}

export const webPage = Buffer.from('<!doctype html><title>Masuk</title><script>alert(1)</script>');
export const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
);

/** A page with a picture on it that is small as it is sent, and takes as many bytes as it has pixels. */
export function pdfWithPicture(side: number): Buffer {
  const data = deflateSync(Buffer.alloc(side * side)).toString('latin1');
  const size = String(side);
  return pdfOf({
    content: 'q 595 0 0 842 0 0 cm /I Do Q',
    page: '/Resources << /XObject << /I 5 0 R >> >>',
    extra: [
      `<< /Type /XObject /Subtype /Image /Width ${size} /Height ${size} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length ${String(data.length)} >>\nstream\n${data}\nendstream`,
    ],
  });
}
