/**
 * `npm run import` on deliveries of every source, each the size of a kabupaten: killed while it reads and while it takes
 * over, started again, a second delivery after it, taken back (and killed), and taken over anew. Nothing is timed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { sources, type Source } from '../../src/domain/import/sources.js';
import { migrate } from '../../src/storage/migrate.js';
import { writeDelivery } from './imports.js';

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly folder: string;
  readonly rows: number;
  readonly tell: (line: string) => void;
}

/** What the register says of a source: how much, and a fingerprint of all of it. */
interface State {
  readonly present: number;
  readonly print: string | null;
}

/** Throws where a kind does not end as if nobody had killed anything. */
export async function takeEveryKind({ env, url, folder, rows, tell }: Options): Promise<void> {
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [path.join(path.dirname(process.argv[1] ?? ''), 'import.js'), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const ended = async (args: readonly string[]): Promise<readonly number[]> => {
    const child = start(args);
    let said = '';
    child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${args.join(' ')}: ${String(code)} ${said}`);
    return [...said.matchAll(/^(?:Baru|Berubah|Sama|Tidak ada lagi|Salah): ([\d.]+)$/gm)].map(
      ([, count = '']) => Number(count.replaceAll('.', '')),
    );
  };
  const count = async (text: string, values: readonly unknown[]) =>
    Number((await client.query<{ n: string }>(text, [...values])).rows[0]?.n ?? 0);
  const killedWhen = async (
    args: readonly string[],
    [text, values, past]: readonly [string, unknown[], number],
  ) => {
    const child = start(args);
    const gone = once(child, 'exit');
    while ((await count(text, values)) <= past) await delay(50);
    child.kill('SIGKILL');
    const [, signal] = (await gone) as [number | null, string | null];
    if (signal !== 'SIGKILL') throw new Error(`${args.join(' ')} ended before it was killed`);
  };
  const stateOf = async (source: Source): Promise<State> => {
    const { rows: found } = await client.query<{ present: number; print: string | null }>(
      `SELECT count(*)::int AS present, md5(string_agg(key_mac || content_mac, ',' ORDER BY key_mac)) AS print
        FROM source_record WHERE source = $1 AND present`,
      [source],
    );
    return found[0] ?? { present: 0, print: null };
  };
  const newest = async () =>
    (await client.query<{ id: string }>('SELECT id FROM source_import ORDER BY started_at DESC LIMIT 1'))
      .rows[0]?.id ?? '';
  const read = 'SELECT max(read_to) AS n FROM source_import WHERE source = $1';
  const applied = 'SELECT max(applied_to) AS n FROM source_import WHERE source = $1';
  const withdrawn =
    'SELECT count(*) AS n FROM source_record_version WHERE import_id = $1 AND withdrawn_at IS NOT NULL';
  const same = (what: string, one: unknown, other: unknown) => {
    if (JSON.stringify(one) === JSON.stringify(other)) return;
    throw new Error(`${what}: ${JSON.stringify(one)} is not ${JSON.stringify(other)}`);
  };

  try {
    for (const source of sources) {
      const file = (revision: number) => path.join(folder, `${source}-${String(revision)}.csv`);
      const of = (revision: number, asOf: string) => [
        '--source',
        source,
        '--as-of',
        asOf,
        '--file',
        file(revision),
      ];
      await writeDelivery({ source, rows, revision: 1 }, file(1));
      await writeDelivery({ source, rows, revision: 2 }, file(2));
      const first = of(1, '2026-03-01');
      const none = await stateOf(source);
      await killedWhen(first, [read, [source], rows / 2]);
      const counts = await ended(first);
      same(`${source}, a dry run`, await stateOf(source), none);
      await killedWhen([...first, '--apply'], [applied, [source], rows / 2]);
      await ended([...first, '--apply']);
      const before = await stateOf(source);
      same(`${source}, new`, before.present, counts[0]);
      same(`${source}, the same file again`, await ended([...first, '--apply']), []);
      tell(`${source}: taken over, ${JSON.stringify({ counts, before })}`);

      const next = [...of(2, '2026-06-01'), '--apply'];
      const changes = await ended(next);
      const after = await stateOf(source);
      same(
        `${source}, the second delivery`,
        after.present,
        before.present + (changes[0] ?? 0) - (changes[3] ?? 0),
      );
      const id = await newest();
      await killedWhen(['--revert', id], [withdrawn, [id], rows / 20]);
      await ended(['--revert', id]);
      same(`${source}, taken back`, await stateOf(source), before);
      same(`${source}, read anew`, await ended(next), changes);
      same(`${source}, taken over anew`, await stateOf(source), after);
      tell(`${source}: a second delivery, taken back and anew, ${JSON.stringify({ changes, after })}`);
    }
  } finally {
    await client.end();
  }
}
