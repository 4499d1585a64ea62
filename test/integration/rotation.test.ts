/** Everything sealed is sealed anew under another key: with stops, kills and others at work, and nothing is lost. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { rotationOf, sourceImportsOf } from '../../src/parts.js';
import { rotationQueries } from '../../src/storage/rotation/rotation.js';
import { sealedColumns } from '../../src/storage/rotation/sealed-columns.js';
import { beginRotation, rotateKeys, type RotateDeps } from '../../src/usecases/rotation/rotate-keys.js';
import { begun, here, uploaded, worked } from '../support/console-imports.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { household, registered } from '../support/kinds.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticNik,
} from '../support/reports.js';

const program = fileURLToPath(new URL('../../dist/rotate-keys.js', import.meta.url));
const desa = '64.08.04.1010';

describe('key rotation', () => {
  let container: Container;
  let owner: pg.Client;

  beforeEach(async () => {
    container = await openTestContainer();
    owner = new pg.Client({ connectionString: container.databaseUrl });
    await owner.connect();
    return () => owner.end();
  });

  const keys = () => {
    const file = path.join(container.config.dataDir, 'keys.json');
    const { fieldKeys = '', indexKey = '' } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      string
    >;
    return { old: fieldKeys, index: indexKey, fresh: `k2:${randomBytes(32).toString('base64')}` };
  };
  const withKeys = (field: string, index: string) =>
    openSecondContainer(container, { FIELD_KEYS: field, INDEX_KEY: index });
  const depsOf = (of: Container): RotateDeps => ({ ...of, rotation: rotationQueries(of.storage) });
  /** Every sealed cell, opened, by its place. */
  const opened = async ({ storage }: Container) => {
    const all = new Map<string, string>();
    for (const column of sealedColumns) {
      const { rows } = await owner.query<Record<string, unknown>>(
        `SELECT * FROM "${column.table}" WHERE "${column.column}" IS NOT NULL`,
      );
      for (const row of rows) {
        const texts = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
        const cell = column.cell(texts);
        all.set(
          `${column.table} ${JSON.stringify(cell)}`,
          storage.cipher.open(texts[column.column] ?? '', cell),
        );
      }
    }
    return all;
  };
  /** Something in many tables, and files. */
  const furnish = async () => {
    const by = await syntheticContact(container);
    for (let n = 1; n <= 3; n += 1)
      await registered(container, by, household(desa, { nik: syntheticNik(n), kk: null }));
    await submitSynthetic(container, by, await syntheticAnswers(container, 7));
    const admin = await staff(container, 'admin');
    const rows = Array.from(
      { length: 30 },
      (_, n) => `${syntheticNik(100 + n)};Uji Kunci ${'abcdefghij'.charAt(n % 10)};1`,
    );
    const csv = ['nik;nama;desil', ...rows, ';X;99'].join('\n');
    const first = await begun(container, admin, await uploaded(container, admin, csv, { source: 'DTKS' }));
    await worked(container, first);
    await sourceImportsOf(container).apply(admin, { id: first, ip: here });
    await worked(container, first);
    const id = await begun(container, admin, await uploaded(container, admin, csv));
    await worked(container, id);
    await container.blobs.put('00000000-0000-7000-8000-00000000000a', Buffer.from('gambar'));
    await container.blobs.put('00000000-0000-7000-8000-00000000000a:2', Buffer.from('gambar dua'));
    return { admin, importId: id, by };
  };

  it('knows every sealed column of the database', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         AND (c.column_name LIKE '%\\_enc' OR (c.table_name = 'source_import_row' AND c.column_name LIKE 'sealed\\_%')) ORDER BY 1`,
    );
    const found = rows.map(({ name }) => name);
    const known = sealedColumns.map(({ table, column }) => `${table}.${column}`);
    expect(found).toEqual(known.toSorted());
    // Their keys are those of the tables.
    for (const { table, key } of sealedColumns) {
      const { rows: primary } = await owner.query<{ name: string }>(
        `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
         WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum)`,
        [`"${table}"`],
      );
      expect([table, key.map(({ name }) => name)]).toEqual([table, primary.map(({ name }) => name)]);
    }
  });

  it('goes through numbered rows by their numbers, however few at once', async () => {
    const { admin } = await furnish();
    const { old, index, fresh } = keys();
    const rotating = await withKeys(`${fresh},${old}`, index);
    await rotationOf(rotating).start(admin, here);
    const { id } = await rotating.database.keyRotation.findFirstOrThrow();
    const few = () => rotating.unitOfWork.run(({ rotation }) => rotation.resealRows(id, 4));
    while (await few());
    const numbered = sealedColumns.filter(({ key }) => key.some(({ type }) => type === 'int'));
    for (const { table, column } of numbered) {
      const { rows } = await owner.query<{ all: number; left: number }>(
        `SELECT count(*)::int AS all, count(*) FILTER (WHERE NOT starts_with("${column}", 'v1.k2.'))::int AS left
          FROM "${table}" WHERE "${column}" IS NOT NULL`,
      );
      expect([table, column, rows[0]?.left]).toEqual([table, column, 0]);
      if (table === 'source_import_row') expect(rows[0]?.all).toBe(30);
    }
  });

  it(
    'leaves everything as it was, under the new key alone, wherever it is stopped',
    { timeout: 120_000 },
    async () => {
      const { admin, importId } = await furnish();
      const before = await opened(container);
      const { old, index, fresh } = keys();
      const rotating = await withKeys(`${fresh},${old}`, index);
      const imports = rotationOf(rotating);
      await imports.start(admin, here);
      await imports.start(admin, here);
      expect(await rotating.database.keyRotation.count()).toBe(1);
      const deps = depsOf(rotating);
      let parts = 0;
      for (;;) {
        // After each part somebody stops it, and two go on.
        const both = await Promise.all([rotateKeys(deps, () => true), rotateKeys(deps, () => true)]);
        if (both.some((one) => one)) break;
        parts += 1;
        await imports.stop(admin, here);
        expect(await rotateKeys(deps, () => false)).toBe(true);
        await imports.start(admin, here);
      }
      expect(parts).toBeGreaterThan(sealedColumns.length / 2);
      expect(await deps.rotation.newest()).toMatchObject({ state: 'finished', left: 0, unreadable: 0 });
      const alone = await withKeys(fresh, index);
      expect(await opened(alone)).toEqual(before);
      expect(await alone.blobs.get('00000000-0000-7000-8000-00000000000a:2')).toEqual(
        Buffer.from('gambar dua'),
      );
      // What waited to be taken over is, and is read with the new key.
      const folder = path.join(container.config.dataDir, 'imports');
      for (const file of readdirSync(folder))
        expect(readFileSync(path.join(folder, file), 'latin1')).toMatch(/^k2\n/);
      const rows = await alone.database.sourceImportRow.count({ where: { importId } });
      expect(rows).toBe(30);
    },
  );

  it('lets nothing but sealed cells of history through, and that only where it says so', async () => {
    await furnish();
    const change = async (set: string, resealing = true, table = 'case_event') => {
      await owner.query('BEGIN');
      try {
        if (resealing) await owner.query(`SELECT set_config('sipmas.resealing', 'on', true)`);
        await owner.query(`UPDATE ${table} SET ${set}`);
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.message : '';
      } finally {
        await owner.query('ROLLBACK');
      }
    };
    const other = `data_enc = regexp_replace(data_enc, '^v1\\.k1\\.', 'v1.k2.')`;
    expect(await change(other)).toBe('done');
    for (const table of ['case_event', 'registry_entry_version']) {
      expect(await change(other, false, table)).toContain('append-only');
      expect(await change(`${other}, id = gen_random_uuid()`, true, table)).toContain('append-only');
      expect(await change(`data_enc = ''`, true, table)).toContain('append-only');
      expect(await change(`data_enc = 'terbuka'`, true, table)).toContain('append-only');
    }
    expect(await change(`at = at - interval '1 day'`)).toContain('append-only');
    expect(await change(`${other}, hash = repeat('1', 64)`)).toContain('append-only');
    expect(await change(`recorded_at = now()`, true, 'source_record_version')).toContain('append-only');
    await owner.query('BEGIN');
    await owner.query(`SELECT set_config('sipmas.resealing', 'on', true)`);
    await expect(owner.query('DELETE FROM case_event')).rejects.toThrow('append-only');
    await owner.query('ROLLBACK');
  });

  it('stops where a key is missing, passes over what no key opens, and says so', async () => {
    const { admin } = await furnish();
    const { old, index, fresh } = keys();
    const rotating = await withKeys(`${fresh},${old}`, index);
    await owner.query(`UPDATE person SET nik_enc = regexp_replace(nik_enc, '^v1\\.k1\\.', 'v1.k9.')
      WHERE id = (SELECT id FROM person WHERE nik_enc IS NOT NULL ORDER BY id LIMIT 1)`);
    const deps = depsOf(rotating);
    await beginRotation(deps, admin.id);
    expect(await rotateKeys(deps, () => false)).toBe(true);
    expect(await deps.rotation.newest()).toMatchObject({ state: 'stopped', failure: 'crypto.unknown_key' });
    // With a key of that name which does not open it.
    const more = await withKeys(`${fresh},${old},k9:${randomBytes(32).toString('base64')}`, index);
    const again = depsOf(more);
    await beginRotation(again, admin.id);
    expect(await rotateKeys(again, () => false)).toBe(true);
    expect(await again.rotation.newest()).toMatchObject({ state: 'finished', left: 1, unreadable: 1 });
  });

  it('is not done by a process that has other keys', async () => {
    await furnish();
    const { old, index, fresh } = keys();
    await beginRotation(depsOf(await withKeys(`${fresh},${old}`, index)), null);
    await expect(rotateKeys(depsOf(container), () => false)).rejects.toMatchObject({
      code: 'rotation.other_key',
    });
    // Nor does one start at all that cannot open what is not done yet.
    await expect(withKeys(fresh, index)).rejects.toMatchObject({ details: { variables: 'FIELD_KEYS' } });
  });

  it('goes on after kill -9, beside people who write', { timeout: 240_000 }, async () => {
    const { by } = await furnish();
    const { old, index, fresh } = keys();
    // Many rows, so that it takes a while.
    await owner.query(
      `INSERT INTO person (id, name, created_at) SELECT gen_random_uuid(), 'Uji', now() FROM generate_series(1, 6000)`,
    );
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM person WHERE nik_enc IS NULL');
    const sealed = rows.map(({ id }) => ({
      id,
      sealed: container.storage.cipher.seal(id, { table: 'person', column: 'nik_enc', row: id }),
    }));
    await owner.query(
      `UPDATE person p SET nik_enc = v.sealed, nik_mac = 'uji ' || v.id
        FROM json_to_recordset($1::json) AS v(id uuid, sealed text) WHERE p.id = v.id`,
      [JSON.stringify(sealed)],
    );
    const env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      DATABASE_URL: container.databaseUrl,
      DATA_DIR: container.config.dataDir,
      REDIS_URL: '',
      FIELD_KEYS: `${fresh},${old}`,
      INDEX_KEY: index,
    };
    const start = () => spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const done = async () => Number((await container.database.keyRotation.findFirst())?.doneCount ?? 0);
    const rotating = await withKeys(`${fresh},${old}`, index);
    for (const beyond of [500, 2_500]) {
      const child = start();
      const gone = once(child, 'exit');
      while ((await done()) < beyond && child.exitCode === null) await delay(5);
      child.kill('SIGKILL');
      expect((await gone)[1]).toBe('SIGKILL');
      // Meanwhile people write, with the new keys and with the old.
      await submitSynthetic(rotating, by, await syntheticAnswers(rotating, 500 + beyond));
      await submitSynthetic(container, by, await syntheticAnswers(container, 501 + beyond));
    }
    const before = await opened(rotating);
    const child = start();
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toContain('Semua data memakai kunci k2');
    expect(await opened(await withKeys(fresh, index))).toEqual(before);
  });
});
