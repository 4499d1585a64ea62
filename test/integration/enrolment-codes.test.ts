/** First contact by code: once, in time, for one chat; and what strangers, staff and the suspended hear. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, describe } from 'vitest';
import type { Container } from '../../src/container.js';
import type { InboundContent } from '../../src/domain/channel/message.js';
import { enrolmentOf } from '../../src/parts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { EnrolmentServices } from '../../src/usecases/enrolment/services.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describe('first contact', () => {
  let container: Container;
  let enrolment: EnrolmentServices;
  let admin: StaffActor;
  let now = new Date('2026-11-20T02:00:00Z');
  let people = 0;

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => now } });
    enrolment = enrolmentOf(container);
    admin = await staff(container, 'admin');
    container.pump.start();
  });
  afterAll(() => container.pump.stop());
  beforeEach(() => {
    now = new Date(now.getTime() + 40 * DAY);
  });

  const settled = () =>
    expect
      .poll(() => container.database.inboxMessage.count({ where: { processedAt: null } }), {
        timeout: 20_000,
      })
      .toBe(0);

  /** Somebody's chat. */
  const chat = (channel: 'telegram' | 'whatsapp' = 'telegram') => {
    const address = `uji-${String((people += 1))}`;
    const deliver = async (
      content: InboundContent,
      more: { providerId?: string; chat?: 'group'; phone?: string } = {},
    ) => {
      await container.intake.receive([
        { channel, account: '6408', providerId: randomUUID(), address, chat: 'private', content, ...more },
      ]);
    };
    const contact = async () =>
      container.database.contact.findFirstOrThrow({
        where: { addressMac: container.storage.index.mac('address', address) },
      });
    const heard = async () => {
      const { id } = await contact();
      const rows = await container.database.outboundMessage.findMany({
        where: { contactId: id },
        orderBy: { seq: 'asc' },
      });
      return rows.map((row) => openOutboundBody(container.storage, row.id, row.bodyEnc).text);
    };
    return {
      deliver,
      contact,
      heard,
      /** Says it and returns what was answered. */
      say: async (text: string, more: { providerId?: string; chat?: 'group'; phone?: string } = {}) => {
        const before = await heard().catch(() => []);
        await deliver({ type: 'text', text }, more);
        await settled();
        return (await heard()).slice(before.length).join('\n');
      },
    };
  };
  const newReporter = async () => {
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const phone = `0812900${String((people += 1)).padStart(5, '0')}`;
    const person = { name: 'Uji Contoh Pelapor', role: 'psm', phone, desaCodes: [desa.code] };
    return (await enrolment.enrol(admin, person, '')).id;
  };
  const codeFor = async (id: string) => (await enrolment.invite(admin, id, '')).code;

  it('binds a chat by its code, once however often the message comes, and shows the menu without a name', async () => {
    const id = await newReporter();
    const code = await codeFor(id);
    const phone = chat();
    const providerId = randomUUID();
    const said = await phone.say(`daftar ${code.toLowerCase().replace('-', ' ')}`, { providerId });
    expect(said).toMatch(/sudah dikenal[\s\S]*MULAI/);
    expect(said).not.toContain('Uji Contoh');
    expect(await phone.say(`daftar ${code}`, { providerId })).toBe('');
    expect((await phone.contact()).reporterId).toBe(id);
    // Sent again on purpose it is a greeting, and no answer to a question.
    expect(await phone.say(`/start ${code}`)).toMatch(/sudah dikenal/);
    const types = await container.database.reporterEvent.findMany({
      where: { reporterId: id },
      orderBy: { at: 'asc' },
    });
    expect(types.map(({ type }) => type).toSorted()).toEqual(['connected', 'enrolled', 'invited']);
  });

  it('brings a second channel into the same conversation', async () => {
    const id = await newReporter();
    const [one, two] = [chat(), chat('whatsapp')];
    await one.say(await codeFor(id));
    await one.say('miskin baru');
    expect(await two.say(`DAFTAR ${await codeFor(id)}`)).toMatch(/sudah dikenal[\s\S]*No\. KK/);
    expect((await one.contact()).conversationId).toBe((await two.contact()).conversationId);
  });

  it('gives a code that two use at the same moment to one of them', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await newReporter();
      const code = await codeFor(id);
      const chats = [chat(), chat()];
      await Promise.all(chats.map(({ deliver }) => deliver({ type: 'text', text: `daftar ${code}` })));
      await settled();
      const bound = await Promise.all(chats.map(async ({ contact }) => (await contact()).reporterId));
      expect(bound.filter((reporterId) => reporterId === id)).toHaveLength(1);
      const said = (await Promise.all(chats.map(({ heard }) => heard()))).flat();
      expect(said.filter((text) => text.includes('tidak dapat dipakai'))).toHaveLength(1);
    }
  });

  it('refuses a code that is used, revoked, replaced or older than seven days, all in the same words', async () => {
    const id = await newReporter();
    const used = await codeFor(id);
    await chat().say(used);
    const replaced = await codeFor(id);
    const revoked = await codeFor(id);
    await enrolment.revokeInvite(admin, id, '');
    const expired = await codeFor(id);
    now = new Date(now.getTime() + 7 * DAY + 1);
    const answers = [];
    for (const code of [used, replaced, revoked, expired, 'A2A2-A2A2']) {
      answers.push(await chat().say(`daftar ${code}`));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('tidak dapat dipakai');
  });

  it('is silent to who guesses, from the sixth wrong code until a day has passed', async () => {
    const id = await newReporter();
    const phone = chat();
    const guesses = ['A2A2-A2A2', 'B2B2-B2B2', 'daftar C2C2-C2C', 'D2D2-D2D2', 'F2F2-F2F2'];
    for (const guess of guesses) expect(await phone.say(guess)).toContain('tidak dapat dipakai');
    const code = await codeFor(id);
    expect(await phone.say('G2G2-G2G2')).toBe('');
    expect(await phone.say(code)).toBe('');
    expect((await phone.contact()).reporterId).toBeNull();
    now = new Date(now.getTime() + DAY);
    expect(await phone.say(code)).toMatch(/sudah dikenal/);
  });

  it('takes no code in a group', async () => {
    const id = await newReporter();
    const group = chat();
    expect(await group.say(`daftar ${await codeFor(id)}`, { chat: 'group' })).toContain('obrolan pribadi');
    expect((await group.contact()).reporterId).toBeNull();
  });

  it('keeps codes as MACs only', async () => {
    const id = await newReporter();
    const code = (await codeFor(id)).replace('-', '');
    const rows = await container.database.invite.findMany({ where: { reporterId: id } });
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(rows[0]?.codeMac).toBe(container.storage.index.mac('invite', code));
  });

  it('does not hand an enrolled chat to another reporter, but one of who has left', async () => {
    const [old, next] = [await newReporter(), await newReporter()];
    const phone = chat();
    await phone.say(await codeFor(old));
    await phone.say('mulai');
    const code = await codeFor(next);
    expect(await phone.say(`daftar ${code}`)).toContain('tidak dapat dipakai');
    expect((await phone.contact()).reporterId).toBe(old);
    await enrolment.setStatus(admin, old, 'left', '');
    // Not the draft of the other one.
    expect(await phone.say(`daftar ${code}`)).toMatch(/sudah dikenal[\s\S]*Apa yang/);
    expect((await phone.contact()).reporterId).toBe(next);
  });

  it('tells a stranger the same whatever they ask: once a day, three days, then nothing for a week', async () => {
    const phone = chat();
    const answers: string[] = [];
    for (let day = 0; day < 11; day += 1) {
      answers.push(await phone.say(day % 2 === 0 ? 'status' : 'mulai'));
      expect(await phone.say('bantuan')).toBe('');
      now = new Date(now.getTime() + DAY);
    }
    expect(answers.map((text) => text !== '')).toEqual([
      ...[true, true, true, false, false, false, false, false, false, true, true],
    ]);
    expect(new Set(answers.filter((text) => text !== '')).size).toBe(1);
  });

  it('answers a stranger whose number WhatsApp vouches for like any other, until they are enrolled', async () => {
    const phone = chat('whatsapp');
    const number = '+6281290099999';
    expect(await phone.say('halo', { phone: number })).toContain('belum terdaftar');
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const person = { name: 'Uji Contoh', role: 'psm', phone: number, desaCodes: [desa.code] };
    const { id } = await enrolment.enrol(admin, person, '');
    expect(await phone.say('halo', { phone: number })).toMatch(/Selamat datang/);
    expect((await phone.contact()).reporterId).toBe(id);
  });

  it('tells who is suspended or has left so once a day, without a menu', async () => {
    const id = await newReporter();
    const phone = chat();
    await phone.say(await codeFor(id));
    for (const status of ['suspended', 'left'] as const) {
      await enrolment.setStatus(admin, id, status, '');
      now = new Date(now.getTime() + DAY);
      const said = await phone.say('mulai');
      expect(said).toMatch(/tidak aktif sebagai pelapor[\s\S]*Dinas Sosial/);
      expect(said).not.toMatch(/MULAI –/);
      expect(await phone.say('status')).toBe('');
    }
    await enrolment.setStatus(admin, id, 'active', '');
    expect(await phone.say('bantuan')).toMatch(/KEMBALI/);
  });

  it('counts a chat as active again when somebody who blocked the service writes', async () => {
    const id = await newReporter();
    const phone = chat();
    await phone.say(await codeFor(id));
    for (const status of ['blocked', 'gone']) {
      await container.database.contact.update({
        where: { id: (await phone.contact()).id },
        data: { status },
      });
      expect((await enrolment.reporter(admin, id, '')).contacts[0]?.status).toBe(status);
      expect(await phone.say('bantuan')).not.toBe('');
      expect((await phone.contact()).status).toBe('active');
    }
  });

  it('lets an admin cut a chat off: it is a stranger’s then, and the old code does not help', async () => {
    const id = await newReporter();
    const phone = chat();
    const code = await codeFor(id);
    await phone.say(code);
    await phone.say('mulai');
    const { id: contactId, conversationId } = await phone.contact();
    await enrolment.disconnect(admin, id, contactId, '');
    await enrolment.disconnect(admin, id, contactId, '');
    expect(await phone.contact()).toMatchObject({ reporterId: null });
    expect((await phone.contact()).conversationId).not.toBe(conversationId);
    expect(await phone.say(`daftar ${code}`)).toContain('tidak dapat dipakai');
    expect(await phone.say('lanjut')).toContain('belum terdaftar');
  });

  it('connects a reviewer’s chat to the alerts of their regions while they are on duty', async () => {
    const reviewer = await staff(container, 'verifikator');
    const phone = chat('whatsapp');
    const { code } = await enrolment.inviteSelf(reviewer, '');
    expect(await phone.say(`DAFTAR ${code}`)).toContain('menerima peringatan laporan darurat');
    expect(await phone.say('status')).toMatch(/menerima peringatan laporan darurat/);
    const onDuty = (desa: string) => container.unitOfWork.run((tx) => tx.staff.onDuty(desa));
    const desa = '64.08.04.1010';
    expect(await onDuty(desa)).toEqual([]);
    await enrolment.setDuty(reviewer, true, '');
    const { id: contactId } = await phone.contact();
    expect(await onDuty(desa)).toMatchObject([
      { contactId, channel: 'whatsapp', account: '6408', address: `uji-${String(people)}` },
    ]);
    expect(await onDuty('64.01.01.2001')).toEqual([]);
    await container.database.contact.update({ where: { id: contactId }, data: { status: 'blocked' } });
    expect(await onDuty(desa)).toEqual([]);
    await phone.say('halo');
    expect(await onDuty(desa)).toHaveLength(1);
    // A reporter may review, too.
    const id = await newReporter();
    expect(await phone.say(`daftar ${await codeFor(id)}`)).toMatch(/sudah dikenal/);
    expect(await onDuty(desa)).toHaveLength(1);
    expect(await phone.say('bantuan')).toMatch(/KEMBALI/);
    await container.database.consoleUser.update({ where: { id: reviewer.id }, data: { active: false } });
    expect(await onDuty(desa)).toEqual([]);
    await container.database.consoleUser.update({ where: { id: reviewer.id }, data: { active: true } });
    await enrolment.disconnectSelf(reviewer, contactId, '');
    expect(await onDuty(desa)).toEqual([]);
  });

  it('lets an enrolled reporter take the code of the staff as well, and answers go on', async () => {
    const supervisor = await staff(container, 'supervisor');
    const id = await newReporter();
    const phone = chat();
    await phone.say(await codeFor(id));
    await phone.say('miskin baru');
    const { code } = await enrolment.inviteSelf(supervisor, '');
    expect(await phone.say(`daftar ${code}`)).toContain('menerima peringatan');
    expect(await phone.contact()).toMatchObject({ reporterId: id, userId: supervisor.id });
    expect(await phone.say('lanjut')).toMatch(/No\. KK/);
    // To a question, what looks like a code is an answer.
    expect(await phone.say('K7M4-2XQ9')).toMatch(/No\. KK harus 16 angka/);
  });

  it('answers many strangers at once', async () => {
    const chats = Array.from({ length: 60 }, () => chat('whatsapp'));
    await Promise.all(
      chats.map(({ deliver }, n) =>
        deliver({ type: 'text', text: 'halo' }, { phone: `+62813000${String(n).padStart(5, '0')}` }),
      ),
    );
    await settled();
    for (const { heard } of chats) expect(await heard()).toHaveLength(1);
  });
});
