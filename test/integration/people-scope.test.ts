/** Who finds whom: nobody is found, or opened, beyond where one answers for and what one was granted. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { peopleOf } from '../../src/parts.js';
import type { Source } from '../../src/domain/import/sources.js';
import { peopleQueries } from '../../src/storage/people/queries.js';
import type { PeopleFilter } from '../../src/usecases/people/services.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { household, member, pmks, registered } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { sourceRow } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';

const desas = ['64.08.01.2001', '64.08.01.2002', '64.08.10.2001', null] as const;

const queriesOf = ({ storage, config: { region: homeRegion, timeZone } }: Container) =>
  peopleQueries(storage, { homeRegion, timeZone });

/** What is recorded of person `n`: in these desa, and whether by a sensitive list alone. */
interface Made {
  readonly n: number;
  readonly open: readonly (string | null)[];
  readonly secret: readonly (string | null)[];
}

describe('who finds whom', { timeout: 120_000 }, () => {
  let container: Container;
  let supervisor: StaffActor;
  const made: Made[] = [];

  beforeAll(async () => {
    container = await openTestContainer();
    supervisor = await staff(container, 'supervisor');
    const by = await syntheticContact(container);
    const ns = Array.from({ length: 24 }, (_, n) => n);
    const at = (n: number, turn: number) => desas[Math.floor(n / turn) % desas.length] ?? null;
    const row = (n: number, desaCode: string | null, category: string | null = null) =>
      sourceRow(n, { name: `Uji Orang ${String(n)}`, desaCode, category });
    const inDtsen = ns.filter((n) => n % 3 === 0);
    const inP3ke = ns.filter((n) => n % 4 === 0);
    const inList = ns.filter((n) => n % 2 === 1);
    const list = (n: number) => (n % 5 === 0 ? '08' : '16');
    await takeSource(
      container,
      { source: 'DTSEN', asOf: '2026-01-01' },
      inDtsen.map((n) => row(n, at(n, 1))),
    );
    await takeSource(
      container,
      { source: 'P3KE', asOf: '2026-01-01' },
      inP3ke.map((n) => row(n, at(n, 4))),
    );
    await takeSource(
      container,
      { source: 'PMKS', asOf: '2026-01-01' },
      inList.map((n) => row(n, at(n, 2), list(n))),
    );
    const told = (n: number) => ({ nik: syntheticNik(n), name: `Uji Orang ${String(n)}` });
    await registered(container, by, household(desas[1], { ...told(2), kk: syntheticKk(2) }));
    await registered(container, by, pmks(desas[2], { ...told(14), categories: ['16'] }));
    for (const n of ns) {
      const open = [
        ...(inDtsen.includes(n) ? [at(n, 1)] : []),
        ...(inP3ke.includes(n) ? [at(n, 4)] : []),
        ...(inList.includes(n) && list(n) === '08' ? [at(n, 2)] : []),
        ...(n === 2 ? [desas[1]] : []),
      ];
      const secret = [
        ...(inList.includes(n) && list(n) === '16' ? [at(n, 2)] : []),
        ...(n === 14 ? [desas[2]] : []),
      ];
      if (open.length + secret.length > 0) made.push({ n, open, secret });
    }
  });

  const foundBy = async (
    q: string | undefined,
    regions: readonly string[],
    more: Partial<PeopleFilter> = {},
  ) => {
    const actor: StaffActor = { ...supervisor, regions, grants: [] };
    return peopleOf(container).search(actor, { q, ...more });
  };
  const namesBy = async (...asked: Parameters<typeof foundBy>) =>
    (await foundBy(...asked)).items.map(({ name }) => name);

  it('by every spelling that stands where one answers for, and by how they are called', async () => {
    const [here, there] = ['64.08.01.2001', '64.08.10.2001'];
    const born = { birthDate: '1970-02-03', sex: 'L' as const };
    const take = (source: Source, name: string, desaCode: string, category: string | null = null) =>
      takeSource(container, { source, asOf: '2026-02-01' }, [
        sourceRow(90, { ...born, name, desaCode, category }),
      ]);
    await take('DTSEN', 'Muhammad Ejaan Sarwono', here);
    await take('DTKS', 'Mohamad Ejaan Sarwono', there);
    await take('PMKS', 'Muchamad Ejaan Sarwono', there, '16');
    const name = 'Muhammad Ejaan Sarwono';
    expect(await namesBy('muhammad ejaan', [here])).toEqual([name]);
    expect(await namesBy('mohamad ejaan', [there])).toEqual([name]);
    expect(await namesBy('sarw eja moha', ['64.08'])).toEqual([name]);
    expect(await namesBy('muhammad ejaan', [there])).toEqual([name]);
    // What stands elsewhere alone, or in a sensitive list, finds nobody.
    expect(await namesBy('mohamad ejaan', [here])).toEqual([]);
    expect(await namesBy('muchamad ejaan', ['64.08'])).toEqual([]);
    expect(await namesBy('muhammad ejaan', ['64.08.01.2002'])).toEqual([]);
    expect(await namesBy("muhammad' | !ejaan:*", [here], { kecamatan: "64.08.01' | '@64" })).toEqual([]);
  });

  it('in Data Pemda where the entry is now, also of who lives in the household', async () => {
    const by = await syntheticContact(container);
    const child = { nik: syntheticNik(92), relation: 'child' as const };
    const report = { nik: syntheticNik(91), kk: syntheticKk(91), name: 'Uji Pindahan' };
    const members = [member('Uji Anak Pindahan', child)];
    const entry = await registered(container, by, household(desas[0], { ...report, members }));
    expect(await namesBy('pindahan', ['64.08.01'])).toEqual(['Uji Anak Pindahan', 'Uji Pindahan']);
    expect(await namesBy('pindahan', ['64.08.10'])).toEqual([]);
    const moved = { desaCode: desas[2], kecamatanCode: '64.08.10' };
    await container.database.registryEntry.update({ where: { id: entry.id }, data: moved });
    expect(await namesBy('pindahan', ['64.08.10'])).toEqual(['Uji Anak Pindahan', 'Uji Pindahan']);
    expect(await namesBy('pindahan', ['64.08.01'])).toEqual([]);
    expect(await namesBy(undefined, ['64.08'], { desa: desas[2] })).toContain('Uji Anak Pindahan');
    expect(await namesBy(undefined, ['64.08.01'], { desa: desas[2] })).toEqual([]);
  });

  it('of a name that very many bear some, and says so', async () => {
    const [{ id: importId } = { id: '' }] = await container.database.sourceImport.findMany({ take: 1 });
    await container.database.$executeRaw`
      WITH made AS (SELECT n, gen_random_uuid() AS p, gen_random_uuid() AS s, gen_random_uuid() AS v
        FROM generate_series(1, 1100) n),
      person AS (INSERT INTO person (id, name) SELECT p, 'Uji Massal ' || n FROM made),
      record AS (INSERT INTO source_record (id, source, key_mac, person_id, version, version_id, content_mac, present)
        SELECT s, 'DTKS', s::text, p, 1, v, 'x', true FROM made)
      INSERT INTO source_record_version (id, record_id, version, import_id, valid_from, recorded_at, present,
        content_mac, name, desa_code, verified, data_enc)
      SELECT v, s, 1, ${importId}::uuid, '2026-01-01', now(), true, 'x', 'Uji Massal ' || n,
        CASE WHEN n <= 30 THEN '64.08.01.2001' ELSE '64.08.10.2001' END, false,
        (SELECT data_enc FROM source_record_version WHERE data_enc IS NOT NULL LIMIT 1) FROM made`;
    const search = (regions: string[], cursor?: string) =>
      queriesOf(container).find({ ...supervisor, regions, grants: [] }, { q: 'massal', cursor }, 25);
    const all = await search(['64.08']);
    expect([all.ids.length, all.partial]).toEqual([26, true]);
    const first = await search(['64.08.01']);
    expect([first.ids.length, first.partial]).toEqual([26, false]);
    const next = await search(['64.08.01'], first.ids[24]);
    expect([next.ids.length, next.ids[0]]).toEqual([5, first.ids[25]]);
  });

  const areas = fc.subarray(['64.08', '64.08.01', '64.08.01.2001', '64.08.10', '64.08.1']);
  const inside = (area: string, desa: string | null) =>
    area === '64.08' || (desa !== null && (desa === area || desa.startsWith(`${area}.`)));

  it('by name, by NIK, by place and by address alike', async () => {
    const people = peopleOf(container);
    await fc.assert(
      fc.asyncProperty(areas, fc.boolean(), async (regions, sensitive) => {
        const actor: StaffActor = { ...supervisor, regions, grants: sensitive ? ['sensitive'] : [] };
        const may = ({ open, secret }: Made) =>
          [...open, ...(sensitive ? secret : [])].some((desa) => regions.some((area) => inside(area, desa)));
        const expected = made
          .filter(may)
          .map(({ n }) => `Uji Orang ${String(n)}`)
          .toSorted();
        const found = await people.search(actor, { q: 'ora uji' });
        expect(found.items.map(({ name }) => name).toSorted()).toEqual(expected);
        for (const one of made) {
          const { items } = await people.search(actor, { q: syntheticNik(one.n) });
          expect(items.length).toBe(may(one) ? 1 : 0);
          const nikMac = container.storage.index.mac('nik', syntheticNik(one.n));
          const { id } = await container.database.person.findUniqueOrThrow({ where: { nikMac } });
          const opened = people.personById(actor, id, { ip: '' });
          if (!may(one)) {
            await expect(opened).rejects.toMatchObject({ code: 'not_found' });
            continue;
          }
          const { person } = await opened;
          const shown = person?.sources.filter(({ recordId }) => !person.elsewhere.has(recordId)) ?? [];
          expect(shown.every(({ desaCode }) => regions.some((area) => inside(area, desaCode)))).toBe(true);
          expect(sensitive || person?.sensitive === false).toBe(true);
        }
        await expect(people.personById(actor, randomUUID(), { ip: '' })).rejects.toMatchObject({
          code: 'not_found',
        });
      }),
      { numRuns: 20 },
    );
  });
});
