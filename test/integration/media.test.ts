/** What people send, and what hostile people might: from the provider's host to the sealed file. */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { encryptedStream } from '@whiskeysockets/baileys';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { telegramMedia } from '../../bots/telegram/media.js';
import { whatsAppMedia } from '../../bots/whatsapp/media.js';
import { photoFailed } from '../../src/i18n/chat.js';
import type { Container } from '../../src/container.js';
import type { MediaSource } from '../../src/domain/channel/message.js';
import { AppError } from '../../src/errors.js';
import { simulatorOf } from '../../src/parts.js';
import { cleanMedia } from '../../src/storage/media.js';
import { PrismaAttachmentStore } from '../../src/storage/repositories/attachments.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { forgetOrphanMedia } from '../../src/usecases/media/forget-orphans.js';
import { pageBlobIds } from '../../src/usecases/media/page-blobs.js';
import { storeMedia, type StoreMediaDeps } from '../../src/usecases/media/store-media.js';
import { simulatorServices } from '../../src/usecases/simulator/simulator.js';
import { botToken, startBotApi, type BotApi } from '../support/bot-api.js';
import { openTestContainer } from '../support/container.js';
import {
  animation,
  drawing,
  lockedPdf,
  pdfOf,
  photoWithPlace,
  plainPhoto,
  pngOf,
  webPage,
  zipOf,
} from '../support/hostile-media.js';
import { submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

const realFetch = globalThis.fetch;
const DAY_MS = 86_400_000;

let container: Container;
let by: { reporterId: string; contactId: string };
let deps: StoreMediaDeps;
let telegram: BotApi;
/** In the place of WhatsApp's media host. */
let whatsapp: Server;
const whatsappFiles = new Map<string, Buffer>();
let whatsappMoved: string | null = null;
/** A host that is not the provider's: whoever comes here was led astray. */
let stranger: Server;
let strangerUrl: string;
let astray = 0;
let hosts: string[] = [];

const portOf = (server: Server) => String((server.address() as AddressInfo).port);

beforeAll(async () => {
  container = await openTestContainer();
  by = await syntheticContact(container);
  telegram = await startBotApi();
  stranger = createServer((_request, response) => {
    astray += 1;
    response.end('rahasia');
  }).listen(0, '127.0.0.1');
  whatsapp = createServer((request, response) => {
    const file = whatsappFiles.get(request.url ?? '');
    if (whatsappMoved !== null) response.writeHead(302, { location: whatsappMoved }).end();
    else response.writeHead(file === undefined ? 404 : 200).end(file);
  }).listen(0, '127.0.0.1');
  await Promise.all([once(stranger, 'listening'), once(whatsapp, 'listening')]);
  strangerUrl = `http://127.0.0.1:${portOf(stranger)}`;
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const url = new URL(address);
    hosts.push(url.host);
    const here =
      url.host === 'mmg.whatsapp.net' ? `http://127.0.0.1:${portOf(whatsapp)}${url.pathname}` : url;
    return realFetch(here, init);
  });
  deps = {
    unitOfWork: container.unitOfWork,
    attachments: new PrismaAttachmentStore(container.storage),
    blobs: container.blobs,
    clean: cleanMedia,
    dialogue: container.office,
    fetchers: {
      telegram: telegramMedia({ token: botToken, apiRoot: telegram.url }),
      whatsapp: whatsAppMedia(),
      upload: {
        fetch: async (source) => {
          const bytes = source.kind === 'upload' ? await container.blobs.get(source.blobId) : null;
          if (bytes === null) throw new AppError('media.gone');
          return bytes;
        },
      },
    },
  };
});
afterEach(() => {
  expect(astray).toBe(0);
  whatsappMoved = null;
  hosts = [];
});
afterAll(async () => {
  vi.unstubAllGlobals();
  stranger.close();
  whatsapp.close();
  await telegram.stop();
});

