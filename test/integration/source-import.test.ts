/** Deliveries of the national registers: read, compared, taken over, reverted, and asked for as of any day. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { SourceRow } from '../../src/domain/import/row.js';
import type { Source } from '../../src/domain/import/sources.js';
import { recordsAsOf } from '../../src/storage/source-import/as-of.js';
import {
  applyImport,
  beginImport,
  dropImport,
  readRows,
  revertImport,
} from '../../src/usecases/source-import/import-file.js';
import type { ImportCounts } from '../../src/usecases/source-import/ports.js';
import { consoleOf } from '../../src/parts.js';
import { openTestContainer } from '../support/container.js';
import { household, screened } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { sourceLines as lines, sourceRow as row, type Line } from '../support/source-rows.js';

const desa = '64.08.04.1010';

describe('imports of a source', () => {
  let container: Container;

  beforeEach(async () => {
    container = await openTestContainer();
  });

  const digestOf = (rows: readonly Line[]) => createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const begin = (
    rows: readonly Line[],
    { source = 'DTSEN', asOf = '2026-03-01', whole = true }: Delivery = {},
  ) => beginImport(container, { source, asOf, whole, digest: digestOf(rows), startedById: null });
  interface Delivery {
    readonly source?: Source;
    readonly asOf?: string;
    readonly whole?: boolean;
  }
  const read = async (rows: readonly Line[], delivery: Delivery = {}) => {
    const { id, readTo } = await begin(rows, delivery);
    return { id, counts: await readRows(container, { id, rows: lines(rows, readTo) }) };
  };
  const take = async (rows: readonly Line[], delivery: Delivery = {}) => {
    const { id, counts } = await read(rows, delivery);
    expect(await applyImport(container, { id, by: null })).toBe(true);
    return { id, counts };
  };
  const counts = (some: Partial<ImportCounts>): ImportCounts => ({
    new: 0,
    changed: 0,
    same: 0,
    gone: 0,
    wrong: 0,
    ...some,
  });
  const said = async (on = '2027-01-01', known = new Date(Date.now() + 1_000), source: Source = 'DTSEN') =>
    (await recordsAsOf(container.storage, { source }, { on, known }))
      .map(({ said: { name, desil } }) => `${name ?? ''} ${String(desil)}`)
      .toSorted();
  const spoken = (...rows: readonly SourceRow[]) =>
    rows.map(({ name, desil }) => `${name} ${String(desil)}`).toSorted();

  it('are compared before anything is taken over, and taken over once', async () => {
    const [a, b, c] = [row(1), row(2), row(3)];
    expect((await take([a, b, c])).counts).toEqual(counts({ new: 3 }));
    const second = [a, row(2, { desil: 9 }), row(4)];
    const next = await read(second, { asOf: '2026-06-01' });
    expect(next.counts).toEqual(counts({ new: 1, changed: 1, same: 1, gone: 1 }));
    expect(await said()).toEqual(spoken(a, b, c));
    expect(await applyImport(container, { id: next.id, by: null })).toBe(true);
    expect(await applyImport(container, { id: next.id, by: null })).toBe(true);
    expect(await said()).toEqual(spoken(a, row(2, { desil: 9 }), row(4)));
    expect(await container.database.sourceRecordVersion.count()).toBe(3 + 3);
    expect(await container.database.sourceImportRow.count()).toBe(0);
  });

  it('of the same file change nothing, and are the same import', async () => {
    const rows = [row(1), row(2)];
    const { id } = await take(rows);
    expect(await begin(rows)).toMatchObject({ id, state: 'applied' });
    // The same rows in another file.
    const other = [row(2), row(1)];
    expect((await take(other)).counts).toEqual(counts({ same: 2 }));
    expect(await container.database.sourceRecordVersion.count()).toBe(2);
  });

  it('tell wrong rows by code alone, take over the good ones, and let nobody go for a wrong row', async () => {
    await take([row(1), row(2)]);
    const rows = [row(1), { sourceKey: null, nik: syntheticNik(2), category: null }, row(1)];
    const { id, counts: found } = await take(rows, { asOf: '2026-06-01' });
    expect(found).toEqual(counts({ same: 1, wrong: 2 }));
    const faults = await container.database.sourceImportFault.findMany({
      where: { importId: id },
      orderBy: { n: 'asc' },
    });
    expect(faults).toMatchObject([
      { n: 2, field: 'name', code: 'name.one_letter', taken: false },
      { n: 3, field: 'row', code: 'row.twice' },
    ]);
    expect(await said()).toEqual(spoken(row(1), row(2)));
  });

  it('take two people under one NIK for two, in whatever order they come', async () => {
    const nik = syntheticNik(1);
    const wife = row(1, { name: 'Uji Istri', birthDate: '1982-02-02', desil: 1 });
    const husband = row(1, { name: 'Uji Suami', birthDate: '1980-01-01', desil: 2 });
    const { id, counts: found } = await take([wife, husband]);
    expect(found).toEqual(counts({ new: 2 }));
    expect(
      await container.database.sourceImportFault.count({ where: { importId: id, code: 'nik.shared' } }),
    ).toBe(2);
    expect((await take([husband, { ...wife, desil: 3 }], { asOf: '2026-06-01' })).counts).toEqual(
      counts({ changed: 1, same: 1 }),
    );
    const withNik = () => container.database.person.count({ where: { nikMac: { not: null } } });
    expect(await withNik()).toBe(0);
    const two = await container.database.sourceRecord.findMany();
    const between = two.map(({ personId }) => personId).toSorted();
    expect(new Set(between).size).toBe(2);
    expect(await container.database.personPair.findMany()).toMatchObject([
      {
        oneId: between[0],
        otherId: between[1],
        verdict: expect.stringMatching(/^(ask|conflict)$/) as string,
        decision: null,
        importId: id,
      },
    ]);
    // Once put right, it is one of them.
    await take(
      [
        { ...wife, nik },
        { ...husband, nik: syntheticNik(2) },
      ],
      { asOf: '2026-09-01' },
    );
    expect(await said()).toEqual(['Uji Istri 1', 'Uji Suami 2']);
    expect(await withNik()).toBe(2);
  });

  it('tell people under one id of a family apart, and link each by their own NIK', async () => {
    const family = { sourceKey: 'K-1' };
    const rows = [row(1, family), row(2, family), row(3, family)];
    const { id, counts: found } = await take(rows);
    expect(found).toEqual(counts({ new: 3 }));
    expect(await container.database.sourceImportFault.count({ where: { importId: id } })).toBe(0);
    const people = await container.database.sourceRecord.findMany();
    expect(new Set(people.map(({ personId }) => personId)).size).toBe(3);
    expect(people.every(({ personId }) => personId !== null)).toBe(true);
    expect((await take([...rows].toReversed(), { asOf: '2026-06-01' })).counts).toEqual(counts({ same: 3 }));
  });

  it('of a part of the register let nobody go', async () => {
    await take([row(1), row(2)]);
    expect((await take([row(3)], { asOf: '2026-06-01', whole: false })).counts).toEqual(counts({ new: 1 }));
    expect(await said()).toHaveLength(3);
  });

  it('are withdrawn as a whole, newest first, and what was is so again', async () => {
    const first = await take([row(1), row(2)]);
    const second = await take([row(1, { desil: 7 }), row(3)], { asOf: '2026-06-01' });
    await expect(revertImport(container, { id: first.id, by: null })).rejects.toMatchObject({
      code: 'import.not_newest',
    });
    const before = new Date();
    expect(await revertImport(container, { id: second.id, by: null })).toBe(true);
    expect(await revertImport(container, { id: second.id, by: null })).toBe(true);
    expect(await said()).toEqual(spoken(row(1), row(2)));
    expect(await said('2027-01-01', before)).toEqual(spoken(row(1, { desil: 7 }), row(3)));
    // Taken over anew, it says the same again.
    expect((await take([row(1, { desil: 7 }), row(3)], { asOf: '2026-06-01' })).counts).toEqual(
      counts({ new: 1, changed: 1, gone: 1 }),
    );
    expect(await said()).toEqual(spoken(row(1, { desil: 7 }), row(3)));
  });

  it('are asked for as of any day', async () => {
    await take([row(1), row(2)], { asOf: '2026-03-01' });
    await take([row(1, { desil: 7 })], { asOf: '2026-06-01' });
    expect(await said('2026-02-28')).toEqual([]);
    expect(await said('2026-05-31')).toEqual(spoken(row(1), row(2)));
    expect(await said('2026-06-01')).toEqual(spoken(row(1, { desil: 7 })));
  });

  it('refer to nothing that is not there, and what they refer to stays', async () => {
    await take([row(1), row(2)]);
    const { database } = container;
    const again = (columns: string) =>
      database.$executeRawUnsafe(`
        INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
          content_mac, name, desa_code, category_code, verified)
        SELECT gen_random_uuid(), record_id, 2, ${columns}, false FROM source_record_version LIMIT 1`);
    const rest = (importId: string, desaCode: string, category: string) =>
      `${importId}, valid_from, now(), false, content_mac, name, ${desaCode}, ${category}`;
    const missing = /refers to what is not there/;
    await expect(again(rest('gen_random_uuid()', 'NULL', 'NULL'))).rejects.toThrow(missing);
    await expect(again(rest('import_id', `'64.08.99.9999'`, 'NULL'))).rejects.toThrow(missing);
    await expect(again(rest('import_id', 'desa_code', `'99'`))).rejects.toThrow(missing);
    await expect(
      database.$executeRaw`UPDATE region SET code = '64.08.04.9999' WHERE code = ${desa}`,
    ).rejects.toThrow();
    await expect(database.$executeRaw`DELETE FROM source_import`).rejects.toThrow();
    await expect(
      database.$executeRaw`
        INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
          content_mac, name, verified)
        SELECT gen_random_uuid(), gen_random_uuid(), 2, import_id, valid_from, now(), false, content_mac, name, false
        FROM source_record_version LIMIT 1`,
    ).rejects.toThrow(missing);
    await expect(
      database.$executeRaw`UPDATE source_record SET person_id = gen_random_uuid()`,
    ).rejects.toThrow(missing);
    await expect(
      database.$executeRaw`
        INSERT INTO source_record (id, source, key_mac, person_id, version, present)
        VALUES (gen_random_uuid(), 'DTKS', 'x', gen_random_uuid(), 0, false)`,
    ).rejects.toThrow(missing);
    for (const table of ['person', 'source_record']) {
      await expect(database.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/stays/);
      await expect(database.$executeRawUnsafe(`UPDATE ${table} SET id = gen_random_uuid()`)).rejects.toThrow(
        /stays/,
      );
    }
    expect(await again(rest('import_id', 'desa_code', `'01'`))).toBe(1);
    await expect(database.$executeRaw`DELETE FROM pmks_category WHERE code = '01'`).rejects.toThrow(
      /refer to this/,
    );
    expect(await database.$executeRaw`UPDATE region SET name = name || ' Baru' WHERE code = ${desa}`).toBe(1);
  });

  it('are one at a time of a source, none older than the last; one that is dropped leaves nothing', async () => {
    await take([row(1)], { asOf: '2026-06-01' });
    await expect(begin([row(9)], { asOf: '2026-05-31' })).rejects.toMatchObject({ code: 'import.older' });
    const { id } = await read([row(2)], { asOf: '2026-07-01' });
    await expect(begin([row(3)], { asOf: '2026-07-01' })).rejects.toMatchObject({ code: 'import.open' });
    // The same file, as of another day or as a part.
    for (const other of [{ asOf: '2026-08-01' }, { asOf: '2026-07-01', whole: false }]) {
      await expect(begin([row(2)], other)).rejects.toMatchObject({ code: 'import.open' });
    }
    await begin([row(3)], { source: 'DTKS', asOf: '2026-01-01' });
    await dropImport(container, id);
    await dropImport(container, id);
    await expect(applyImport(container, { id, by: null })).rejects.toMatchObject({
      code: 'import.wrong_state',
    });
    expect(await said()).toEqual(spoken(row(1)));
    expect(await container.database.sourceImportRow.count()).toBe(0);
  });

  it('link a person by NIK across sources, not where the birth dates speak against it', async () => {
    const nik = syntheticNik(1);
    await take([row(1, { birthDate: '1980-01-01' })]);
    await take([row(1, { birthDate: '1980-01-01', name: 'Uji Sumber Satu' })], { source: 'DTKS' });
    await take(
      [
        row(1, { birthDate: '1999-09-09', name: 'Uji Lain', sourceKey: 'P-1' }),
        row(2, { nik: null, sourceKey: 'P-2', name: 'Contoh Tanpa Nomor' }),
      ],
      {
        source: 'P3KE',
      },
    );
    const linked = await container.database.sourceRecord.findMany({ orderBy: { id: 'asc' } });
    const [dtsen, dtks, doubtful, unnumbered] = linked.map(({ personId }) => personId);
    expect(dtks).toBe(dtsen);
    // Whose number it is, somebody has to find out.
    expect(new Set([dtsen, doubtful, unnumbered]).size).toBe(3);
    expect(await container.database.personPair.findMany()).toMatchObject([
      {
        oneId: dtsen,
        otherId: doubtful,
        verdict: expect.stringMatching(/^(ask|conflict)$/) as string,
        decision: null,
      },
    ]);
    const person = await container.database.person.findFirstOrThrow({ where: { id: dtsen ?? '' } });
    expect(
      container.storage.cipher.open(person.nikEnc ?? '', {
        table: 'person',
        column: 'nik_enc',
        row: person.id,
      }),
    ).toBe(nik);
  });

  it('end the same wherever they are stopped, whatever came before, and undoing gives back what was', async () => {
    const deps = { ...container, rowsAtOnce: 7 };
    const known: { at: Date; rows: readonly string[] }[] = [];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const history: { rows: readonly SourceRow[]; id: string }[] = [];
    const rowsOf = (of: { rows: readonly SourceRow[] } | undefined) => spoken(...(of?.rows ?? []));
    for (let step = 0; step < 24; step += 1) {
      const last = history.at(-1);
      if (last !== undefined && random(3) === 0) {
        while (!(await revertImport(deps, { id: last.id, by: null, stopped: () => true })));
        history.pop();
      } else {
        // Each time another file, even where it says the same.
        const rows = Array.from({ length: 40 }, (_, n) => n)
          .filter(() => random(3) > 0)
          .map((n) => row(n + 1, { desil: 1 + random(2) }));
        const { id } = await begin(rows, { asOf: '2026-03-01' });
        let [stops, counted] = [3, null as ImportCounts | null];
        while (counted === null) {
          const { readTo } = await begin(rows);
          counted = await readRows(deps, {
            id,
            rows: lines(rows, readTo),
            stopped: () => (stops -= 1) > 0,
          });
        }
        while (!(await applyImport(deps, { id, by: null, stopped: () => true })));
        history.push({ rows, id });
      }
      expect(await said()).toEqual(rowsOf(history.at(-1)));
      known.push({ at: new Date(), rows: rowsOf(history.at(-1)) });
      await delay(2);
    }
    for (const { at, rows } of known) expect(await said('2027-01-01', at)).toEqual(rows);
    // All that was ever said still stands.
    const versions = await container.database.sourceRecordVersion.findMany();
    for (const { id, dataEnc } of versions) {
      if (dataEnc === null) continue;
      const cell = { table: 'source_record_version', column: 'data_enc', row: id };
      expect(container.storage.cipher.openJson(dataEnc, cell)).toHaveProperty('name');
    }
  });

  describe('beside a report', () => {
    const seen = async (actor: string, nik: string, kk: string | null = null) => {
      const by = await syntheticContact(container);
      const report = household(desa, { nik, name: 'Uji Laporan', birthDate: '1980-01-01' });
      const caseId = await screened(container, by, { ...report, kk });
      const view = await consoleOf(container).caseById(await staff(container, actor), caseId, '127.0.0.1');
      return new Map(view.national.map((one) => [one.source, one]));
    };

    it('say what each source knows of the person, and where that differs', async () => {
      const kk = syntheticKk(5);
      const one = { nik: syntheticNik(5), birthDate: '1980-01-01', kk };
      await take([row(5, { ...one, name: 'UJI  laporan', desil: 2 }), row(6, { kk }), row(7)]);
      await take([row(5, { ...one, name: 'Uji Lain', birthDate: '1999-09-09', sourceKey: 'K-1' })], {
        source: 'P3KE',
        asOf: '2026-02-01',
      });
      const found = await seen('verifikator', one.nik, kk);
      expect(found.get('DTKS')).toMatchObject({ asOf: null, found: [], family: 0 });
      expect(found.get('DTSEN')).toMatchObject({
        asOf: '2026-03-01',
        found: [{ desil: 2, verified: false, since: '2026-03-01', known: { differs: [] } }],
        family: 1,
      });
      expect(found.get('P3KE')?.found).toMatchObject([
        { known: { name: 'Uji Lain', differs: ['name', 'birthDate'] } },
      ]);
      expect((await seen('verifikator', syntheticNik(99))).get('DTSEN')?.found).toEqual([]);
    });

    it('tell nothing personal of elsewhere, and of a sensitive category nothing without the grant', async () => {
      await take([row(5, { desaCode: '64.08.12.1002' })]);
      await take(
        [row(5, { category: '24' }), row(5, { category: '16' }), row(5, { category: '08', sourceKey: 'X' })],
        { source: 'PMKS' },
      );
      const far = await container.database.consoleUser.findFirstOrThrow({
        where: { username: 'verifikator' },
      });
      await container.database.consoleUserScope.deleteMany({ where: { userId: far.id } });
      await container.database.consoleUserScope.create({ data: { userId: far.id, regionCode: '64.08.04' } });
      const found = await seen('verifikator', syntheticNik(5));
      expect(found.get('DTSEN')?.found).toMatchObject([{ known: null }]);
      expect(found.get('PMKS')?.found.map(({ category }) => category)).toEqual(['08', '24']);
      const all = await seen('supervisor', syntheticNik(5));
      expect(all.get('PMKS')?.found.map(({ category }) => category)).toEqual(['08', '16', '24']);
      expect(all.get('DTSEN')?.found).toMatchObject([{ known: { differs: ['name', 'desa'] } }]);
    });
  });
});
