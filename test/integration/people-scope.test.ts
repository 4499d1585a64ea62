/** Who finds whom: nobody is found, or opened, beyond where one answers for and what one was granted. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { peopleOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { household, pmks, registered } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { sourceRow } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';

const desas = ['64.08.01.2001', '64.08.01.2002', '64.08.10.2001', null] as const;

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