const files = () => {
  const folder = path.join(container.config.dataDir, 'blobs');
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => path.join(folder, name)).filter((file) => statSync(file).isFile());
};
const rowOf = (id: string) => container.database.attachment.findUnique({ where: { id } });
const conversation = async () => {
  const contact = await container.database.contact.findUniqueOrThrow({ where: { id: by.contactId } });
  return container.database.conversation.findUniqueOrThrow({ where: { id: contact.conversationId } });
};
const toldTimes = async () => (await conversation()).version;
const texts = async () => {
  const rows = await container.database.outboundMessage.findMany({ orderBy: { seq: 'asc' } });
  return rows.map((row) => openOutboundBody(container.storage, row.id, row.bodyEnc).text);
};

async function attach(source: MediaSource): Promise<string> {
  const id = uuidv7();
  await container.unitOfWork.run((tx) => tx.attachments.register({ id, contactId: by.contactId, source }));
  return id;
}

async function byTelegram(bytes: Buffer, file_path = 'documents/file_1.jpg'): Promise<string> {
  telegram.script({ result: { file_id: 'f', file_unique_id: 'u', file_path } });
  telegram.files.set(file_path, { status: 200, body: bytes });
  return attach({ kind: 'telegram', account: '640801', fileId: 'f' });
}

async function byWhatsApp(bytes: Buffer, media: 'image' | 'document' = 'document'): Promise<string> {
  const { mediaKey, encFilePath } = await encryptedStream(bytes, media);
  const directPath = `/v/${uuidv7()}`;
  whatsappFiles.set(directPath, readFileSync(encFilePath));
  return attach({ kind: 'whatsapp', directPath, mediaKey: Buffer.from(mediaKey).toString('base64'), media });
}

const store = async (id: string) => storeMedia(deps, { attachmentId: id });

/** Refused for good; the dialogue hears it once, however often the job runs. */
async function expectRefused(id: string, failure: string): Promise<void> {
  const before = await toldTimes();
  for (let time = 0; time < 3; time += 1) await store(id);
  expect(await rowOf(id)).toMatchObject({ state: 'failed', failure });
  expect(await toldTimes()).toBe(before + 1);
  expect(await container.blobs.get(id)).toBeNull();
}

describe('a picture', () => {
  it.each([
    ['Telegram', byTelegram],
    ['WhatsApp', byWhatsApp],
  ] as const)(
    'of %s is kept sealed, without metadata, and its place is told once',
    async (_channel, send) => {
      const id = await send(await photoWithPlace({ latitude: 0.53, longitude: 117.6 }));
      const before = await toldTimes();
      for (let time = 0; time < 3; time += 1) await store(id);
      expect(await toldTimes()).toBe(before + 1);
      expect(await rowOf(id)).toMatchObject({
        state: 'stored',
        mime: 'image/jpeg',
        width: 64,
        height: 48,
        pages: 1,
      });
      const kept = (await container.blobs.get(id)) ?? Buffer.alloc(0);
      const { format, exif, icc, xmp, iptc } = await sharp(kept).metadata();
      expect({ format, exif, icc, xmp, iptc }).toEqual({ format: 'jpeg' });
      const file = readFileSync(files().find((name) => name.endsWith(id)) ?? '');
      for (const part of ['\xff\xd8\xff', 'JFIF', 'Kamera Uji', 'Uji Contoh']) {
        expect(file.includes(Buffer.from(part, 'latin1'))).toBe(false);
      }
      await expect(sharp(file.subarray(file.indexOf('\n') + 1)).metadata()).rejects.toThrow();
    },
  );

  it('that three workers take up at once is kept, or refused, and told of once', async () => {
    for (const [bytes, state] of [
      [await photoWithPlace({ latitude: 0.53, longitude: 117.6 }), 'stored'],
      [webPage, 'failed'],
    ] as const) {
      const id = await byWhatsApp(bytes);
      const before = await toldTimes();
      await Promise.all([store(id), store(id), store(id)]);
      expect(await rowOf(id)).toMatchObject({ state });
      expect(await toldTimes()).toBe(before + 1);
    }
  });

  it('of a report that is sent already tells the dialogue nothing of its place', async () => {
    const id = await byWhatsApp(await photoWithPlace({ latitude: 0.53, longitude: 117.6 }));
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 70));
    await container.unitOfWork.run((tx) => tx.attachments.assign(caseId, by.reporterId, [id]));
    const before = await toldTimes();
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored' });
    expect(await toldTimes()).toBe(before);
  });

  it('without a place tells the dialogue nothing', async () => {
    const id = await byTelegram(await plainPhoto().png().toBuffer());
    const before = await toldTimes();
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored' });
    expect(await toldTimes()).toBe(before);
  });

  it('moves no other file under its name: a sealed file opens at its own place only', async () => {
    const [one, two] = [await byTelegram(pdfOf({ pages: 2 })), await byWhatsApp(pdfOf())];
    await store(one);
    await store(two);
    const [first, second] = [`${one}_2`, two].map(
      (name) => files().find((file) => file.endsWith(name)) ?? '',
    );
    writeFileSync(second ?? '', readFileSync(first ?? ''));
    await expect(container.blobs.get(two)).rejects.toMatchObject({ code: 'crypto.unreadable' });
  });
});

