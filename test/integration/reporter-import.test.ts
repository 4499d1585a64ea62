/** Lists of reporters, from the upload in the browser to the rows of the database. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { enrolmentOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { EnrolmentServices } from '../../src/usecases/enrolment/services.js';
import { asText, dumpTables } from '../support/dumps.js';
import { openTestContainer } from '../support/container.js';
import { staff } from '../support/reports.js';
import { workbook } from '../support/workbook.js';

describe('an import of reporters', () => {
  let container: Container;
  let enrolment: EnrolmentServices;
  let admin: StaffActor;
  let desa: readonly { readonly code: string; readonly name: string; readonly kecamatan: string }[];
  let now = new Date('2026-11-20T02:00:00Z');
  let people = 0;

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => now } });
    enrolment = enrolmentOf(container);
    admin = await staff(container, 'admin');
    desa = [...container.storage.regions.desa.values()];
  });

  const phone = () => `0812920${String((people += 1)).padStart(5, '0')}`;
  const row = (cells: { name?: string; role?: string; phone?: string; at?: number } = {}) => {
    const place = desa[cells.at ?? 0];
    const { name = 'Uji Contoh Impor', role = 'PSM' } = cells;
    return [name, role, cells.phone ?? phone(), place?.name ?? '', place?.kecamatan ?? ''];
  };
  const csv = (rows: readonly (readonly string[])[], delimiter = ';') =>
    Buffer.from(
      [['nama', 'jabatan', 'no hp', 'desa', 'kecamatan'], ...rows]
        .map((cells) => cells.join(delimiter))
        .join('\r\n'),
    );
  const upload = async (file: Buffer) => (await enrolment.upload(admin, file)).id;
  const results = async (id: string) => (await enrolment.preview(admin, id)).rows.map(({ result }) => result);
  const confirm = (id: string) => enrolment.confirmImport(admin, id, '10.0.0.2');
  const world = async () => {
    const { database } = container;
    return {
      reporters: await database.reporter.findMany({ orderBy: { id: 'asc' } }),
      scopes: await database.reporterScope.findMany({
        orderBy: [{ reporterId: 'asc' }, { desaCode: 'asc' }],
      }),
      events: await database.reporterEvent.count(),
    };
  };

  it('saves nothing before it is confirmed, good rows then, and bad ones never', async () => {
    const before = await world();
    const id = await upload(csv([row(), row({ phone: '12' }), row({ role: 'camat' }), row()]));
    expect(await results(id)).toEqual(['new', 'wrong', 'wrong', 'new']);
    expect(await world()).toEqual(before);
    expect(await confirm(id)).toEqual({ added: 2, changed: 0 });
    const after = await world();
    expect(after.reporters.length).toBe(before.reporters.length + 2);
    expect(after.events).toBe(before.events + 2);
    expect(await enrolment.preview(admin, id)).toMatchObject({ confirmed: true });
  });

  it('changes nothing the second time, be it the same upload, the same file, or both at once', async () => {
    const file = csv([row(), row({ at: 3 }), row({ at: 7 })]);
    const id = await upload(file);
    const twins = await Promise.all([confirm(id), confirm(id)]);
    expect(twins.reduce((sum, { added }) => sum + added, 0)).toBe(3);
    const once = await world();
    expect(await confirm(id)).toEqual({ added: 0, changed: 0 });
    const again = await upload(file);
    expect(await results(again)).toEqual(['same', 'same', 'same']);
    expect(await confirm(again)).toEqual({ added: 0, changed: 0 });
    expect(await world()).toEqual(once);
  });

  it('changes what the file says differently, and says so first', async () => {
    const number = phone();
    await confirm(await upload(csv([row({ phone: number })])));
    const id = await upload(csv([row({ phone: number, name: 'Uji Contoh Ganti', role: 'Kades', at: 5 })]));
    expect((await enrolment.preview(admin, id)).rows[0]).toMatchObject({
      result: 'changed',
      changes: [
        { field: 'name', from: ['Uji Contoh Impor'], to: ['Uji Contoh Ganti'] },
        { field: 'role', from: ['psm'], to: ['kepala_desa'] },
        { field: 'desa', from: [desa[0]?.code], to: [desa[5]?.code] },
      ],
    });
    expect(await confirm(id)).toEqual({ added: 0, changed: 1 });
    expect(await confirm(id)).toEqual({ added: 0, changed: 0 });
    const { items } = await enrolment.list(admin, { q: 'Contoh Ganti' });
    expect(items).toMatchObject([{ role: 'kepala_desa', desaNames: [desa[5]?.name] }]);
  });

  it('leaves alone who was suspended meanwhile', async () => {
    const number = phone();
    await confirm(await upload(csv([row({ phone: number, name: 'Uji Contoh Henti' })])));
    const id = await upload(csv([row({ phone: number, name: 'Uji Contoh Lain' })]));
    const [found] = (await enrolment.list(admin, { q: 'Contoh Henti' })).items;
    await enrolment.setStatus(admin, found?.id ?? '', 'suspended', '');
    expect(await results(id)).toEqual(['wrong']);
    expect(await confirm(id)).toEqual({ added: 0, changed: 0 });
  });

  it('reads workbooks and what Excel saves as ANSI text', async () => {
    const [name = '', role = '', , place = '', kecamatan = ''] = row();
    const rows = [
      ['nama', 'jabatan', 'no hp', 'desa', 'kecamatan'],
      [name, role, 81_292_099_001, place, kecamatan],
    ];
    expect(await results(await upload(workbook(rows)))).toEqual(['new']);
    const ansi = Buffer.from(csv([row({ name: 'Uji Contoh Renée' })]).toString('utf8'), 'latin1');
    const id = await upload(ansi);
    await confirm(id);
    expect((await enrolment.list(admin, { q: 'Renée' })).total).toBe(1);
  });

  it('takes 2,000 rows, and not one more', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => row({ at: at % desa.length }));
    const id = await upload(csv(rows));
    const begun = performance.now();
    expect(await confirm(id)).toEqual({ added: 2_000, changed: 0 });
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(await results(await upload(csv(rows)))).toEqual(rows.map(() => 'same'));
    await expect(upload(csv([...rows, row()]))).rejects.toMatchObject({
      details: { field: 'too_many_rows' },
    });
  });

  it('is of the person who uploaded it alone, sealed, and gone after a day', async () => {
    const [cells] = [row({ name: 'Zwingara Impor' })];
    const id = await upload(csv([cells]));
    const dump = asText(await dumpTables(container.databaseUrl), (name) => name === 'public.reporter_import');
    expect(dump).toContain(id);
    expect(dump).not.toMatch(/Zwingara|0812920/);
    const other = { ...admin, id: (await staff(container, 'supervisor')).id };
    for (const call of [() => enrolment.preview(other, id), () => enrolment.confirmImport(other, id, '')]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    }
    const reviewer = await staff(container, 'verifikator');
    await expect(enrolment.upload(reviewer, csv([cells]))).rejects.toMatchObject({ code: 'not_found' });
    now = new Date(now.getTime() + 25 * 60 * 60_000);
    await upload(csv([row()]));
    await expect(enrolment.preview(admin, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('knows only the desa of the admin’s own regions', async () => {
    const own = desa[0]?.code.slice(0, 8) ?? '';
    const elsewhere = desa.findIndex(({ code }) => !code.startsWith(own));
    const local = { ...admin, regions: [own] };
    const { id } = await enrolment.upload(local, csv([row(), row({ at: elsewhere })]));
    const { rows } = await enrolment.preview(local, id);
    expect(rows.map(({ result }) => result)).toEqual(['new', 'wrong']);
  });
});
