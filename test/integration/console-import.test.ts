/** Imports of the console: uploaded, mapped, checked, taken over and taken back, by people and by their jobs. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { TableFault } from '../../src/domain/import/table.js';
import { sourceImportsOf } from '../../src/parts.js';
import { recordsAsOf } from '../../src/storage/source-import/as-of.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { forgetUploads } from '../../src/usecases/source-import/forget-uploads.js';
import { runImport } from '../../src/usecases/source-import/run-import.js';
import type { SourceImportServices } from '../../src/usecases/source-import/services.js';
import { begun, here, jobDeps, uploaded, worked, type Delivered } from '../support/console-imports.js';
import { openTestContainer } from '../support/container.js';
import { staff, syntheticNik } from '../support/reports.js';

type Cells = readonly (string | number)[];
const head = ['nik', 'nama', 'tgl_lahir', 'kode_desa', 'desil'];
const person = (n: number, desil = 1 + (n % 10)): Cells => [
  syntheticNik(n),
  `Uji Impor ${'abcdefghij'.charAt(n % 10)} ${'klmnopqrst'.charAt(Math.floor(n / 10) % 10)}`,
  '',
  '64.08.04.1010',
  desil,
];
const csv = (rows: readonly Cells[], titles: readonly string[] = head) =>
  [titles, ...rows].map((cells) => cells.join(';')).join('\n');
const people = (count: number, desil?: (n: number) => number) =>
  Array.from({ length: count }, (_, n) => person(n + 1, desil?.(n + 1)));

describe('an import of the console', () => {
  let container: Container;
  let imports: SourceImportServices;
  let admin: StaffActor;
  let now = new Date('2026-11-20T02:00:00Z');

  const open = async () => {
    container = await openTestContainer({ clock: { now: () => now } });
    imports = sourceImportsOf(container);
    admin = await staff(container, 'admin');
  };
  const bring = async (file: string, delivered: Delivered = {}) =>
    begun(container, admin, await uploaded(container, admin, file, delivered));
  const checked = async (file: string, delivered: Delivered = {}) => {
    const id = await bring(file, delivered);
    await worked(container, id);
    return id;
  };
  const applied = async (file: string, delivered: Delivered = {}) => {
    const id = await checked(file, delivered);
    await imports.apply(admin, { id, ip: here });
    await worked(container, id);
    return id;
  };
  const doing = (id: string) => ({ id, ip: here });
  const stateOf = async (id: string) => (await imports.detail(admin, id)).state;
  const files = () => readdirSync(path.join(container.config.dataDir, 'imports'));
  const actions = async (subject: string) =>
    (await container.database.accessLog.findMany({ where: { subject }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    );
  const told = async () =>
    (
      await recordsAsOf(
        container.storage,
        { source: 'DTSEN' },
        { on: '2027-01-01', known: new Date(now.getTime() + 1000) },
      )
    )
      .map(({ said: { nik, desil } }) => `${nik ?? ''} ${String(desil)}`)
      .toSorted();

  describe('in its course', () => {
    beforeAll(open);

    it('is checked first, then taken over and taken back, and leaves no file behind', async () => {
      await applied(csv(people(40)));
      const before = await told();
      const later = people(41, (n) => (n <= 25 ? 10 : 1 + (n % 10))).filter((_, at) => at !== 29);
      const wrong: Cells = ['', 'X', '', '', ''];
      const uploadId = await uploaded(container, admin, csv([...later, wrong]), { asOf: '2026-06-01' });
      expect(files()).toEqual([uploadId]);
      const id = await begun(container, admin, uploadId);
      await worked(container, id);
      expect(await told()).toEqual(before);
      const view = await imports.view(admin, { ...doing(id), page: 1 });
      const same = later.length - 1 - 23;
      expect(view.detail).toMatchObject({
        state: 'read',
        counts: { new: 1, changed: 23, same, gone: 1, wrong: 1 },
        fileName: 'uji.csv',
      });
      expect(view.sample).toHaveLength(20);
      expect(view.sample[0]).toMatchObject({
        n: 2,
        person: { name: 'Uji Impor b k', nik: `•••• •••• •••• ${syntheticNik(1).slice(-4)}` },
        differences: [{ field: 'desil', before: '2', after: '10' }],
      });
      expect(JSON.stringify(view.sample)).not.toContain(syntheticNik(1));
      expect(new Set(view.faults.map(({ n }) => n))).toEqual(new Set([42]));

      await imports.apply(admin, doing(id));
      await imports.apply(admin, doing(id));
      await worked(container, id);
      expect(await stateOf(id)).toBe('applied');
      expect(await told()).not.toEqual(before);
      expect(files()).toEqual([]);
      expect(await container.database.sourceImportRow.count({ where: { importId: id } })).toBe(0);

      await expect(imports.revert(admin, { ...doing(id), reason: ' ' })).rejects.toMatchObject({
        code: 'input.invalid',
      });
      await imports.revert(admin, { ...doing(id), reason: 'Berkas yang salah.' });
      await imports.revert(admin, { ...doing(id), reason: 'Berkas yang salah.' });
      await worked(container, id);
      expect(await told()).toEqual(before);
      expect(await imports.detail(admin, id)).toMatchObject({
        state: 'reverted',
        revertReason: 'Berkas yang salah.',
        revertedBy: admin.name,
      });
      expect(await actions(id)).toEqual([
        'source.begun',
        'source.looked',
        'source.applied',
        'source.reverted',
      ]);
    });

    it('of the same file is the one that was made before', async () => {
      const file = csv(people(3));
      const first = await applied(file, { source: 'DTKS' });
      const again = await uploaded(container, admin, file, { source: 'DTKS' });
      const view = await imports.mapping(admin, again);
      if ('importId' in view) throw new Error('begun already');
      const chosen = ['nik', 'name', 'birthDate', 'desaCode', 'desil'] as const;
      const result = await imports.begin(admin, { ...doing(again), chosen });
      expect(result).toEqual({ ok: true, importId: first, known: true });
      expect(files()).toEqual([]);
    });

    it('keeps who may not from all of it, as if it was not there', async () => {
      const id = await checked(csv(people(2)), { source: 'P3KE' });
      for (const username of ['verifikator', 'supervisor']) {
        const other = await staff(container, username);
        await expect(imports.home(other, 1)).rejects.toMatchObject({ code: 'not_found' });
        await expect(imports.detail(other, id)).rejects.toMatchObject({ code: 'not_found' });
      }
      const partly = { ...admin, regions: ['64.08.04'] };
      await expect(imports.detail(partly, id)).rejects.toMatchObject({ code: 'not_found' });
      await imports.drop(admin, doing(id));
      await imports.drop(admin, doing(id));
      await worked(container, id);
      expect(await stateOf(id)).toBe('dropped');
      expect(await container.database.sourceImportRow.count({ where: { importId: id } })).toBe(0);
    });

    it('tells the second of two that the source is taken, and shows an upload to its own person alone', async () => {
      const id = await bring(csv(people(5)), { source: 'PMKS', asOf: '2026-02-01' }).catch(() => null);
      // A list of PMKS without categories is refused.
      expect(id).toBeNull();
      const open_ = await bring(csv(people(5)), { source: 'P3KE' });
      const second = await uploaded(container, admin, csv(people(6)), { source: 'P3KE' });
      const chosen = ['nik', 'name', 'birthDate', 'desaCode', 'desil'] as const;
      expect(await imports.begin(admin, { ...doing(second), chosen })).toEqual({
        ok: false,
        problem: { code: 'open' },
      });
      await expect(
        imports.mapping({ ...admin, id: '00000000-0000-4000-8000-000000000001' }, second),
      ).rejects.toMatchObject({ code: 'not_found' });
      await imports.drop(admin, doing(open_));
      await worked(container, open_);
      expect(await imports.begin(admin, { ...doing(second), chosen })).toMatchObject({ ok: true });
      // Twice is once.
      const again = await imports.begin(admin, { ...doing(second), chosen });
      expect(again).toMatchObject({ ok: true, known: false });
      await imports.drop(admin, doing(again.ok ? again.importId : ''));
    });

    it('remembers the columns that were chosen for a source', async () => {
      const titles = ['nomor induk', 'sebutan', 'lahir', 'letak', 'tingkat'];
      const file = (count: number) => csv(people(count), titles);
      const chosen = ['nik', 'name', 'birthDate', 'desaCode', 'desil'] as const;
      const first = await uploaded(container, admin, file(4), { source: 'P3KE', asOf: '2026-07-01' });
      expect(await imports.begin(admin, { ...doing(first), chosen: ['nik', 'nik'] })).toEqual({
        ok: false,
        problem: { code: 'twice', column: 'nik' },
      });
      expect(await imports.begin(admin, { ...doing(first), chosen: ['nik'] })).toEqual({
        ok: false,
        problem: { code: 'missing', columns: ['name'] },
      });
      const started = await imports.begin(admin, { ...doing(first), chosen });
      if (!started.ok) throw new Error('not begun');
      await worked(container, started.importId);
      expect((await imports.detail(admin, started.importId)).counts).toMatchObject({ new: 4, wrong: 0 });
      await imports.drop(admin, doing(started.importId));
      const second = await uploaded(container, admin, file(5), { source: 'P3KE', asOf: '2026-07-02' });
      const view = await imports.mapping(admin, second);
      expect(view).toMatchObject({
        from: 'saved',
        mapping: { columns: { nik: { index: 0 }, name: { index: 1 } } },
      });
      await imports.discard(admin, doing(second));
      await expect(imports.mapping(admin, second)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('conceals whoever has a sensitive category, before or after', async () => {
      const titles = ['nik', 'nama', 'kode_kategori', 'catatan'];
      const row = (n: number, category: string, note: string): Cells => [
        syntheticNik(n),
        `Uji Rahasia ${'abcdef'.charAt(n)}`,
        category,
        note,
      ];
      const list = (note: string) => csv([row(1, '16', note), row(2, '08', `${note} HIV`)], titles);
      await applied(list('lama'), { source: 'PMKS' });
      const id = await checked(list('baru'), { source: 'PMKS', asOf: '2026-06-01' });
      const { sample } = await imports.view(admin, { ...doing(id), page: 1 });
      expect(sample).toMatchObject([
        { person: null, differences: [] },
        { person: { name: 'Uji Rahasia c' }, differences: [{ field: 'note', after: 'baru 16' }] },
      ]);
      await imports.drop(admin, doing(id));
      await worked(container, id);
    });

    it('halts where its file is gone, and can be dropped then', async () => {
      const id = await bring(csv(people(7)), { source: 'DTKS', asOf: '2026-08-01' });
      for (const one of files()) await container.files.remove(one);
      await worked(container, id);
      expect(await imports.detail(admin, id)).toMatchObject({ state: 'reading', failure: 'file.gone' });
      await imports.drop(admin, doing(id));
      await worked(container, id);
      expect(await stateOf(id)).toBe('dropped');
    });

    it('refuses a file that is no table, or of a day to come, and keeps nothing of it', async () => {
      const before = files();
      await expect(uploaded(container, admin, Buffer.from([0, 1, 2, 3]))).rejects.toThrow(TableFault);
      await expect(uploaded(container, admin, csv(people(1)), { asOf: '2026-11-21' })).rejects.toMatchObject({
        code: 'input.invalid',
      });
      expect(files()).toEqual(before);
    });

    it('lets nobody take an import back while another of its source waits to be taken over', async () => {
      const first = await applied(csv(people(3)), { source: 'DTKS', asOf: '2026-09-01' });
      const next = await checked(csv(people(4)), { source: 'DTKS', asOf: '2026-10-01' });
      const back = () => imports.revert(admin, { ...doing(first), reason: 'Uji' });
      await expect(back()).rejects.toMatchObject({ code: 'import.open' });
      await imports.drop(admin, doing(next));
      await back();
    });

    it('forgets what was uploaded and not begun after a day, and what nobody knows of', async () => {
      await forgetUploads(container);
      const waiting = await uploaded(container, admin, csv(people(3)));
      const stranger = await imports.store(
        admin,
        (async function* () {
          yield await Promise.resolve(Buffer.from('x'));
        })(),
      );
      expect(await forgetUploads(container)).toBe(0);
      now = new Date(now.getTime() + 26 * 3_600_000);
      const ahead = { ...container, clock: { now: () => new Date(Date.now() + 26 * 3_600_000) } };
      await forgetUploads(ahead);
      expect(files()).not.toContain(waiting);
      expect(files()).not.toContain(stranger.id);
      expect(await container.database.sourceUpload.count({ where: { id: waiting } })).toBe(0);
    });
  });

  describe('stopped and going on', () => {
    beforeEach(open);

    it('seals what lies on the disk', async () => {
      const id = await uploaded(container, admin, csv(people(3)));
      const bytes = readFileSync(path.join(container.config.dataDir, 'imports', id)).toString('latin1');
      expect(bytes).not.toContain(syntheticNik(1));
      expect(bytes).not.toContain('Uji Impor');
    });

    it('ends as it would have straight through, wherever it is stopped and whoever works on it', async () => {
      await applied(csv(people(30)));
      const later = csv(people(33, (n) => (n % 3 === 0 ? 10 : 1 + (n % 10))).slice(2));
      const straight = await applied(later, { asOf: '2026-06-01' });
      const expected = await told();
      const { counts } = await imports.detail(admin, straight);
      await imports.revert(admin, { ...doing(straight), reason: 'Uji' });
      await worked(container, straight);
      const before = await told();
      const deps = jobDeps(container, { rowsAtOnce: 4, sliceMs: 0 });
      const step = fc.constantFrom('work', 'both', 'stop', 'resume', 'stray');
      const act = async (one: string, id: string) => {
        if (one === 'stop') await imports.stop(admin, doing(id));
        if (one === 'resume') await imports.resume(admin, doing(id)).catch(() => undefined);
        if (one === 'work' || one === 'stray') await runImport(deps, { importId: id });
        if (one === 'both') {
          await Promise.all([runImport(deps, { importId: id }), runImport(deps, { importId: id })]);
        }
      };
      const toTheEnd = async (id: string) => {
        await imports.resume(admin, doing(id)).catch(() => undefined);
        await worked(container, id, deps);
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.array(step, { maxLength: 12 }),
          async (first, second) => {
            const id = await bring(later, { asOf: '2026-06-01' });
            for (const one of first) await act(one, id);
            await toTheEnd(id);
            expect((await imports.detail(admin, id)).counts).toEqual(counts);
            expect(await told()).toEqual(before);
            await imports.apply(admin, doing(id));
            for (const one of second) await act(one, id);
            await toTheEnd(id);
            expect(await stateOf(id)).toBe('applied');
            expect(await told()).toEqual(expected);
            await imports.revert(admin, { ...doing(id), reason: 'Uji' });
            for (const one of first) await act(one, id);
            await toTheEnd(id);
            expect(await told()).toEqual(before);
            expect(files()).toEqual([]);
          },
        ),
        { numRuns: 6 },
      );
    });
  });
});
