import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { documentPages } from '../../../src/storage/documents.js';
import { placeOfExif } from '../../../src/storage/exif-place.js';
import { cleanMedia } from '../../../src/storage/media.js';
import {
  animation,
  drawing,
  lockedPdf,
  pdfOf,
  pdfWithPicture,
  photoWithPlace,
  plainPhoto,
  pngOf,
  webPage,
  zipOf,
} from '../../support/hostile-media.js';

async function expectClean(bytes: Buffer): Promise<void> {
  const { format, exif, icc, xmp, iptc, pages } = await sharp(bytes).metadata();
  expect({ format, exif, icc, xmp, iptc, pages }).toEqual({ format: 'jpeg' });
}

describe('a photo', () => {
  it.each(['jpeg', 'webp', 'png'] as const)(
    'in %s loses all but its picture, and says its place',
    async (format) => {
      const photo = await photoWithPlace({ latitude: 0.531234, longitude: 117.601234 }, format);
      const { pages, place } = await cleanMedia(photo);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toMatchObject({ mime: 'image/jpeg', width: 64, height: 48 });
      expect(place?.latitude).toBeCloseTo(0.531234, 5);
      expect(place?.longitude).toBeCloseTo(117.601234, 5);
      const kept = pages[0]?.bytes ?? Buffer.alloc(0);
      await expectClean(kept);
      expect(kept.includes('Uji Contoh Pemotret')).toBe(false);
    },
  );

  it('south and west of zero is there', async () => {
    const { place } = await cleanMedia(await photoWithPlace({ latitude: -1.25, longitude: -70.5 }));
    expect(place).toEqual({ latitude: -1.25, longitude: -70.5 });
  });

  it('of a camera that did not know says no place', async () => {
    expect((await cleanMedia(await photoWithPlace({ latitude: 0, longitude: 0 }))).place).toBeNull();
    expect((await cleanMedia(await plainPhoto().jpeg().toBuffer())).place).toBeNull();
  });

  it('with places that are none says none, whatever is written there', async () => {
    const { exif } = await sharp(await photoWithPlace({ latitude: 1, longitude: 117 })).metadata();
    const bytes = exif ?? Buffer.alloc(0);
    expect(placeOfExif(bytes)).toEqual({ latitude: 1, longitude: 117 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 40 }),
        fc.nat(bytes.length),
        (changes, length) => {
          const broken = Buffer.from(bytes);
          for (const [at, value] of changes) broken[at] = value;
          const place = placeOfExif(broken.subarray(0, length));
          if (place === null) return;
          expect(Math.abs(place.latitude)).toBeLessThanOrEqual(90);
          expect(Math.abs(place.longitude)).toBeLessThanOrEqual(180);
        },
      ),
      { numRuns: 500 },
    );
    expect(placeOfExif(Buffer.alloc(300 * 1024))).toBeNull();
  });

  it.each(['gif', 'webp'] as const)('that moves (%s) is its first picture', async (format) => {
    const moving = await animation(60, format);
    expect((await sharp(moving).metadata()).pages).toBeGreaterThan(50);
    const { pages } = await cleanMedia(moving);
    expect(pages).toMatchObject([{ width: 16, height: 16 }]);
    await expectClean(pages[0]?.bytes ?? Buffer.alloc(0));
  });

  it('with an archive behind it keeps the picture alone', async () => {
    const both = Buffer.concat([await plainPhoto().jpeg().toBuffer(), zipOf('rahasia.txt', 'uji rahasia')]);
    const { pages } = await cleanMedia(both);
    expect(pages[0]?.bytes.includes('rahasia.txt')).toBe(false);
    await expectClean(pages[0]?.bytes ?? Buffer.alloc(0));
  });

  it('with a PDF behind it is a photo', async () => {
    const { pages } = await cleanMedia(Buffer.concat([await plainPhoto(40, 30).png().toBuffer(), pdfOf()]));
    expect(pages).toMatchObject([{ width: 40, height: 30 }]);
  });

  it('that is transparent stands on white, not on black', async () => {
    const clear = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { pages } = await cleanMedia(clear);
    const { channels } = await sharp(pages[0]?.bytes).stats();
    expect(channels.every(({ min }) => min > 250)).toBe(true);
  });

  it.each<[what: string, bytes: () => Buffer | Promise<Buffer>]>([
    ['a flood of pixels', () => pngOf(30_000, 30_000)],
    ['a line of pixels without end', () => pngOf(2_000_000_000, 1)],
    ['cut off', async () => (await plainPhoto(400, 300).jpeg().toBuffer()).subarray(0, 900)],
    ['a web page', () => webPage],
    [
      'a web page that begins like a JPEG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), webPage]),
    ],
    ['a drawing', () => drawing],
    ['a drawing after its declaration', () => Buffer.concat([Buffer.from('<?xml version="1.0"?>'), drawing])],
    ['an archive', () => zipOf('foto.jpg', 'x')],
    ['a TIFF', () => plainPhoto().tiff().toBuffer()],
    ['nothing', () => Buffer.alloc(0)],
    ['one byte', () => Buffer.from([0xff])],
  ])('that is %s is refused', async (_what, bytes) => {
    await expect(cleanMedia(await bytes())).rejects.toMatchObject({ code: 'media.not_an_image' });
  });
});