describe('a berita acara', () => {
  it.each([
    ['Telegram', byTelegram],
    ['WhatsApp', byWhatsApp],
  ] as const)('sent as PDF by %s is kept page by page', async (_channel, send) => {
    const id = await send(pdfOf({ pages: 3 }));
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored', mime: 'image/jpeg', pages: 3 });
    for (const blob of pageBlobIds(id, 3)) {
      const kept = (await container.blobs.get(blob)) ?? Buffer.alloc(0);
      expect(kept.includes('%PDF')).toBe(false);
      expect((await sharp(kept).metadata()).format).toBe('jpeg');
    }
    expect(await container.blobs.get(`${id}:4`)).toBeNull();
  });

  it('with JavaScript and links that lead away leads nowhere', async () => {
    const link = `<< /S /URI /URI (${strangerUrl}/x) >>`;
    const id = await byTelegram(
      pdfOf({
        catalog: '/OpenAction 5 0 R',
        page: '/Annots [6 0 R] /AA << /O 7 0 R >>',
        extra: [
          `<< /S /JavaScript /JS (this.submitForm\\("${strangerUrl}"\\)) >>`,
          `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${link} >>`,
          link,
        ],
      }),
    );
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored', pages: 1 });
  });
});

describe('what is refused', () => {
  it.each<[what: string, bytes: () => Buffer | Promise<Buffer>]>([
    ['a web page', () => webPage],
    ['a web page that begins like a JPEG', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), webPage])],
    ['a drawing', () => drawing],
    ['a flood of pixels', () => pngOf(30_000, 30_000)],
    ['a picture cut off', async () => (await plainPhoto(900, 700).jpeg().toBuffer()).subarray(0, 2_000)],
    ['an archive as PDF', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), zipOf('a.txt', 'b')])],
    ['a locked PDF', lockedPdf],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s is told to the dialogue as no picture', async (_what, bytes) => {
    await expectRefused(await byTelegram(await bytes()), 'media.not_an_image');
    await expectRefused(await byWhatsApp(await bytes(), 'image'), 'media.not_an_image');
  });

  it('a file longer than it may be, whatever it said', async () => {
    const long = Buffer.alloc(20 * 1024 * 1024 + 1);
    await expectRefused(await byTelegram(long), 'media.too_large');
    await expectRefused(await byWhatsApp(long), 'media.too_large');
  });

  it('a PDF of 100,000 pages', async () => {
    await expectRefused(await byTelegram(pdfOf({ pages: 100_000 })), 'media.too_large');
  });

  it('an address that leads elsewhere', async () => {
    await expectRefused(await byTelegram(Buffer.alloc(1), '../../etc/passwd'), 'media.gone');
    await expectRefused(await byTelegram(Buffer.alloc(1), `${strangerUrl}/x`), 'media.gone');
    const key = Buffer.alloc(32).toString('base64');
    const away = { kind: 'whatsapp', mediaKey: key, media: 'image' } as const;
    for (const directPath of [
      '//127.0.0.1:9/x',
      `/@127.0.0.1:${portOf(stranger)}/x`,
      '/\\elsewhere.example',
    ]) {
      await expectRefused(await attach({ ...away, directPath }), 'media.gone');
    }
    expect(new Set(hosts.filter((host) => host !== new URL(telegram.url).host))).toEqual(
      new Set(['mmg.whatsapp.net']),
    );
  });

  it('where a host points to another is not followed, and tried again later', async () => {
    const id = await byWhatsApp(await plainPhoto().jpeg().toBuffer());
    whatsappMoved = `${strangerUrl}/x`;
    await expect(store(id)).rejects.toMatchObject({ code: 'media.unreachable' });
    whatsappMoved = null;
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored' });
  });

  it('what could not be reached for a whole day', async () => {
    const id = await byWhatsApp(await plainPhoto().jpeg().toBuffer());
    whatsappMoved = `${strangerUrl}/x`;
    await container.database.attachment.update({
      where: { id },
      data: { createdAt: new Date(Date.now() - DAY_MS - 1_000) },
    });
    await expectRefused(id, 'media.unreachable');
  });

  it('what the provider no longer has, a channel that is off, an upload that is away', async () => {
    const id = await byWhatsApp(Buffer.from('x'));
    whatsappFiles.clear();
    await expectRefused(id, 'media.gone');
    await expectRefused(await attach({ kind: 'upload', blobId: uuidv7() }), 'media.gone');
    const off = { ...deps, fetchers: {} };
    const other = await byTelegram(Buffer.from('x'));
    await storeMedia(off, { attachmentId: other });
    expect(await rowOf(other)).toMatchObject({ state: 'failed', failure: 'media.gone' });
  });

  it('is said as a message of its own when the report is sent already, once', async () => {
    const id = await byTelegram(webPage);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 71));
    await container.unitOfWork.run((tx) => tx.attachments.assign(caseId, by.reporterId, [id]));
    const before = await toldTimes();
    for (let time = 0; time < 3; time += 1) await store(id);
    expect(await toldTimes()).toBe(before);
    expect((await texts()).filter((text) => text === photoFailed)).toHaveLength(1);
  });

  it('an animation with very many pictures is one picture', async () => {
    const id = await byTelegram(await animation(60, 'webp'));
    await store(id);
    expect(await rowOf(id)).toMatchObject({ state: 'stored', width: 16, height: 16, pages: 1 });
  });
});

