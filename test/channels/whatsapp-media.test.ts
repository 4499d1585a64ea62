import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { encryptedStream } from '@whiskeysockets/baileys';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { whatsAppMedia } from '../../bots/whatsapp/media.js';
import type { MediaSource } from '../../src/domain/channel/message.js';

const PICTURE = Buffer.from('gambar contoh '.repeat(1000));
const realFetch = globalThis.fetch;

/** Stands in for the provider's media host: what is asked of it is sent here. */
describe('a WhatsApp photo', () => {
  let server: Server;
  let redirect: string | null = null;
  let served = 0;
  let status = 200;
  let asked: string[] = [];
  const files = new Map<string, Buffer>();

  beforeAll(async () => {
    server = createServer((request, response) => {
      served += 1;
      const file = files.get(request.url?.split('?')[0] ?? '');
      if (redirect !== null) {
        response.writeHead(302, { location: redirect }).end();
        return;
      }
      response.writeHead(file === undefined ? 404 : status).end(status === 200 ? file : '');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
      asked.push(new URL(address).host);
      return realFetch(origin + new URL(address).pathname, init);
    });
  });
  afterEach(() => {
    status = 200;
    redirect = null;
    asked = [];
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    server.close();
  });

  async function uploaded(media: 'image' | 'document'): Promise<MediaSource> {
    const { mediaKey, encFilePath } = await encryptedStream(PICTURE, media);
    const directPath = `/v/${media}`;
    files.set(directPath, readFileSync(encFilePath));
    return { kind: 'whatsapp', directPath, mediaKey: Buffer.from(mediaKey).toString('base64'), media };
  }

  it.each(['image', 'document'] as const)(
    'sent as %s is fetched from the provider alone, and decrypted',
    async (media) => {
      expect(await whatsAppMedia().fetch(await uploaded(media), 1_000_000)).toEqual(PICTURE);
      expect(asked).toEqual(['mmg.whatsapp.net']);
    },
  );

  it('is asked for at no other host, whatever path the message names', async () => {
    const source = await uploaded('image');
    for (const directPath of ['//elsewhere.example/x', '/@elsewhere.example/x', '/\\elsewhere.example']) {
      await expect(
        whatsAppMedia().fetch({ ...source, directPath } as MediaSource, 1_000),
      ).rejects.toMatchObject({
        code: 'media.gone',
      });
    }
    for (const directPath of [
      '',
      '.elsewhere.example/x',
      '@elsewhere.example/x',
      ':8/x',
      'https://elsewhere.example',
    ]) {
      await expect(
        whatsAppMedia().fetch({ ...source, directPath } as MediaSource, 1_000),
      ).rejects.toMatchObject({
        code: 'media.gone',
      });
    }
    expect(new Set(asked)).toEqual(new Set(['mmg.whatsapp.net']));
    expect(asked).toHaveLength(3);
  });

  it('is not fetched from where the host points to', async () => {
    const source = await uploaded('image');
    served = 0;
    redirect = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v/image`;
    await expect(whatsAppMedia().fetch(source, 1_000_000)).rejects.toMatchObject({
      code: 'media.unreachable',
    });
    expect(served).toBe(1);
  });

  it.each<[what: string, change: (file: Buffer) => Buffer]>([
    ['cut off', (file) => file.subarray(0, -100)],
    [
      'changed on its way',
      (file) => Buffer.concat([file.subarray(0, -1), Buffer.from([(file.at(-1) ?? 0) ^ 1])]),
    ],
    ['empty', () => Buffer.alloc(0)],
    ['a web page', () => Buffer.from('<html>')],
  ])('that is %s is none', async (_what, change) => {
    const source = await uploaded('image');
    files.set('/v/image', change(files.get('/v/image') ?? Buffer.alloc(0)));
    await expect(whatsAppMedia().fetch(source, 1_000_000)).rejects.toMatchObject({ code: 'media.gone' });
  });

  it('that is too large is given up as soon as it is', async () => {
    await expect(whatsAppMedia().fetch(await uploaded('image'), 100)).rejects.toMatchObject({
      code: 'media.too_large',
    });
  });

  it('that the provider no longer has is gone for good', async () => {
    const source = await uploaded('image');
    status = 410;
    await expect(whatsAppMedia().fetch(source, 1_000_000)).rejects.toMatchObject({
      code: 'media.gone',
      retryable: false,
    });
  });

  it('is asked for again when the provider does not answer', async () => {
    const source = await uploaded('image');
    status = 503;
    await expect(whatsAppMedia().fetch(source, 1_000_000)).rejects.toMatchObject({
      code: 'media.unreachable',
      retryable: true,
    });
  });
});
