import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it, vi } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { createLogger } from '../../src/log.js';
import { simulatorOf, telegramWebhookPath } from '../../src/parts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { asText, dumpRedis, dumpTables, readTree, serverFiles } from '../support/dumps.js';
import { atEnd } from '../support/ends.js';
import { findInBytes, findLeaks, findMarks } from '../support/leaks.js';
import { tell, waitForReply, type Phone } from '../support/phone.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.js';

const plainFetch = globalThis.fetch;
const plainStreams = [process.stdout, process.stderr].map((stream) => ({
  stream,
  write: stream.write.bind(stream),
}));
const secret = 'rahasia-webhook-uji';
const stranger = '00000000-0000-7000-8000-000000000199';
const [first, second] = trialReporters;

/** Never in clear, in nothing that the service writes. */
const sealed = {
  nik: '6408011708530431',
  wrongNik: '6408011708530000',
  kk: '6408010505110777',
  secondNik: '6408022202610532',
  reporterPhone: '81100000001',
  enrolledPhone: '81277700123',
  strangerPhone: '81355500321',
  chatId: '7008150123456',
  strangerChatId: '7008150654321',
  whatsappAddress: '198700770088123',
  address: 'quellamar',
  narrative: 'quorvantes',
  note: 'brixholme',
  memberNik: '6408015202630217',
  work: 'grelvish',
  pmksNote: 'vantrosk',
  gone: 'wexmorel',
  objection: 'threnvald',
  duplicateReason: 'jorvinsky',
  withdrawal: 'plendhurst',
  importedName: 'Krivandos',
  importedPhone: '81288800456',
  importedRole: 'dromvek',
  fileId: 'AgACzondrine',
  exif: 'Exifplorven',
};
/** Searched by, so in clear in the database; nowhere else. */
const searchable = {
  name: 'Zwingara',
  correctedName: 'Zwethuna',
  memberName: 'Zwomarika',
  birthDate: '1961-02-22',
  birthDay: '22 Februari',
};
/** A code is made while the service runs: it is added then. */
const codes: Record<string, string> = {};
const marks = { ...sealed, ...searchable };
const everything = Object.values(marks).join(' | ');

async function taggedPhoto(): Promise<Buffer> {
  const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#a64' } });
  const gps = { GPSLatitudeRef: 'N', GPSLatitude: '0/1 29/1 5991/100' };
  return plain
    .withExif({ IFD0: { ImageDescription: `${sealed.exif} ${sealed.nik}` }, IFD3: gps })
    .jpeg()
    .toBuffer();
}