describe('a PDF', () => {
  it('becomes one picture a page, with nothing of the file in it', async () => {
    const { pages, place } = await cleanMedia(pdfOf({ pages: 3, catalog: '/Lang (rahasia)' }));
    expect(place).toBeNull();
    expect(pages).toHaveLength(3);
    for (const { bytes, width, height } of pages) {
      expect([width, height]).toEqual([1413, 2000]);
      await expectClean(bytes);
      expect(bytes.includes('%PDF') || bytes.includes('rahasia')).toBe(false);
      // Something is written on it, black on white.
      const { channels } = await sharp(bytes).stats();
      expect([channels[0]?.min, channels[0]?.max]).toEqual([expect.closeTo(0, -1), 255]);
    }
  });

  it('with more pages than a berita acara has is refused as too large', async () => {
    await expect(cleanMedia(pdfOf({ pages: 11 }))).rejects.toMatchObject({ code: 'media.too_large' });
    await expect(cleanMedia(pdfOf({ pages: 100_000 }))).rejects.toMatchObject({ code: 'media.too_large' });
  });

  it.each<[what: string, box: string]>([
    ['huge', '[0 0 100000000 100000000]'],
    ['as wide as a road', '[0 0 14400 72]'],
    ['tiny', '[0 0 36 36]'],
    ['of no size', '[0 0 0 0]'],
    ['not of this world', '[0 0 -1e38 1e38]'],
  ])('whose page is %s is drawn within the limits, or refused', async (_what, mediaBox) => {
    const pages = await documentPages(pdfOf({ mediaBox })).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'media.not_an_image' });
      return [];
    });
    for (const { width, height } of pages) expect(Math.max(width, height)).toBeLessThanOrEqual(2_000);
  });

  it('with JavaScript, links and files in it is drawn, and none of them is run or asked for', async () => {
    const script = '<< /S /JavaScript /JS (app.launchURL\\("http://127.0.0.1:9/"\\); while\\(true\\){}) >>';
    const pages = await documentPages(
      pdfOf({
        catalog: `/OpenAction 5 0 R /AA << /WC 5 0 R >> /Names << /JavaScript << /Names [(a) 5 0 R] >> >>`,
        page: '/Annots [6 0 R] /AA << /O 5 0 R >>',
        extra: [
          script,
          '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://127.0.0.1:9/x) >> >>',
        ],
      }),
    );
    expect(pages).toHaveLength(1);
  });

  it.each<[what: string, bytes: () => Buffer]>([
    ['locked', lockedPdf],
    ['cut off at its beginning', () => pdfOf().subarray(0, 60)],
    ['an archive', () => zipOf('berita-acara.pdf', '%PDF-1.7')],
    ['an archive that names itself a PDF', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), zipOf('a', 'b')])],
    ['a web page', () => Buffer.concat([Buffer.from('%PDF-'), webPage])],
    ['without pages', () => pdfOf({ pages: 0 })],
  ])('that is %s is refused', async (_what, bytes) => {
    await expect(cleanMedia(bytes())).rejects.toMatchObject({ code: 'media.not_an_image' });
  });

  it('that would be drawn for ever is given up in time', async () => {
    const endless = pdfOf({ content: '0 0 595 842 re f '.repeat(400_000) });
    const begun = performance.now();
    await expect(documentPages(endless, { ms: 400 })).rejects.toMatchObject({ code: 'media.not_an_image' });
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  it('that wants more memory than it gets is refused', async () => {
    const large = Buffer.concat([pdfOf(), Buffer.alloc(20_000_000, '\n')]);
    await expect(documentPages(large)).resolves.toHaveLength(1);
    await expect(documentPages(large, { memory: 20_000_000 })).rejects.toMatchObject({
      code: 'media.not_an_image',
    });
  });

  it('with a picture that grows beyond all bounds is drawn within them, or refused', async () => {
    await documentPages(pdfWithPicture(20_000)).then(
      (pages) => expect(pages).toHaveLength(1),
      (error: unknown) => expect(error).toMatchObject({ code: 'media.not_an_image' }),
    );
  }, 60_000);

  it('of any bytes is drawn or refused, and nothing else', async () => {
    const good = pdfOf();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 60 }),
        async (changes) => {
          const broken = Buffer.from(good);
          for (const [at, value] of changes) if (at > 8) broken[at] = value;
          await documentPages(broken).catch((error: unknown) => {
            expect(error).toMatchObject({
              code: expect.stringMatching(/^media\.(not_an_image|too_large)$/) as string,
            });
          });
        },
      ),
      { numRuns: 6 },
    );
  });
});
