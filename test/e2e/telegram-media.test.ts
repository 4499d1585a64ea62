/** What else comes from a phone, over the wire: albums, PDFs, places, edits; each once, and each answered. */
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { telegramCommands } from '../../src/i18n/bots.js';
import { openInboundBody } from '../../src/storage/repositories/inbox.js';
import { atEnd } from '../support/ends.js';
import { pdfOf, plainPhoto } from '../support/hostile-media.js';
import { waitForReply } from '../support/phone.js';
import { startTestService, type TestService } from '../support/service.js';
import { startTelegramServer, type TelegramPhone, type TelegramServer } from '../support/telegram-server.js';

const [reporter] = trialReporters;
const TIMES = 5;

describe('a phone on Telegram', () => {
  let telegram: TelegramServer;
  let service: TestService;
  let phone: TelegramPhone;

  beforeAll(async () => {
    telegram = await startTelegramServer();
    service = await startTestService({
      env: { TELEGRAM_BOT_TOKEN: '640801:test-token', TELEGRAM_API_ROOT: telegram.url },
    });
    atEnd(() => telegram.stop());
    phone = telegram.phone({ id: 7005, phone: reporter?.phone ?? '' }, TIMES);
    await phone.shareNumber();
    await waitForReply(phone, 0, /./);
  });

  const heard = async () => {
    const { database, storage } = service.container;
    const rows = await database.inboxMessage.findMany({ orderBy: { seq: 'asc' } });
    return rows.map((row) => openInboundBody(storage, row.id, row.bodyEnc).content);
  };
  const settled = () =>
    expect
      .poll(() => service.container.database.inboxMessage.count({ where: { processedAt: null } }))
      .toBe(0);

  it('sends an album, a PDF, places and more, which come once each, in order, and are answered', async () => {
    const bytes = await plainPhoto().jpeg().toBuffer();
    const before = (await heard()).length;
    const answered = (await phone.read()).length;
    await phone.sendAlbum([
      { fileId: 'album-1', bytes, caption: 'rumah' },
      { fileId: 'album-2', bytes },
      { fileId: 'album-3', bytes },
    ]);
    await phone.sendDocument({ fileId: 'ba', bytes: pdfOf(), mime: 'application/pdf', name: 'ba.pdf' });
    await phone.sendDocument({
      fileId: 'foto',
      bytes,
      mime: 'image/jpeg',
      name: 'foto.jpg',
      caption: 'dapur',
    });
    await phone.sendLocation({ latitude: 0.53, longitude: 117.6 });
    await phone.sendLocation({ latitude: 0.54, longitude: 117.61, title: 'Balai Desa Uji' });
    await phone.send({ voice: { file_id: 'v', duration: 3 } });
    await phone.send({ forward_date: 1, text: 'diteruskan' });
    await phone.edit('diubah');
    await expect.poll(async () => (await heard()).length).toBe(before + 10);
    await settled();
    const source = (fileId: string) => ({ kind: 'telegram', account: '640801', fileId });
    expect((await heard()).slice(before)).toEqual([
      { type: 'photo', source: source('album-1'), caption: 'rumah' },
      { type: 'photo', source: source('album-2') },
      { type: 'photo', source: source('album-3') },
      { type: 'pdf', source: source('ba') },
      { type: 'photo', source: source('foto'), caption: 'dapur' },
      { type: 'location', latitude: 0.53, longitude: 117.6 },
      { type: 'location', latitude: 0.54, longitude: 117.61 },
      { type: 'other', what: 'voice' },
      { type: 'text', text: 'diteruskan' },
      { type: 'other', what: 'edited' },
    ]);
    await expect
      .poll(async () => (await phone.read()).length, { timeout: 30_000 })
      .toBeGreaterThanOrEqual(answered + 1);
    expect(await service.container.database.attachment.count({ where: { state: 'failed' } })).toBe(0);
  });

  it('is shown the commands', () => {
    expect(telegram.calls).toContain('setMyCommands');
    expect(telegramCommands.map(({ command }) => command)).toEqual([
      'mulai',
      'status',
      'format',
      'draf',
      'bantuan',
      'batal',
    ]);
    // https://core.telegram.org/bots/api#botcommand
    for (const { command, description } of telegramCommands) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });
});