describeOnEachQueue('what identifies a person', (backend) => {
  let redis: TestRedis | null = null;
  let telegram: TelegramServer;
  let service: TestService;
  let begun: string;
  let clockFault: Error | null = null;
  const output: string[] = [];
  const queued: string[] = [];
  const errorPages: string[] = [];
  const headers: string[] = [];

  /** Reads what is said as soon as it is written: the provider's pace is a message a second. */
  const quick = <P extends Phone>(phone: P): P => ({
    ...phone,
    read: async () => (await saidOn(service, 'telegram')).map(({ text }) => text),
  });
  /** What stands in the queue now, and in the rows that it is filled from. */
  const queueNow = async () => {
    const tables = await dumpTables(service.container.databaseUrl);
    queued.push(asText(tables, (name) => name.startsWith('bullmq.') || name === 'public.outbox'));
    if (redis !== null) queued.push(await dumpRedis(redis.url));
  };

  beforeAll(async () => {
    captureOutput(output);
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (...request) => {
      const response = await plainFetch(...request);
      headers.push([...response.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n'));
      return response;
    });
    redis = backend === 'redis' ? await startRedis() : null;
    // Registered first, so it runs last: a queue does not end without its store.
    atEnd(() => redis?.stop());
    telegram = await startTelegramServer();
    begun = await serverFiles().position();
    service = await startTestService({
      logger: createLogger('debug', { part: 'test' }, { write: (line) => void output.push(line) }),
      clock: {
        now: () => {
          if (clockFault !== null) throw clockFault;
          return new Date();
        },
      },
      env: {
        TELEGRAM_BOT_TOKEN: '640802:test-token',
        TELEGRAM_API_ROOT: telegram.url,
        TELEGRAM_WEBHOOK_SECRET: secret,
        PUBLIC_URL: 'http://127.0.0.1',
        ...(redis === null ? {} : { REDIS_URL: redis.url }),
      },
    });
    telegram.pushTo(new URL(telegramWebhookPath, service.url).href, secret);
    atEnd(async () => {
      vi.restoreAllMocks();
      await telegram.stop();
    });
  });

  it('goes through a whole report by Telegram, with its mistakes and a failing job', async () => {
    const { container } = service;
    const phone = quick(telegram.phone({ id: Number(sealed.chatId), phone: first?.phone ?? '' }));
    await tell(phone, '/start', /belum terdaftar/);
    const unknown = (await phone.read()).length;
    await phone.shareNumber();
    await waitForReply(phone, unknown, /sudah dikenal/);
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    await tell(phone, `KK-nya ${sealed.kk}, ibunya ${sealed.narrative}`, /No\. KK harus 16 angka/);
    await tell(phone, spaced(sealed.kk), /NIK kepala keluarga/);
    await tell(phone, sealed.wrongNik, /tidak boleh 0000/);
    await tell(phone, spaced(sealed.nik), /nama kepala keluarga/);
    await tell(phone, `Uji ${searchable.name}`, /alamat/i);
    await tell(phone, `Gang ${sealed.address} RT 3 RW 1`, /jumlah anggota/);
    await tell(phone, `anaknya ${sealed.narrative}`, /Tulis satu angka/);
    await tell(phone, '4', /Anggota 2/);
    const wife = `Uji ${searchable.memberName}, istri, ${spaced(sealed.memberNik)}, SD, petani ${sealed.work}`;
    await tell(phone, wife, /Anggota 3/);
    await tell(phone, 'lewati', /keadaan rumah tangga/);
    await tell(phone, '1, 3', /foto rumah/);

    // The photo's job fails at first, with all that it could quote.
    const put = vi.spyOn(container.blobs, 'put').mockRejectedValue(new Error(`cannot write: ${everything}`));
    const seen = (await phone.read()).length;
    await phone.sendPhoto({ fileId: sealed.fileId, bytes: await taggedPhoto(), caption: sealed.narrative });
    await waitForReply(phone, seen, /1 foto diterima/);
    await expect.poll(() => container.database.outbox.count({ where: { failure: 'internal' } })).toBe(1);
    await queueNow();
    put.mockRestore();
    await expect
      .poll(() => container.database.attachment.count({ where: { state: 'stored' } }), { timeout: 10_000 })
      .toBe(1);

    await tell(phone, 'selesai', /Mohon periksa/);
    await tell(phone, 'ubah nama', /nama kepala keluarga/);
    await tell(phone, `Uji ${searchable.name} Lama`, /Mohon periksa[\s\S]*Lama/);
    const number = numberIn(await tell(phone, 'kirim', /Laporan diterima/));

    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const casePath = await office.findCase(number);
    const mistaken = await office.decide(casePath, 'ask_correction', {
      reason: 'unclear',
      note: spaced(sealed.nik),
    });
    expect(/personalNumber|16/.test(mistaken)).toBe(true);
    const asked = (await phone.read()).length;
    await office.decide(casePath, 'ask_correction', {
      reason: 'unclear',
      note: `Siapa ${sealed.note}?`,
      fields: 'name',
    });
    await waitForReply(phone, asked, /perlu perbaikan/);
    await tell(phone, `perbaiki ${number}`, /nama kepala keluarga/);
    await tell(phone, `Uji ${searchable.correctedName}`, /Mohon periksa/);
    await tell(phone, 'kirim', /Perbaikan diterima/);
    const decided = (await phone.read()).length;
    await office.findCase(number);
    const page = await office.get(casePath);
    const rival = await ConsoleHttp.signIn(service.url, 'verifikator2', 'coba-verifikator2');
    const rivalPage = await rival.get(casePath);
    await office.send(page, 'value="approve"', { note: sealed.note });
    expect(await rival.send(rivalPage, 'value="reject"', { reason: 'other', note: sealed.note })).toContain(
      'Verifikator Uji Satu',
    );
    await waitForReply(phone, decided, /tercatat di Data Pemda/);
    const photo = await container.database.attachment.findFirstOrThrow();
    const shown = await office.request(`${casePath}/foto/${photo.id}`);
    const { exif } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata();
    expect(exif).toBeUndefined();
    await office.submit(await office.form('/console', 'name="q"'), { q: sealed.nik });
    await office.submit(await office.form('/console/data-pemda', 'name="q"'), { q: searchable.name });
    await office.submit(await office.form('/console/data-pemda', 'name="q"'), { q: sealed.nik });
  });

  it('goes through a report without NIK in the simulator, which is rejected', async () => {
    const simulator = simulatorOf(service.container);
    if (simulator === null || second === undefined) throw new Error('no simulator');
    const phone = simulatorPhone(simulator, second.id);
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    await tell(phone, 'tidak ada', /NIK kepala keluarga/);
    await tell(phone, 'tidak ada', /nama kepala keluarga/);
    await tell(phone, `Uji ${searchable.name}`, /tanggal lahir/i);
    await tell(phone, searchable.birthDay, /Tanggal belum terbaca|Tulis hari/);
    await tell(phone, '22 Februari 1961', /alamat/i);
    await tell(phone, `Gang ${sealed.address} RT 1`, /jumlah anggota/);
    await tell(phone, '2', /Anggota 2/);
    await tell(phone, 'lewati', /keadaan rumah tangga/);
    await tell(phone, '2', /foto rumah/);
    const seen = (await phone.read()).length;
    await simulator.send(second.id, {
      clientId: 'foto-1',
      photo: await taggedPhoto(),
      text: sealed.narrative,
    });
    await waitForReply(phone, seen, /1 foto diterima/);
    await tell(phone, 'selesai', /Mohon periksa/);
    const number = numberIn(await tell(phone, 'kirim', /Laporan diterima/));
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const before = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'reject', {
      reason: 'other',
      note: `Bukan ${sealed.note}`,
    });
    await waitForReply(phone, before, /ditolak/);
  });

  it('goes through the other kinds, an objection, and what is taken back', async () => {
    const phone = quick(telegram.phone({ id: Number(sealed.chatId) }));
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');

    await tell(phone, 'lapor pmks', /Kategori PMKS apa/);
    await tell(phone, 'lansia', /Berapa NIK/);
    await tell(phone, 'tidak ada', /Siapa nama/);
    await tell(phone, `Uji ${searchable.name}`, /tanggal lahir/i);
    await tell(phone, '22 Februari 1961', /Laki-laki atau perempuan/);
    await tell(phone, 'P', /alamat/i);
    await tell(phone, `Gang ${sealed.address} RT 1 RW 2`, /keterangan/);
    await tell(phone, `sakit ${sealed.pmksNote}`, /foto/);
    await tell(phone, 'lewati', /Mohon periksa/);
    const open = numberIn(await tell(phone, 'kirim', /Laporan diterima/));
    await office.findCase(open);
    await tell(phone, `tarik ${open}`, /Tarik laporan/);
    await tell(phone, `ya, ${sealed.withdrawal}`, /sudah ditarik/);

    await tell(phone, 'lapor anggota berubah', /NIK atau No\. KK/);
    await tell(phone, `KK ${sealed.kk}`, /tentang data itu[\s\S]*Siapa anggota baru/);
    await tell(phone, 'tidak ada', /tidak lagi menjadi anggota/);
    await tell(phone, `${searchable.memberName}, ${sealed.gone}`, /keterangan/);
    await tell(phone, 'lewati', /foto/);
    await tell(phone, 'lewati', /Mohon periksa/);
    const update = numberIn(await tell(phone, 'kirim', /Laporan diterima/));
    const before = (await phone.read()).length;
    await office.decide(await office.findCase(update), 'approve');
    await waitForReply(phone, before, /tercatat di Data Pemda/);
    await tell(phone, `sanggah ${update}`, /Mengapa Bapak\/Ibu keberatan/);
    await tell(phone, `Keliru, ${sealed.objection}.`, /Sanggahan untuk laporan/);

    await tell(phone, 'lapor miskin baru', /No\. KK/);
    await tell(phone, sealed.kk, /Mau bagaimana/);
    await tell(phone, 'tetap lapor', /Mengapa laporan ini tetap/);
    await tell(phone, `sebab ${sealed.duplicateReason}`, /NIK kepala keluarga/);
    await tell(phone, 'tidak ada', /nama kepala keluarga/);
    await tell(phone, `Uji ${searchable.name}`, /tanggal lahir/i);
    await tell(phone, '22 Februari 1961', /alamat/i);
    await tell(phone, `Gang ${sealed.address} RT 1 RW 2`, /jumlah anggota/);
    await tell(phone, '1', /keadaan rumah tangga/);
    await tell(phone, '2', /foto rumah/);
    await tell(phone, 'lewati', /Mohon periksa/);
    const again = numberIn(await tell(phone, 'kirim', /Laporan diterima/));
    expect(await office.get(await office.findCase(again))).toContain(sealed.duplicateReason);
    await queueNow();
  });

  it('is typed by strangers, into wrong fields and into forms that fail', async () => {
    const { container, url } = service;
    const unknown = quick(telegram.phone({ id: Number(sealed.strangerChatId) }));
    await tell(unknown, `tolong ${sealed.secondNik} ${sealed.narrative}`, /belum terdaftar/);
    await container.intake.receive([
      {
        channel: 'whatsapp',
        account: 'utama',
        providerId: `${sealed.whatsappAddress}@lid:3EB0`,
        address: `${sealed.whatsappAddress}@lid`,
        phone: `+62${sealed.strangerPhone}`,
        chat: 'private',
        content: { type: 'text', text: `tolong ${everything}` },
      },
    ]);
    const simulator = simulatorOf(container);
    if (simulator === null) throw new Error('no simulator');
    await tell(simulatorPhone(simulator, stranger), everything, /belum terdaftar/);

    const admin = await ConsoleHttp.signIn(url, 'admin', 'coba-admin');
    const enrol = async (fields: Record<string, string>) =>
      admin.send(await admin.get('/console/pelapor'), 'name="phone"', fields);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const person = {
      name: `Uji ${searchable.name}`,
      role: 'psm',
      phone: `0${sealed.enrolledPhone}`,
      desa: desa.code,
    };
    await enrol({ ...person, phone: sealed.nik });
    await enrol(person);
    expect((await enrol(person)).includes('sudah dipakai')).toBe(true);
    await ConsoleHttp.signIn(url, sealed.nik, everything);
  });

  it('stands in an invitation that is used, and in a list that is uploaded', async () => {
    const { url, container } = service;
    const admin = await ConsoleHttp.signIn(url, 'admin', 'coba-admin');
    const made = await admin.submit(
      await admin.form(`/console/pelapor/${second?.id ?? ''}`, '/undangan"'),
      {},
    );
    const [, left = '', right = ''] = /class="code"[^>]*>([0-9A-Z]{4})-([0-9A-Z]{4})</.exec(made) ?? [];
    const simulator = simulatorOf(container);
    if (simulator === null || left === '') throw new Error('no simulator, or no code');
    codes['code'] = `${left}-${right}`;
    codes['compactCode'] = left + right;
    const invited = simulatorPhone(simulator, stranger);
    await tell(invited, `daftar ${left}${right}`, /sudah dikenal/);
    const [desa] = container.storage.regions.desa.values();
    const place = `${desa?.name ?? ''};${desa?.kecamatan ?? ''}`;
    const list = [
      'nama;jabatan;no hp;desa;kecamatan',
      `Uji ${sealed.importedName};psm;0${sealed.importedPhone};${place}`,
      `${sealed.importedName};${sealed.importedRole};${sealed.nik};${place}`,
    ].join('\n');
    const { action, values } = await admin.form('/console/pelapor/impor', 'type="file"');
    const upload = new FormData();
    for (const [name, value] of Object.entries(values)) upload.append(name, value);
    upload.append('file', new Blob([list]), `${sealed.importedName}.csv`);
    const taken = await admin.request(action, { method: 'POST', body: upload });
    const preview = await admin.get(taken.headers.get('location') ?? '');
    expect(preview).toContain(sealed.importedName);
    expect(preview).toContain(sealed.importedRole);
  });

  it('stands on no error page', async () => {
    const { container, url } = service;
    const office = await ConsoleHttp.signIn(url, 'verifikator', 'coba-verifikator');
    const html = { accept: 'text/html' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const caseId = (await container.database.case.findFirstOrThrow()).id;
    const photoId = (
      await container.database.attachment.findFirstOrThrow({ where: { caseId: { not: null } } })
    ).id;
    const keep = async (status: number, address: string, init: RequestInit = {}) => {
      const response = await office.request(address, init);
      expect([address, response.status]).toEqual([address, status]);
      errorPages.push(decoded(await response.text()));
    };
    const query = new URLSearchParams({ q: everything }).toString();
    for (const accept of [html, { accept: 'application/json' }]) {
      await keep(404, `/console/kasus/${sealed.nik}?${query}`, { headers: accept });
      await keep(404, `/${searchable.name}/${sealed.nik}?${query}`, { headers: accept });
      const forged = new URLSearchParams({ note: everything, _csrf: everything }).toString();
      await keep(403, `/console/kasus/${caseId}/putusan`, {
        method: 'POST',
        headers: { ...accept, ...form },
        body: forged,
      });
      await keep(422, `/simulator/${stranger}`, {
        method: 'POST',
        headers: { ...accept, ...form },
        body: new URLSearchParams({ text: everything }).toString(),
      });
      await keep(400, `/simulator/${stranger}`, {
        method: 'POST',
        headers: { ...accept, 'content-type': 'application/json' },
        body: `{"text": "${everything}`,
      });
      vi.spyOn(container.blobs, 'get').mockRejectedValueOnce(new Error(`cannot read: ${everything}`));
      const owner = await container.database.attachment.findUniqueOrThrow({ where: { id: photoId } });
      await keep(500, `/console/kasus/${owner.caseId ?? ''}/foto/${photoId}`, { headers: accept });
    }
    const hook = (body: string, given = secret) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': given },
      body,
    });
    await keep(400, telegramWebhookPath, hook(`{"message": "${everything}`));
    await keep(401, telegramWebhookPath, hook(`{"message": "${everything}"}`, everything.slice(0, 20)));
    await keep(200, telegramWebhookPath, hook(JSON.stringify({ message: everything })));
    vi.spyOn(container.inbox, 'save').mockRejectedValueOnce(new Error(everything));
    const message = {
      message_id: 1,
      date: 1,
      chat: { id: Number(sealed.chatId), type: 'private' },
      text: everything,
    };
    await keep(503, telegramWebhookPath, hook(JSON.stringify({ update_id: 1, message })));
    const visitor = await fetch(new URL(`/console?${query}`, url), { redirect: 'manual' });
    expect(visitor.status).toBe(303);
    expect(findLeaks(errorPages.join('\n'), marks)).toEqual([]);
  });

  it('is apologised for, and not told, when a message cannot be digested', async () => {
    const phone = quick(telegram.phone({ id: Number(sealed.chatId) }));
    clockFault = new Error(`no time for ${everything}`);
    const before = (await phone.read()).length;
    await phone.say(everything);
    const apology = await waitForReply(phone, before, /gangguan di pihak kami/);
    clockFault = null;
    expect(findLeaks(apology, marks)).toEqual([]);
  });

  it('stands in no notification, except for the reason a reviewer gave', async () => {
    const { note: _, ...withoutReason } = marks;
    const told = await notifications(service);
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(findLeaks(told.join('\n'), withoutReason)).toEqual([]);
  });

  it('stands in no log line and in nothing that the process prints', () => {
    const text = output.join('\n');
    expect(text).toContain('job failed');
    expect(text).toContain('request failed');
    expect(text).toContain('chat step failed');
    expect(findLeaks(text, { ...marks, ...codes })).toEqual([]);
  });

  it('stands in no header, cookie or redirect', () => {
    expect(headers.join('\n')).toMatch(/location: [\s\S]*set-cookie: /);
    expect(findMarks(headers.join('\n'), { ...marks, ...codes })).toEqual([]);
  });

  it('stands in no metric', async () => {
    const metrics = await (await fetch(new URL('/metrics', service.url))).text();
    expect(metrics).toContain('sipmas_outbox_waiting');
    expect(findLeaks(metrics, marks)).toEqual([]);
  });

  it('stands in no job: not while it waits, fails or is done, nor in what the queue ever wrote', async () => {
    await queueNow();
    expect(queued.join('\n')).toContain('AppError: internal');
    expect(findLeaks(queued.join('\n'), { ...marks, ...codes })).toEqual([]);
    if (redis === null) return;
    const written = Buffer.concat([...(await readTree(redis.folder)).values()]);
    expect(written.includes('AppError: internal')).toBe(true);
    expect(findInBytes(written, marks)).toEqual([]);
  });

  it('is sealed in every table, in what PostgreSQL ever wrote, and absent from its log', async () => {
    const tables = await dumpTables(service.container.databaseUrl);
    for (const [name, rows] of tables) {
      // A keyed hash of 64 bits has now and then sixteen digits.
      const found = name === 'public.match_key' ? findMarks : findLeaks;
      expect([name, found(rows, { ...sealed, ...codes })]).toEqual([name, []]);
    }
    for (const [name, rows] of tables) {
      if (
        ![
          'public."case"',
          'public.person',
          'public.registry_entry',
          'public.registry_entry_state',
          'public.reporter',
        ].includes(name)
      )
        expect([name, findLeaks(rows, searchable)]).toEqual([name, []]);
    }
    const server = serverFiles();
    const written = await server.writtenSince(begun);
    expect(written.includes(searchable.correctedName)).toBe(true);
    expect(findInBytes(written, { ...sealed, ...codes })).toEqual([]);
    const log = await server.log();
    expect(log).toContain('ready to accept connections');
    expect(findMarks(log, { ...marks, ...codes })).toEqual([]);
  });

  it('is sealed on disk: photos without EXIF, and none left over', async () => {
    const { container } = service;
    const folder = path.join(container.config.dataDir, 'blobs');
    await mkdir(folder, { recursive: true });
    const stored = await container.database.attachment.findMany({ where: { state: 'stored' } });
    expect(stored).toHaveLength(2);
    await expect
      .poll(async () => [...(await readTree(folder)).keys()].map((file) => path.basename(file)).sort())
      .toEqual(stored.map(({ id }) => id).sort());
    for (const bytes of (await readTree(folder)).values()) {
      const keyId = bytes.subarray(0, bytes.indexOf('\n')).toString();
      expect(keyId).toMatch(/^[a-z0-9]{1,8}$/);
      expect(bytes.subarray(keyId.length + 1, keyId.length + 4).toString('hex')).not.toBe('ffd8ff');
      expect(bytes.includes('Exif')).toBe(false);
    }
    for (const bytes of (await readTree(container.config.dataDir)).values()) {
      expect(findInBytes(bytes, marks)).toEqual([]);
    }
  });
});