describe('a file of the simulator', () => {
  const simulator = () => {
    const [, person] = trialReporters;
    const services = simulatorOf(container);
    if (services === null || person === undefined) throw new Error('no simulator');
    return { services, person };
  };

  it('handed in five times is one message and one file, whose raw bytes do not stay', async () => {
    const { services, person } = simulator();
    const before = files().length;
    const photo = await photoWithPlace({ latitude: 0.5, longitude: 117.5 });
    await services.send(person.id, { clientId: 'mulai-1', text: 'miskin baru' });
    await Promise.all([1, 2, 3, 4].map(() => services.send(person.id, { clientId: 'foto-1', photo })));
    await services.send(person.id, { clientId: 'foto-1', photo });
    expect(files().length).toBe(before + 1);
    const { items } = await services.messages(person.id, null);
    expect(items.filter(({ sent }) => sent === 'photo')).toHaveLength(1);
    container.pump.start();
    await expect
      .poll(() => container.database.attachment.count({ where: { state: 'pending' } }))
      .toBeGreaterThan(0);
    await container.pump.stop();
    const [row] = await container.database.attachment.findMany({ where: { state: 'pending' } });
    await store(row?.id ?? '');
    await services.send(person.id, { clientId: 'foto-1', photo });
    // The clean one stands where the raw one stood.
    expect(files().length).toBe(before + 1);
    expect(await container.blobs.get(row?.id ?? '')).not.toBeNull();
  });

  it('handed in at the very same moment is one file as well', async () => {
    const { person } = simulator();
    const store = { lines: async () => [], has: async () => false };
    const { intake, blobs } = container;
    const unaware = simulatorServices({ people: [{ ...person, note: '' }], store, intake, blobs });
    const before = files().length;
    for (let time = 0; time < 3; time += 1) {
      await unaware.send(person.id, { clientId: 'foto-2', photo: webPage });
    }
    expect(files().length).toBe(before + 1);
  });

  it('can be a PDF, a place, a card or a voice note, which the page shows as such', async () => {
    const { services, person } = simulator();
    await services.send(person.id, { clientId: 'p1', photo: pdfOf() });
    await services.send(person.id, { clientId: 'p2', place: { latitude: -0.5, longitude: 117.5 } });
    await services.send(person.id, { clientId: 'p3', other: 'voice' });
    await services.send(person.id, { clientId: 'p4', other: 'contact' });
    const { items } = await services.messages(person.id, null);
    expect(items.slice(-4).map(({ sent, text }) => [sent, text])).toEqual([
      ['pdf', ''],
      ['location', '-0.5, 117.5'],
      ['voice', ''],
      ['contact', ''],
    ]);
  });
});

