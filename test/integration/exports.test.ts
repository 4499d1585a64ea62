/** What leaves the service as a file: within the scope, by grant, and never without a line in the access log. */
import { pmksCategories } from '../../src/domain/pmks/categories.js';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { exportsOf } from '../../src/parts.js';
import { exportQueries } from '../../src/storage/console/exports.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { ExportInput, ExportServices, Selection } from '../../src/usecases/export/services.js';
import { exportServices } from '../../src/usecases/export/export.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds, syntheticMember } from '../support/one-of-each-kind.js';
import { staff, syntheticAnswers, syntheticContact } from '../support/reports.js';

const ip = '192.0.2.7';
const desa = '64.08.01.2001';
const all: Selection = { list: 'cases', filter: { state: 'all' } };

describe('exports', () => {
  let container: Container;
  let exports: ExportServices;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let admin: StaffActor;
  let by: { reporterId: string; contactId: string };
  const kinds = syntheticKinds(desa);
  const secret: Report = { ...kinds.person, nik: '6408010101507009', categories: ['16'], note: null };
  const ids: Record<'household' | 'person' | 'secret' | 'elsewhere', string> = {
    household: '',
    person: '',
    secret: '',
    elsewhere: '',
  };

  beforeAll(async () => {
    container = await openTestContainer();
    exports = exportsOf(container);
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    admin = await staff(container, 'admin');
    by = await syntheticContact(container);
    const named: Report = { ...kinds.household, name: '=HYPERLINK("x")' };
    ids.household = await submitKind(container, by, named);
    ids.person = await submitKind(container, by, kinds.person);
    ids.secret = await submitKind(container, by, secret);
    const elsewhere: Report = {
      ...kinds.household,
      desaCode: '64.08.10.2001',
      nik: '6408010101807777',
      kk: null,
    };
    ids.elsewhere = await submitKind(container, by, elsewhere);
    for (const caseId of [ids.household, ids.person, ids.secret]) {
      const decision = { type: 'approve', note: '' } as const;
      const first = await decideCase(container, supervisor, { caseId, version: 2, decision, ip });
      if (first.event === 'approval_proposed') {
        await decideCase(container, await staff(container, 'supervisor2'), {
          caseId,
          version: 3,
          decision,
          ip,
        });
      }
      const event = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'approved' },
      });
      await registerCase(container, { caseId, eventId: event.id });
    }
  }, 60_000);

  const ask = (more: Partial<ExportInput> = {}): ExportInput => ({
    selection: all,
    format: 'csv',
    identities: false,
    purpose: 'aid',
    note: '',
    ip,
    ...more,
  });
  const textOf = async (actor: StaffActor, more: Partial<ExportInput> = {}) => {
    const { chunks } = await exports.file(actor, ask(more));
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    return Buffer.concat(parts).toString('utf8');
  };
  const tableOf = async (actor: StaffActor, more: Partial<ExportInput> = {}) =>
    parse<Record<string, string>>(await textOf(actor, more), { delimiter: ';', bom: true, columns: true });
  const numberOf = async (id: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id } })).number;
  const logged = async () => container.database.accessLog.findMany({ orderBy: { id: 'desc' } });

  it('hold what lies within the scope, and nothing that a spreadsheet would calculate', async () => {
    const here = { ...reviewer, regions: ['64.08.01'] };
    const rows = await tableOf(here);
    const numbers = await Promise.all([ids.household, ids.person, ids.secret].map(numberOf));
    expect(rows.map((row) => row['Nomor laporan']).toSorted()).toEqual(numbers.toSorted());
    expect(rows[0]?.['Nama']).toBe(`'=HYPERLINK("x")`);
    expect(await tableOf({ ...reviewer, regions: [] })).toEqual([]);
    const filtered = await tableOf(reviewer, {
      selection: { list: 'cases', filter: { state: 'in_review' } },
    });
    expect(filtered.map((row) => row['Nomor laporan'])).toEqual([await numberOf(ids.elsewhere)]);
  });

  it('tell a reviewer of a sensitive case its number, place, state and dates only', async () => {
    const number = await numberOf(ids.secret);
    const line = (text: string) => text.split('\r\n').find((one) => one.startsWith(number)) ?? '';
    const concealed = line(await textOf(reviewer));
    expect(concealed).not.toContain(secret.name);
    expect(concealed.split(';').slice(7).join('')).toBe('');
    const before = (await logged()).length;
    const told = line(await textOf(supervisor));
    expect(told).toContain(secret.name);
    // Its category goes by number alone.
    expect(told).not.toMatch(/HIV/);
    expect((await logged()).slice(0, -before).map(({ action, subject }) => [action, subject])).toEqual([
      ['case.sensitive_exported', ids.secret],
      ['export.cases', 'state=all&format=csv'],
    ]);
    // A search by its NIK finds nothing either.
    const byNik: Selection = { list: 'cases', filter: { state: 'all', q: secret.nik ?? '' } };
    expect(await exports.count(reviewer, byNik)).toBe(0);
  });

  it('have NIK, KK and address only by grant', async () => {
    await expect(exports.file(reviewer, ask({ identities: true }))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await textOf(reviewer)).not.toMatch(/\d{16}|Jalan Percobaan/);
    const [row] = await tableOf(supervisor, { identities: true });
    expect(row).toMatchObject({
      NIK: `'${kinds.household.nik ?? ''}`,
      Alamat: 'Jalan Percobaan 7',
      RT: '003',
    });
    const entries: Selection = { list: 'entries', filter: {} };
    const told = await tableOf(supervisor, { selection: entries, identities: true });
    expect(told.map((one) => one['NIK'])).toEqual(
      [kinds.household.nik, kinds.person.nik, secret.nik].map((nik) => `'${nik ?? ''}`),
    );
    expect(told[0]).toMatchObject({ Alamat: 'Jalan Percobaan 7', 'No KK': `'${kinds.household.kk ?? ''}` });
    expect((await tableOf(reviewer, { selection: entries })).map((one) => one['Nama'])).toEqual([
      `'=HYPERLINK("x")`,
      kinds.person.name,
      '',
    ]);
  });

  it('are for those who read the lists: to others they do not exist', async () => {
    const bnba: Selection = { list: 'bnba', filter: { desa, month: '2026-11' } };
    const entries: Selection = { list: 'entries', filter: {} };
    const before = (await logged()).length;
    for (const selection of [all, entries, bnba]) {
      await expect(exports.file(admin, ask({ selection }))).rejects.toMatchObject({ code: 'not_found' });
      await expect(exports.count(admin, selection)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(exports.file(reviewer, ask({ selection: bnba }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(exports.minutes(reviewer, bnba.filter)).rejects.toMatchObject({ code: 'not_found' });
    expect((await logged()).length).toBe(before);
  });

  it('are logged with purpose, filter by codes and rows, before their first byte; never with what was searched', async () => {
    const q = 'Uji Contoh Lansia';
    const selection: Selection = {
      list: 'cases',
      filter: { state: 'all', q, kecamatan: '64.08.01', desa: 'Uji', age: 14, photos: true },
    };
    await exports.file(reviewer, ask({ selection, purpose: 'other', note: 'Rapat koordinasi' }));
    const [entry] = await logged();
    expect(entry).toMatchObject({
      userId: reviewer.id,
      action: 'export.cases',
      subject: 'state=all&kecamatan=64.08.01&age=14&photos=true&format=csv&q=yes',
      purpose: 'other',
      purposeNote: 'Rapat koordinasi',
      rowCount: 0,
      ip,
    });
    for (const note of ['', 'ab', 'x'.repeat(201), 'untuk 6408 0101 0150 7002']) {
      const input = ask({ purpose: 'other', note });
      await expect(exports.file(reviewer, input)).rejects.toMatchObject({ code: 'input.invalid' });
    }
    await exports.file(reviewer, ask({ purpose: 'aid', note: 'tidak disimpan' }));
    expect((await logged())[0]).toMatchObject({ purpose: 'aid', purposeNote: null });
  });

  it('list by name and by address who was approved in a desa in a month, members of the household too', async () => {
    const month = new Intl.DateTimeFormat('sv-SE', {
      timeZone: container.config.timeZone,
      year: 'numeric',
      month: '2-digit',
    }).format(new Date());
    const selection: Selection = { list: 'bnba', filter: { desa, month } };
    const text = await textOf(supervisor, { selection });
    expect(text.split('\r\n')[0]).toBe(
      '\ufeffNo;NIK;No KK;Nama;Tanggal lahir;Jenis kelamin;Alamat;RT;RW;Desa/Kelurahan;Kecamatan;Kategori PMKS;Keterangan;Nomor laporan',
    );
    const rows = await tableOf(supervisor, { selection });
    expect(rows.map((row) => [row['No'], row['Nama'], row['Keterangan']])).toEqual([
      ['1', `'=HYPERLINK("x")`, 'Kepala keluarga'],
      ['2', syntheticMember.name, 'Istri'],
      ['3', 'Uji Contoh Anak', 'Anak'],
      ['4', kinds.person.name, 'Kasus PMKS'],
      ['5', secret.name, 'Kasus PMKS'],
    ]);
    expect(rows[0]).toMatchObject({ 'Tanggal lahir': '01-01-1980', 'Jenis kelamin': 'Laki-laki', RW: '001' });
    for (const other of [
      { desa, month: '2020-01' },
      { desa: '64.08.10.2001', month },
    ]) {
      expect(await exports.count(supervisor, { list: 'bnba', filter: other })).toBe(0);
    }
    const neighbour = { ...supervisor, regions: ['64.08.10'] };
    expect(await exports.count(neighbour, selection)).toBe(0);
  });

  it('name the berita acara that came with those reports, once they are stored', async () => {
    const { database } = container;
    const photoId = uuidv7();
    const answers: Report = {
      ...(await syntheticAnswers(container, 91)),
      photos: [
        { id: photoId, role: 'minutes' },
        { id: uuidv7(), role: 'house_front' },
      ],
    };
    await container.unitOfWork.run((tx) =>
      tx.attachments.register({
        id: photoId,
        contactId: by.contactId,
        source: { kind: 'upload', blobId: uuidv7() },
      }),
    );
    const caseId = await submitKind(container, by, answers);
    const decision = { type: 'approve', note: '' } as const;
    await decideCase(container, supervisor, { caseId, version: 2, decision, ip });
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const filter = { desa: answers.desaCode, month };
    expect(await exports.minutes(supervisor, filter)).toEqual([]);
    await database.attachment.update({ where: { id: photoId }, data: { state: 'stored', pages: 3 } });
    const caseNumber = await numberOf(caseId);
    expect(await exports.minutes(supervisor, filter)).toEqual([{ caseId, caseNumber, photoId, pages: 3 }]);
  });

  it('go over the edges of batches without loss or repetition', async () => {
    const { config, storage, clock, reference } = container;
    const queries = exportQueries(storage, { clock, reference }, config.timeZone);
    for (const atOnce of [1, 2, 3]) {
      exports = exportServices({
        queries,
        clock,
        timeZone: config.timeZone,
        categories: async () => pmksCategories,
        atOnce,
      });
      const rows = await tableOf(reviewer);
      expect(rows.length).toBe(await container.database.case.count());
      expect(new Set(rows.map((row) => row['Nomor laporan'])).size).toBe(rows.length);
      expect((await logged())[0]).toMatchObject({ action: 'export.cases', rowCount: rows.length });
    }
  });
});
