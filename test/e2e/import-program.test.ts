/** `npm run import` on made-up deliveries of each source: killed and started again, it ends as if it never had been. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { sources, type Source } from '../../src/domain/import/sources.js';
import { recordsAsOf } from '../../src/storage/source-import/as-of.js';
import { openTestContainer } from '../support/container.js';
import { csvBytes, xlsxBytes, type Encoding } from '../synth/files.js';
import { regionOf, type Region } from '../synth/places.js';
import { makeDelivery, type Truth } from '../synth/sources.js';

const program = fileURLToPath(new URL('../../dist/import.js', import.meta.url));
const ROWS = 1_000;
const forms: Readonly<Record<Source, { delimiter: string; encoding: Encoding } | null>> = {
  DTKS: { delimiter: ';', encoding: 'windows-1252' },
  // As a workbook.
  DTSEN: null,
  P3KE: { delimiter: ',', encoding: 'utf8-bom' },
  PMKS: { delimiter: ';', encoding: 'utf8' },
};

describe('the import program', () => {
  let region: Region;
  let folder: string;

  beforeAll(async () => {
    region = await regionOf('64.08');
    folder = mkdtempSync(path.join(tmpdir(), 'lapor-import-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** Writes the delivery as a file of its source's form. */
  const fileOf = (source: Source, revision: number): { file: string; truth: Truth } => {
    const form = forms[source];
    const { head, rows, truth } = makeDelivery({ source, rows: ROWS, seed: 5, region, revision, wrong: 0 });
    const file = path.join(folder, `${source}-${String(revision)}.${form === null ? 'xlsx' : 'csv'}`);
    writeFileSync(
      file,
      Buffer.concat([...(form === null ? xlsxBytes(head, rows) : csvBytes(head, rows, form))]),
    );
    return { file, truth: truth() };
  };
  let shared: Container | null = null;
  const start = (
    container: Container,
    args: readonly string[],
    faults: 'inherit' | 'pipe' = 'inherit',
  ): ChildProcess => {
    const { config, databaseUrl } = container;
    const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR: config.dataDir, REDIS_URL: '' };
    return spawn(process.execPath, [program, '--at-once', '40', ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', faults],
    });
  };
  const ended = async (container: Container, args: readonly string[]): Promise<string> => {
    const child = start(container, args);
    let said = '';
    child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, said }).toMatchObject({ code: 0 });
    return said;
  };
  /** Kills it as soon as `when`. */
  const killed = async (container: Container, args: readonly string[], when: () => Promise<boolean>) => {
    const child = start(container, args);
    const gone = once(child, 'exit');
    while (!(await when())) await delay(5);
    child.kill('SIGKILL');
    expect((await gone)[1]).toBe('SIGKILL');
  };
  const of = (source: Source, file: string, asOf: string, ...more: readonly string[]) => [
    ...['--source', source, '--as-of', asOf, '--file', file],
    ...more,
  ];
  const told = async ({ storage }: Container, source: Source) =>
    (await recordsAsOf(storage, { source }, { on: '2030-01-01', known: new Date(Date.now() + 1_000) })).map(
      ({ said }) => JSON.stringify(said),
    );
  const counts = (said: string) =>
    [...said.matchAll(/^(Baru|Berubah|Sama|Tidak ada lagi|Salah): ([\d.]+)$/gm)].map(([, , count = '']) =>
      Number(count.replaceAll('.', '')),
    );
  const truly = ({ new: fresh, changed, same, gone, twice }: Truth) => [fresh, changed, same, gone, twice];

  it.each(sources)(
    'takes %s over, goes on after kills, takes it back, and takes it over anew',
    async (source) => {
      const container = await openTestContainer();
      const [first, second] = [fileOf(source, 1), fileOf(source, 2)];
      const { sourceImport, sourceRecordVersion } = container.database;
      const begun = of(source, first.file, '2026-03-01');
      const found = async (where: { readTo: { gt: number } } | { appliedTo: { gt: number } }) =>
        (await sourceImport.count({ where })) > 0;

      await killed(container, begun, () => found({ readTo: { gt: 200 } }));
      expect(counts(await ended(container, begun))).toEqual(truly(first.truth));
      expect(await told(container, source)).toEqual([]);
      // Whoever has sealed them, and when: the register has them in the order of the file.
      const [order] = await container.database.$queryRaw<{ kept: boolean }[]>`
        SELECT bool_and(record_id > before AND person_id > record_id) AS kept
        FROM (SELECT record_id, person_id, lag(person_id) OVER (ORDER BY n) AS before FROM source_import_row) r`;
      expect(order).toEqual({ kept: true });
      const apply = [...begun, '--apply'];
      await killed(container, apply, () => found({ appliedTo: { gt: 200 } }));
      await ended(container, apply);
      const before = await told(container, source);
      expect(before).toHaveLength(first.truth.new);

      // Compared with what the kills have left: each row is what it would be without them.
      const next = of(source, second.file, '2026-06-01', '--apply');
      expect(counts(await ended(container, next))).toEqual(truly(second.truth));
      const after = await told(container, source);
      expect(after).not.toEqual(before);
      const { id } = await sourceImport.findFirstOrThrow({ orderBy: { startedAt: 'desc' } });
      await killed(
        container,
        ['--revert', id],
        async () => (await sourceRecordVersion.count({ where: { withdrawnAt: { not: null } } })) > 40,
      );
      await ended(container, ['--revert', id]);
      expect(await told(container, source)).toEqual(before);
      expect(counts(await ended(container, next))).toEqual(truly(second.truth));
      expect(await told(container, source)).toEqual(after);
    },
    60_000,
  );

  it.each([
    [['--source', 'DTSEN'], 'Cara pakai'],
    [of('DTSEN', 'x.csv', '31-12-2026'), 'Cara pakai'],
    [['--lain'], 'Cara pakai'],
    [['--revert', 'x'], 'Cara pakai'],
    [of('DTSEN', 'tidak-ada.csv', '2026-01-01'), 'Periksa nama dan letaknya'],
    [['--drop', '019aa000-0000-7000-8000-000000000001'], 'tidak ada'],
  ])('refuses %j in a sentence', async (args, sentence) => {
    shared ??= await openTestContainer();
    const child = start(shared, args, 'pipe');
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/\n\s+at /);
  });
});