const spaced = (digits: string) => digits.replace(/(\d{4})(?=\d)/g, '$1 ');

function numberIn(receipt: string): string {
  const number = /LP-\d{4}-\d{5}-[0-9A-Z]/.exec(receipt)?.[0];
  if (number === undefined) throw new Error(`no number in: ${receipt}`);
  return number;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(value.replaceAll('+', ' ')));
  } catch {
    return value;
  }
}

/** What was said on a channel, oldest first. */
async function saidOn({ container }: TestService, channel: string, purpose = 'reply|notification') {
  const { storage, database } = container;
  const rows = await database.outboundMessage.findMany({
    where: { channel, purpose: { in: purpose.split('|') } },
    orderBy: { seq: 'asc' },
  });
  return rows.map((row) => openOutboundBody(storage, row.id, row.bodyEnc));
}

async function notifications(service: TestService): Promise<readonly string[]> {
  const bodies = await Promise.all(
    ['telegram', 'simulator'].map((channel) => saidOn(service, channel, 'notification')),
  );
  return bodies.flat().map((body) => JSON.stringify(body));
}

function captureOutput(output: string[]): void {
  for (const { stream, write } of plainStreams) {
    vi.spyOn(stream, 'write').mockImplementation((chunk, ...rest) => {
      output.push(String(chunk));
      return write(chunk, ...(rest as []));
    });
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => {
      output.push(said.map(String).join(' '));
    });
  }
}
