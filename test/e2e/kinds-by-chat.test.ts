/** Each kind of report over the wire of each channel, up to Data Pemda and back, and what is said of it. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { asText, dumpTables } from '../support/dumps.js';
import { atEnd } from '../support/ends.js';
import { plainPhoto } from '../support/hostile-media.js';
import { entryOfCase } from '../support/kinds.js';
import {
  approve,
  correctDisability,
  finishWithoutNik,
  names,
  peopleOf,
  reportHousehold,
  reportNewMember,
  reportNoLongerEligible,
  reportPmksCase,
  reportSensitiveCase,
  reportWithoutNik,
  send,
  type Chat,
} from '../support/kinds-by-chat.js';
import { findLeaks } from '../support/leaks.js';
import { overhear, type Overheard } from '../support/overheard.js';
import { tell, waitForReply } from '../support/phone.js';
import { linesNamingSensitive } from '../support/sensitive-words.js';
import { startTestService, type TestService } from '../support/service.js';
import { startTelegramServer, type TelegramPhone, type TelegramServer } from '../support/telegram-server.js';
import { pairTestWhatsApp, startTestWhatsApp, type TestWhatsApp } from '../support/whatsapp-server.js';

const [first, second] = trialReporters.map(({ phone }) => phone);
const byTelegram = peopleOf(31);
const byWhatsApp = peopleOf(41);

describeOnEachQueue('all kinds of report', (backend) => {
  let telegram: TelegramServer;
  let whatsapp: TestWhatsApp;
  let service: TestService;
  let overheard: Overheard;
  let office: ConsoleHttp;
  let supervisor: ConsoleHttp;
  let otherSupervisor: ConsoleHttp;

  beforeAll(async () => {
    overheard = overhear();
    [telegram, whatsapp] = await Promise.all([startTelegramServer(), startTestWhatsApp()]);
    service = await startTestService({
      backend,
      logger: overheard.logger,
      env: {
        TELEGRAM_BOT_TOKEN: '640801:test-token',
        TELEGRAM_API_ROOT: telegram.url,
        WHATSAPP_ACCOUNT: 'uji',
        WHATSAPP_WS_URL: whatsapp.wsUrl,
      },
      prepare: async (container) => {
        await pairTestWhatsApp(container, 'uji');
        return container;
      },
    });
    office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    supervisor = await ConsoleHttp.signIn(service.url, 'supervisor', 'coba-supervisor');
    otherSupervisor = await ConsoleHttp.signIn(service.url, 'supervisor2', 'coba-supervisor2');
    // Registered last, runs first: a poll under way would hold the service up.
    atEnd(async () => {
      await Promise.all([telegram.stop(), whatsapp.stop()]);
      vi.restoreAllMocks();
    });
  });

  const telegramOf = async (id: number, phone = ''): Promise<TelegramPhone> => {
    const handset = telegram.phone({ id, phone });
    await handset.shareNumber();
    await waitForReply(handset, 0, /sudah dikenal/);
    return handset;
  };
  const onTelegram = async (): Promise<Chat> => {
    const phone = await telegramOf(7031, first);
    const photos = async () => {
      const before = (await phone.read()).length;
      const bytes = await plainPhoto().jpeg().toBuffer();
      await phone.sendPhoto({ fileId: 'rumah-1', bytes, caption: 'rumah depan' });
      await waitForReply(phone, before, /1 foto diterima/);
      await tell(phone, 'selesai', /Mohon periksa/);
    };
    const place = async () => {
      const before = (await phone.read()).length;
      await phone.sendLocation({ latitude: 0.5123, longitude: 117.5432 });
      await waitForReply(phone, before, /Lokasi disimpan/);
    };
    return { phone, people: byTelegram, extras: { photos, place } };
  };
  const onWhatsApp = async (): Promise<Chat> => {
    const phone = whatsapp.phone(second ?? '');
    return {
      phone,
      people: byWhatsApp,
      extras: {
        photos: () => tell(phone, 'lewati', /Mohon periksa/),
        place: () => tell(phone, '0.5123, 117.5432', /Lokasi disimpan/),
      },
    };
  };

  const caseOf = (number: string) => service.container.database.case.findUniqueOrThrow({ where: { number } });
  const answersOf = async (number: string) => {
    const { id } = await caseOf(number);
    return service.container.unitOfWork.run(async (tx) => (await tx.cases.snapshot(id)).answers);
  };
  const entryOf = async (number: string) => entryOfCase(service.container, (await caseOf(number)).id);
  const membersOf = async (householdId: string | null) => {
    const rows = await service.container.database.householdMember.findMany({
      where: { householdId: householdId ?? '', validTo: null },
      include: { person: true },
      orderBy: { person: { name: 'asc' } },
    });
    return rows.map(({ relation, person }) => [person.name, relation, person.nikMac !== null]);
  };
  const categoriesOf = async (personId: string | null) =>
    (
      await service.container.database.personPmks.findMany({
        where: { personId: personId ?? '', validTo: null },
        orderBy: { categoryCode: 'asc' },
      })
    ).map(({ categoryCode, disability }) => [categoryCode, disability]);

  describe.each([
    { channel: 'telegram', take: onTelegram, photos: 1, source: 'shared' },
    { channel: 'whatsapp', take: onWhatsApp, photos: 0, source: 'typed' },
  ])('by $channel', ({ take, photos, source }) => {
    let chat: Chat;
    let known: RegExp;
    let entryId: string;
    let lastDecided: string;
    beforeAll(async () => {
      chat = await take();
    });

    it('a poor household with three members stands in Data Pemda with all of them', async () => {
      const number = await reportHousehold(chat);
      await approve(chat.phone, office, number);
      const answers = await answersOf(number);
      expect(answers).toMatchObject({ location: { latitude: 0.5123, longitude: 117.5432, source } });
      expect(answers.photos.map(({ role }) => role)).toEqual(photos === 1 ? ['house_front'] : []);
      const entry = await entryOf(number);
      expect(entry).toMatchObject({ status: 'active', version: 1, headName: `Uji ${names.head}` });
      expect(await membersOf(entry.householdId)).toEqual([
        [`Uji ${names.head}`, 'head', true],
        [`Uji ${names.wife}`, 'wife', true],
        [`Uji ${names.son}`, 'child', false],
        [`Uji ${names.daughter}`, 'child', true],
      ]);
      entryId = entry.id;
      known = new RegExp(`Data Pemda, No\\. ${entry.number}: Uji ${names.head}, .*\\(aktif\\)`);
    });

    it('an urgent PMKS case is corrected in the chat, and its categories are the person’s', async () => {
      const number = await reportPmksCase(chat);
      expect(await caseOf(number)).toMatchObject({ urgent: true, sensitive: false });
      await correctDisability(chat.phone, office, number);
      await approve(chat.phone, office, number);
      const entry = await entryOf(number);
      expect(entry).toMatchObject({ status: 'active', version: 1 });
      expect(await categoriesOf(entry.personId)).toEqual([
        ['08', null],
        ['09', 'physical'],
      ]);
    });

    it('a sensitive case is decided by two supervisors', async () => {
      const number = await reportSensitiveCase(chat);
      const path = await supervisor.findCase(number);
      expect(await caseOf(number)).toMatchObject({ sensitive: true });
      const shown = await office.get(path);
      expect(shown).not.toMatch(new RegExp(`${names.secret}|value="approve"`));
      expect(linesNamingSensitive(shown)).toEqual([]);
      await approve(chat.phone, supervisor, number, otherSupervisor);
      const entry = await entryOf(number);
      expect(await categoriesOf(entry.personId)).toEqual([['17', null]]);
    });

    it('an update is about the entry that is found, and adds to it', async () => {
      const number = await reportNewMember(chat, known);
      await approve(chat.phone, office, number);
      const entry = await entryOf(number);
      expect(entry).toMatchObject({ id: entryId, status: 'active', version: 2 });
      const members = await membersOf(entry.householdId);
      expect(members).toHaveLength(5);
      expect(members).toContainEqual([`Uji ${names.baby}`, 'child', false]);
    });

    it('who is better off is marked, and stays on record', async () => {
      const number = await reportNoLongerEligible(chat, known);
      await approve(chat.phone, office, number);
      const entry = await entryOf(number);
      expect(entry).toMatchObject({ id: entryId, status: 'ineligible', version: 3 });
      expect(entry.versions.map(({ version }) => version)).toEqual([1, 2, 3]);
      lastDecided = number;
    });

    it('tells of reports, takes one back, and takes an objection', async () => {
      const { phone } = chat;
      const open = await reportWithoutNik(phone);
      await office.findCase(open);
      await tell(phone, 'status', new RegExp(`${lastDecided} – Tercatat di Data Pemda`));
      await tell(
        phone,
        `status ${lastDecided}`,
        new RegExp(`^Laporan ${lastDecided}\nTidak layak lagi\n[\\s\\S]*disetujui[\\s\\S]*SANGGAH`),
      );
      await tell(phone, `tarik ${open}`, new RegExp(`Tarik laporan ${open}\\?`));
      await tell(phone, 'ya, salah orang', new RegExp(`${open} sudah ditarik`));
      await tell(phone, `sanggah ${lastDecided}`, /Mengapa Bapak\/Ibu keberatan/);
      await tell(
        phone,
        'Usahanya sudah tutup.',
        new RegExp(`Sanggahan untuk laporan ${lastDecided} diterima`),
      );
      expect(await caseOf(open)).toMatchObject({ state: 'withdrawn' });
      expect(await caseOf(lastDecided)).toMatchObject({ state: 'registered', objection: 'open' });
    });
  });

  it('a report begun on Telegram is finished on WhatsApp by the same person, and told of there', async () => {
    const there = await telegramOf(7032, second);
    const here = whatsapp.phone(second ?? '');
    await tell(there, 'lapor pmks', /Kategori PMKS apa/);
    await tell(there, 'lansia', /Berapa NIK/);
    const before = (await there.read()).length;
    await tell(here, 'lanjut', /Berapa NIK/);
    await finishWithoutNik(here);
    const number = await send(here);
    await approve(here, office, number);
    expect(await entryOf(number)).toMatchObject({ status: 'active', version: 1 });
    expect((await there.read()).slice(before)).toEqual([]);
  });

  it('no message names a sensitive category, nor does a log line or a job, or holds who it is about', async () => {
    const said = [...telegram.sent, ...whatsapp.sent].map(({ text }) => text);
    const labels = telegram.sent.flatMap(({ buttons }) => buttons.map(({ text }) => text));
    expect(said.length).toBeGreaterThan(100);
    expect(linesNamingSensitive([...said, ...labels].join('\n'))).toEqual([]);

    const numbers = [byTelegram, byWhatsApp].flatMap((people) => Object.values(people));
    const marks = { ...names, street: 'Percobaan', ...Object.fromEntries(numbers.entries()) };
    const { container } = service;
    const outbox = asText(await dumpTables(container.databaseUrl), (name) =>
      /^bullmq\.|^public\.outbox$/.test(name),
    );
    expect(overheard.log()).toContain('"part":"test"');
    for (const job of ['case.screen', 'case.notify', 'case.alert', 'registry.write', 'media.store'])
      expect([job, overheard.jobs().includes(job), outbox.includes(job)]).toEqual([job, true, true]);
    for (const text of [overheard.log(), overheard.jobs(), outbox]) {
      expect(findLeaks(text, marks)).toEqual([]);
      expect(linesNamingSensitive(text)).toEqual([]);
    }
  });
});
