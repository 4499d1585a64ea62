/** That a service can be started from its backup, and that nothing but the keys opens it. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContainer, type Container } from '../../src/container.js';
import { web } from '../../src/parts.js';
import { restoreBackup } from '../../src/storage/backup/restore-backup.js';
import { verifyBackup, writeBackup } from '../../src/storage/backup/write-backup.js';
import { parseKeyring } from '../../src/storage/crypto/keyring.js';
import { PgAccessChain } from '../../src/storage/oversight/access-chain.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { sealAccessLog } from '../../src/usecases/oversight/access-chain.js';
import { verifyHistories } from '../../src/usecases/oversight/verify-histories.js';
import { ConsoleHttp } from '../support/console-http.js';
import { openTestContainer } from '../support/container.js';
import { decidedCase, type Decided } from '../support/decided.js';
import { createTestDatabase } from '../support/postgres.js';
import { submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';

const secret = () => randomBytes(32).toString('base64');

describe('a backup', () => {
  const keys = { FIELD_KEYS: `k1:${secret()}`, INDEX_KEY: secret() };
  const keyring = parseKeyring(keys.FIELD_KEYS, keys.INDEX_KEY);
  let container: Container;
  let home: string;
  let folder: string;
  let decided: Decided;
  const photo = Buffer.from('foto uji yang disegel');

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'sipmas-backup-'));
    container = await openTestContainer({ env: keys });
    const by = await syntheticContact(container);
    decided = await decidedCase(container, by);
    await container.blobs.put('019aa000-0000-7000-8000-0000000000ab', photo);
    await container.unitOfWork.run((tx) =>
      tx.access.record({ userId: null, action: 'uji', subject: decided.caseId, ip: '192.0.2.1' }),
    );
    await sealAccessLog({ accessChain: new PgAccessChain(container.storage) });
    const made = await backup(path.join(home, 'backups'));
    folder = made.folder;
    expect(made.rows).toBeGreaterThan(100);
    expect(made.blobs).toBe(1);
  }, 60_000);
  afterAll(() => rm(home, { recursive: true, force: true }));

  const backup = (to: string, of = container) =>
    writeBackup({
      databaseUrl: of.databaseUrl,
      blobs: path.join(of.config.dataDir, 'blobs'),
      to,
      keyring,
      now: new Date(),
    });
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));

  it('is noted, holds neither keys nor a name, and is for its owner alone', async () => {
    expect(await container.database.backupRecord.findMany()).toMatchObject([{ blobCount: 1 }]);
    expect(readdirSync(path.dirname(folder))).toEqual([path.basename(folder)]);
    const all = files().map((file) => readFileSync(file));
    const { subjectName } = await container.database.case.findFirstOrThrow();
    const told = [subjectName, decided.number, keys.INDEX_KEY, keys.FIELD_KEYS.slice(3), 'Verifikator Uji'];
    const hidden = [...told.map((text) => Buffer.from(text)), keyring.indexKey, photo];
    for (const bytes of all) expect(hidden.some((one) => bytes.includes(one))).toBe(false);
  });

  it('starts a service that has everything, goes on counting, and whose histories hold', async () => {
    const { url } = await createTestDatabase();
    const dataDir = path.join(home, 'restored');
    await restoreBackup({ folder, databaseUrl: url, blobs: path.join(dataDir, 'blobs'), keyring });
    const config = { ...container.config, dataDir };
    const restored = await openContainer({ config, databaseUrl: url, logger: container.logger });
    try {
      const { database, storage } = restored;
      const verdict = await verifyHistories(new PrismaHistoryStore(database, storage));
      expect(verdict).toMatchObject({ caseCount: 1, faultCount: 0 });
      expect(await new PgAccessChain(storage).verify()).toEqual({ rowCount: 2, fault: null });
      expect(await restored.blobs.get('019aa000-0000-7000-8000-0000000000ab')).toEqual(photo);
      for (const table of [
        'case',
        'caseEvent',
        'outbox',
        'overviewUncounted',
        'outboundMessage',
        'accessLog',
      ] as const) {
        const count = (of: Container) => (of.database[table] as { count(): Promise<number> }).count();
        expect(`${table} ${String(await count(restored))}`).toBe(
          `${table} ${String(await count(container))}`,
        );
      }
      const site = await web.start(restored);
      const office = await ConsoleHttp.signIn(site.url, 'verifikator', 'coba-verifikator');
      expect(await office.get(`/console/kasus/${decided.caseId}`)).toContain(decided.number);
      await site.stop();
      const answers = await syntheticAnswers(restored, 77);
      const next = await submitSynthetic(restored, await syntheticContact(restored), answers);
      const { number } = await database.case.findUniqueOrThrow({ where: { id: next } });
      expect(number.slice(0, 13)).toBe(decided.number.slice(0, 13).replace('00001', '00002'));
    } finally {
      await restored.close();
    }
  });

  it('is refused when a byte of it is another, a file is gone, or the keys are others', async () => {
    const { url } = await createTestDatabase();
    const blobs = path.join(home, 'nowhere');
    const target = { databaseUrl: url, blobs, keyring };
    const broken = path.join(home, 'broken');
    for (const file of ['tables/case.sealed', 'tables/region.sealed', 'manifest.json']) {
      await rm(broken, { recursive: true, force: true });
      await cp(folder, broken, { recursive: true });
      const bytes = readFileSync(path.join(broken, file));
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(path.join(broken, file), bytes);
      await expect(restoreBackup({ ...target, folder: broken })).rejects.toMatchObject({
        code: 'unreadable',
      });
      await rm(path.join(broken, file));
      await expect(verifyBackup(broken, keyring)).rejects.toMatchObject({ code: 'unreadable' });
    }
    const others = parseKeyring(keys.FIELD_KEYS, secret());
    await expect(restoreBackup({ ...target, folder, keyring: others })).rejects.toMatchObject({
      code: 'unreadable',
    });
    expect(readdirSync(home)).not.toContain('nowhere');
  });

  it.each([
    {
      table: 'source_record',
      column: 'person_id',
      columns: 'id, source, key_mac, person_id, version, present',
      values: `gen_random_uuid(), 'DTKS', 'x', gen_random_uuid(), 0, false`,
    },
    {
      table: 'access_log',
      column: 'api_key_id',
      columns: 'action, api_key_id',
      values: `'api.looked_up', gen_random_uuid()`,
    },
  ])('is refused when $column of a $table refers to what is not there', async (nobody) => {
    const { table, column, columns, values } = nobody;
    const other = await openTestContainer({ env: keys });
    for (const statement of [
      `ALTER TABLE ${table} DISABLE TRIGGER USER`,
      `INSERT INTO ${table} (${columns}) VALUES (${values})`,
      `ALTER TABLE ${table} ENABLE TRIGGER USER`,
    ]) {
      await other.database.$executeRawUnsafe(statement);
    }
    const made = await backup(path.join(home, table), other);
    const { url } = await createTestDatabase();
    await expect(
      restoreBackup({
        folder: made.folder,
        databaseUrl: url,
        blobs: path.join(home, `${table}-blobs`),
        keyring,
      }),
    ).rejects.toMatchObject({
      code: 'dangling',
      cause: { message: `${column} of ${table} refers to what is not there` },
    });
    expect(readdirSync(home)).not.toContain(`${table}-blobs`);
  });

  it('is never written over a service that holds something', async () => {
    const target = { databaseUrl: container.databaseUrl, blobs: path.join(home, 'nowhere'), keyring };
    const before = await container.database.case.count();
    await expect(restoreBackup({ ...target, folder })).rejects.toMatchObject({ code: 'not_empty' });
    expect(await container.database.case.count()).toBe(before);
  });
});