describe('pictures that belong to nothing', () => {
  const later = (days: number) => ({
    ...deps,
    clock: { now: () => new Date(Date.now() + days * DAY_MS) },
  });

  it('are removed after 30 days, but for those of a report and of a draft that goes on', async () => {
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 72));
    const [sent, held, loose, locked] = [
      await byTelegram(await plainPhoto().jpeg().toBuffer()),
      await byWhatsApp(await plainPhoto().jpeg().toBuffer()),
      await byWhatsApp(pdfOf({ pages: 2 })),
      await byWhatsApp(lockedPdf()),
    ];
    for (const id of [sent, held, loose, locked]) await store(id);
    await container.unitOfWork.run(async (tx) => {
      await tx.attachments.assign(caseId, by.reporterId, [sent]);
      const [talk] = await tx.chat.lock([by.contactId]);
      if (talk === undefined) throw new Error('no conversation');
      const { id, version } = talk;
      const state = { v: 1, draft: { photos: [{ id: held }] } };
      const write = { id, version, state, dueAt: null, contactId: undefined, processed: [], replies: [] };
      await tx.chat.save([write]);
    });
    await forgetOrphanMedia(later(29));
    for (const id of [sent, held, loose, locked]) expect(await rowOf(id)).not.toBeNull();
    expect(await forgetOrphanMedia(later(31))).toBeGreaterThanOrEqual(2);
    for (const id of [loose, locked]) expect(await rowOf(id)).toBeNull();
    for (const id of pageBlobIds(loose, 2)) expect(await container.blobs.get(id)).toBeNull();
    for (const id of [sent, held]) expect(await container.blobs.get(id)).not.toBeNull();
    expect(await forgetOrphanMedia(later(31))).toBe(0);
  });

  it('are removed after a week when no row names them, and drafts of files with them', async () => {
    const [named, waiting] = [await byTelegram(pdfOf({ pages: 2 })), uuidv7()];
    await store(named);
    const upload = await attach({ kind: 'upload', blobId: waiting });
    const nobody = [uuidv7(), `${uuidv7()}:2`];
    for (const id of [waiting, ...nobody]) await container.blobs.put(id, Buffer.from('uji'));
    const draft = `${files()[0] ?? ''}.99.tmp`;
    writeFileSync(draft, 'uji');
    const weekAgo = new Date(Date.now() - 8 * DAY_MS);
    for (const file of files()) utimesSync(file, weekAgo, weekAgo);
    expect(await forgetOrphanMedia(later(0))).toBe(2);
    for (const id of nobody) expect(await container.blobs.get(id)).toBeNull();
    for (const id of [...pageBlobIds(named, 2), waiting])
      expect(await container.blobs.get(id)).not.toBeNull();
    expect(files()).not.toContain(draft);
    expect(await rowOf(upload)).not.toBeNull();
    expect(await forgetOrphanMedia(later(0))).toBe(0);
  });
});
