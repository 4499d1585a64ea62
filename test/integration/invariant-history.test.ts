/** Invariants 5 and 6: history cannot be changed unseen; what is sealed opens at its own place, with its own key. */
import { applyImport, beginImport, readRows } from '../../src/usecases/source-import/import-file.js';
import { checkedAid } from '../support/aid-files.js';
import { frozenList } from '../support/aid-people.js';
import { sourceLines, sourceRow } from '../support/source-rows.js';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openContainer, type Container } from '../../src/container.js';
import { brokenAt, type ChainedEvent } from '../../src/domain/case/chain.js';
import { consoleOf, referenceOf, simulatorOf, sourceImportsOf } from '../../src/parts.js';
import { writeFace } from '../../src/storage/matching/faces.js';
import { cleanImage } from '../../src/storage/images.js';
import { PrismaSecretStore } from '../../src/storage/repositories/channels.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { begun as begunWith, here, uploaded, worked } from '../support/console-imports.js';
import { webhookFor } from '../support/agencies.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticNik,
} from '../support/reports.js';

/** Where each column of sealed values keeps the id that it is bound to. */
const sealedColumns: Readonly<Record<string, (row: Record<string, string>) => string>> = {
  'agency.contact_enc': ({ id = '' }) => id,
  'aid_file.name_enc': ({ id = '' }) => id,
  'aid_file_fault.value_enc': ({ file_id: id, n, code }) => JSON.stringify([id, String(n), code]),
  'aid_list_row.data_enc': ({ id = '' }) => id,
  'attachment.source_enc': ({ id = '' }) => id,
  'bulk_run.order_enc': ({ id = '' }) => id,
  'case.answers_enc': ({ id = '' }) => id,
  'case_comment.body_enc': ({ id = '' }) => id,
  'case_escalation.note_enc': ({ id = '' }) => id,
  'case_event.data_enc': ({ id = '' }) => id,
  'channel_secret.value_enc': ({ channel, account, kind, key }) =>
    JSON.stringify([channel, account, kind, key]),
  'channel_status.pairing_enc': ({ channel, account }) => JSON.stringify([channel, account]),
  'console_user.totp_enc': ({ id = '' }) => id,
  'console_user.totp_pending_enc': ({ id = '' }) => id,
  'contact.address_enc': ({ id = '' }) => id,
  'conversation.state_enc': ({ id = '' }) => id,
  'duplicate_verdict.note_enc': ({ id = '' }) => id,
  'household.kk_enc': ({ id = '' }) => id,
  'inbox_message.body_enc': ({ id = '' }) => id,
  'outbound_message.body_enc': ({ id = '' }) => id,
  'person.nik_enc': ({ id = '' }) => id,
  'person_face.face_enc': ({ person_id: id = '' }) => id,
  'registry_entry_version.data_enc': ({ id = '' }) => id,
  'reporter.phone_enc': ({ id = '' }) => id,
  'reporter_import.rows_enc': ({ id = '' }) => id,
  'saved_view.view_enc': ({ id = '' }) => id,
  'source_import.revert_reason_enc': ({ id = '' }) => id,
  'source_import_fault.value_enc': ({ import_id: id, n, field, code }) =>
    JSON.stringify([id, String(n), field, code]),
  'source_record_version.data_enc': ({ id = '' }) => id,
  'source_upload.file_enc': ({ id = '' }) => id,
  'webhook.secret_enc': ({ id = '' }) => id,
};

describe('what is kept', () => {
  let container: Container;
  let owner: pg.Client;
  let caseId: string;
  let by: { reporterId: string; contactId: string };

  const registered = async (n: number): Promise<string> => {
    const id = await submitSynthetic(container, by, await syntheticAnswers(container, n));
    await screenCase(container, { caseId: id, eventId: id });
    const decision = { type: 'approve', note: '' } as const;
    const actor = await staff(container, 'verifikator');
    await consoleOf(container).decide(actor, { caseId: id, version: 2, decision, ip: '127.0.0.1' });
    const approved = await container.database.caseEvent.findFirstOrThrow({
      where: { caseId: id, type: 'approved' },
    });
    await registerCase(container, { caseId: id, eventId: approved.id });
    return id;
  };

  beforeAll(async () => {
    container = await openTestContainer();
    by = await syntheticContact(container);
    caseId = await registered(1);
    await registered(2);
    owner = new pg.Client({ connectionString: container.databaseUrl });
    await owner.connect();
    return () => owner.end();
  });

  describe('as history', () => {
    /** The chain as it stands in the database, with the MAC of what each event really holds. */
    const chain = async (): Promise<(ChainedEvent & { hash: string })[]> => {
      const { rows } = await owner.query<Record<string, string> & { seq: number; at: Date }>(
        'SELECT * FROM case_event WHERE case_id = $1 ORDER BY seq',
        [caseId],
      );
      const { cipher, index } = container.storage;
      return rows.map((row) => {
        const { id = '', case_id = '', type = '', data_enc = '', hash = '', prev_hash = '' } = row;
        let content = 'unreadable';
        try {
          content = cipher.open(data_enc, { table: 'case_event', column: 'data_enc', row: id });
        } catch {
          // Its MAC will not fit either.
        }
        const actor = { kind: row['actor_kind'], id: row['actor_id'] } as ChainedEvent['event']['actor'];
        const reasonCode = row['reason_code'] ?? null;
        return {
          event: { id, caseId: case_id, seq: row.seq, type, actor, at: row.at, reasonCode },
          dataMac: index.mac('event', `${id}:${content}`),
          prevHash: prev_hash,
          hash,
        };
      });
    };
    /** What a superuser could do who takes the triggers away; undone afterwards. */
    const tampered = async (sql: string, values: unknown[] = []) => {
      await owner.query('BEGIN');
      try {
        await owner.query('ALTER TABLE case_event DISABLE TRIGGER USER');
        await owner.query(
          'ALTER TABLE registry_entry_version DROP CONSTRAINT registry_entry_version_event_id_fkey',
        );
        expect((await owner.query(sql, values)).rowCount).toBeGreaterThan(0);
        return brokenAt(await chain());
      } finally {
        await owner.query('ROLLBACK');
      }
    };

    it('holds as it was written', async () => {
      expect(await chain()).toHaveLength(4);
      expect(brokenAt(await chain())).toBeNull();
    });

    it.each([
      ['id', 'gen_random_uuid()'],
      ['type', `'rejected'`],
      ['actor_kind', `'system'`],
      ['actor_id', 'gen_random_uuid()'],
      ['at', `at - interval '1 day'`],
      ['reason_code', `'other'`],
      ['prev_hash', `repeat('1', 64)`],
      ['hash', `repeat('1', 64)`],
      ['data_enc', `data_enc || 'AAAA'`],
      ['data_enc', `(SELECT data_enc FROM case_event WHERE seq = 1 LIMIT 1)`],
    ])('shows where its %s was changed', async (column, value) => {
      expect(
        await tampered(`UPDATE case_event SET ${column} = ${value} WHERE case_id = $1 AND seq = 3`, [caseId]),
      ).toBe(3);
    });

    it('shows where an event was taken out, put elsewhere or given another number', async () => {
      expect(await tampered('DELETE FROM case_event WHERE case_id = $1 AND seq = 2', [caseId])).toBe(3);
      const swap = `UPDATE case_event SET seq = CASE seq WHEN 2 THEN 30 ELSE seq END WHERE case_id = $1 AND seq = 2`;
      expect(await tampered(swap, [caseId])).toBe(3);
      const moved = `UPDATE case_event SET case_id = (SELECT id FROM "case" WHERE id <> $1 LIMIT 1), seq = 9
        WHERE case_id = $1 AND seq = 2`;
      expect(await tampered(moved, [caseId])).toBe(3);
    });

    it.each(['case_event', 'registry_entry_version'])(
      'of %s can be added to and nothing else',
      async (table) => {
        await expect(owner.query(`UPDATE ${table} SET id = gen_random_uuid()`)).rejects.toThrow(
          /append-only/,
        );
        await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
        await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
      },
    );

    it('of an entry gains a version with each approval, and keeps the old ones as they were', async () => {
      const before = await container.database.registryEntryVersion.findMany({ where: { caseId } });
      const again = await registered(1);
      const versions = await container.database.registryEntryVersion.findMany({
        where: { entryId: before[0]?.entryId ?? '' },
        orderBy: { version: 'asc' },
      });
      expect(versions.map((one) => [one.version, one.caseId])).toEqual([
        [1, caseId],
        [2, again],
      ]);
      expect(versions[0]).toEqual(before[0]);
    });
  });

  describe('sealed', () => {
    beforeAll(async () => {
      const { storage, status, unitOfWork, database } = container;
      const secrets = new PrismaSecretStore(storage, 'whatsapp');
      await secrets.set('utama', [
        { kind: 'creds', key: 'a', value: 'rahasia' },
        { kind: 'creds', key: 'b', value: 'rahasia' },
      ]);
      await status.set('whatsapp', 'utama', { state: 'pairing', pairing: '123-456' });
      await status.set('whatsapp', 'kedua', { state: 'pairing', pairing: '123-456' });
      for (const id of [uuidv7(), uuidv7()]) {
        const source = { kind: 'upload', blobId: id } as const;
        await unitOfWork.run((tx) => tx.attachments.register({ id, contactId: by.contactId, source }));
        await unitOfWork.run(async (tx) =>
          tx.messages.queue({
            ...(await tx.messages.contact(by.contactId)),
            contactId: by.contactId,
            purpose: 'notification',
            dedupeKey: id,
            caseId: null,
            body: { text: 'Laporan' },
          }),
        );
      }
      const person = { name: 'Uji Contoh', role: 'psm', phone: '0812', desa: 'Contoh', kecamatan: '' };
      const { id: userId } = await staff(container, 'admin');
      for (const at of [new Date(), new Date()]) {
        const list = { userId, rows: [{ line: 2, ...person }], at, forgetBefore: new Date(0) };
        await unitOfWork.run((tx) => tx.imports.keep(list));
      }
      let round = 0;
      const other = await database.case.findFirstOrThrow({ where: { id: { not: caseId } } });
      const pair = { caseId, otherCaseId: other.id, otherEntryId: null };
      for (const username of ['admin', 'supervisor']) {
        const { id } = await staff(container, username);
        const at = new Date();
        await unitOfWork.run(async (tx) => {
          await tx.accounts.activateSecret(id, 'RAHASIA', { step: 1, at });
          await tx.accounts.offerSecret(id, 'RAHASIA');
          await tx.comments.add({ id: uuidv7(), caseId, authorId: id, at, text: 'Catatan' });
          const left = { caseId, number: '', desaCode: '', kecamatanName: '', sensitive: false, since: at };
          await tx.escalations.raiseEmergency({ ...left, round: (round += 1) }, at);
          await tx.escalations.settle(caseId, { userId: id, at, note: 'Catatan' });
          await tx.verdicts.add(pair, { reason: 'other', note: 'Kembar', by: id, at });
          await tx.verdicts.undo(pair, id, at);
          await tx.savedViews.put(id, { id: uuidv7(), name: 'Uji', filter: {} }, at);
        });
      }
      for (const code of ['UJI1', 'UJI2']) {
        const contact = { person: 'Uji', reach: '0812' };
        const agency = { id: uuidv7(), code, name: code, contact, active: true, version: 1 };
        await unitOfWork.run((tx) => tx.reference.addAgency(agency, new Date()));
      }
      const actor = await staff(container, 'supervisor');
      for (const action of ['take', 'release'] as const) {
        const selection = { type: 'ids', caseIds: [caseId] } as const;
        await unitOfWork.run(async (tx) => {
          const id = await tx.bulk.freeze(actor, { action, selection, limit: 1, now: new Date() });
          await tx.bulk.confirm(id ?? '', { order: { action }, ip: '', now: new Date() });
        });
      }
      const admin = await staff(container, 'admin');
      for (const code of ['uji-satu', 'uji-dua']) {
        const contact = { person: 'Uji Contoh', reach: '0812-0000-0000' };
        const agency = { id: uuidv7(), version: 0, code, name: 'OPD Uji', contact, active: true };
        await referenceOf(container).saveAgency(admin, agency, '127.0.0.1');
        await webhookFor(container, agency.id, 'https://opd.invalid/sipmas');
      }
      const rows = [
        sourceRow(1),
        sourceRow(2),
        ...[3, 4].map((n) => ({ sourceKey: String(n), nik: null, category: null })),
      ];
      const begun = {
        source: 'DTSEN',
        asOf: '2026-01-01',
        whole: true,
        digest: '',
        startedById: null,
      } as const;
      const { id: importId } = await beginImport(container, begun);
      await readRows(container, { id: importId, rows: sourceLines(rows) });
      await applyImport(container, { id: importId, by: null });
      // The two who are registered, and those of the source.
      await frozenList(container, admin, actor);
      for (const fileName of ['satu.csv', 'dua.csv']) {
        const brought = { programCode: 'uji', fileName };
        await checkedAid(container, actor, 'nik;barang;tgl\n123;Beras;1/1/2026\n', brought);
      }
      const imports = sourceImportsOf(container);
      for (const [n, source] of (['DTKS', 'P3KE'] as const).entries()) {
        const file = `nik;nama;desil\n${syntheticNik(1 + n)};Uji Berkas;1\n`;
        const id = await begunWith(container, admin, await uploaded(container, admin, file, { source }));
        await worked(container, id);
        await imports.apply(admin, { id, ip: here });
        await worked(container, id);
        await imports.revert(admin, { id, ip: here, reason: 'Uji' });
      }
      for (const { id: personId } of await database.person.findMany({ take: 2 })) {
        await writeFace(container.storage, { personId, facts: sourceRow(1), today: '2026-11-20' });
      }
      const simulator = simulatorOf(container);
      for (const { id } of (await simulator?.people()) ?? []) {
        await simulator?.send(id, { clientId: 'a', text: 'mulai' });
      }
      await vi.waitFor(
        async () => expect(await database.inboxMessage.count({ where: { processedAt: null } })).toBe(0),
        10_000,
      );
    });

    /** All sealed values with their places. */
    const cells = async () => {
      const { rows: columns } = await owner.query<{ name: string; table: string; column: string }>(
        `SELECT table_name || '.' || column_name AS name, table_name AS table, column_name AS column
         FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name LIKE '%\\_enc' ORDER BY 1`,
      );
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(sealedColumns));
      const found = [];
      for (const { name, table, column } of columns) {
        const { rows } = await owner.query<Record<string, string>>(
          `SELECT * FROM "${table}" WHERE ${column} IS NOT NULL LIMIT 3`,
        );
        expect([name, rows.length]).toEqual([name, Math.max(2, rows.length)]);
        for (const row of rows) {
          found.push({ table, column, row: sealedColumns[name]?.(row) ?? '', sealed: row[column] ?? '' });
        }
      }
      return found;
    };

    it('opens in its own row and column, and in no other', async () => {
      const { cipher } = container.storage;
      const all = await cells();
      for (const { sealed, ...own } of all) {
        expect(cipher.open(sealed, own)).not.toBe('');
        for (const { sealed: _, ...other } of all) {
          if (JSON.stringify(other) === JSON.stringify(own)) continue;
          expect(() => cipher.open(sealed, other)).toThrow('crypto.unreadable');
        }
      }
    });

    it('is refused by the pages when two rows were exchanged', async () => {
      const actor = await staff(container, 'verifikator');
      const entry = await container.database.registryEntry.findFirstOrThrow();
      const services = consoleOf(container);
      expect((await services.entryById(actor, entry.id, '')).members[0]?.nik).toMatch(/^\d{16}$/);
      const swap = `WITH two AS (SELECT id, nik_enc FROM person WHERE nik_enc IS NOT NULL ORDER BY created_at, id LIMIT 2)
        UPDATE person p SET nik_enc = o.nik_enc FROM two o WHERE o.id <> p.id AND p.id IN (SELECT id FROM two)`;
      await owner.query(swap);
      await expect(services.entryById(actor, entry.id, '')).rejects.toMatchObject({
        code: 'crypto.unreadable',
        details: { column: 'person.nik_enc' },
      });
      await owner.query(swap);
      await expect(services.entryById(actor, entry.id, '')).resolves.toBeDefined();
    });

    it('with an older key still opens after a new one came in front, which seals from then on', async () => {
      const file = path.join(container.config.dataDir, 'keys.json');
      const { fieldKeys, indexKey } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const fresh = `k2:${randomBytes(32).toString('base64')}`;
      const photo = await cleanImage(
        await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
          .png()
          .toBuffer(),
      );
      await container.blobs.put('00000000-0000-7000-8000-00000000000a', photo.bytes);
      const rotated = await openSecondContainer(container, {
        FIELD_KEYS: `${fresh},${fieldKeys ?? ''}`,
        INDEX_KEY: indexKey ?? '',
      });
      for (const { sealed, ...own } of await cells()) {
        expect(rotated.storage.cipher.open(sealed, own)).toBe(container.storage.cipher.open(sealed, own));
      }
      expect(await rotated.blobs.get('00000000-0000-7000-8000-00000000000a')).toEqual(photo.bytes);
      const id = await submitSynthetic(rotated, by, await syntheticAnswers(rotated, 3));
      const row = await rotated.database.case.findUniqueOrThrow({ where: { id } });
      expect(row.answersEnc).toMatch(/^v1\.k2\./);
      // The index key stays: the same NIK is still found as a duplicate.
      const twin = await submitSynthetic(rotated, by, await syntheticAnswers(rotated, 1));
      await screenCase(rotated, { caseId: twin, eventId: twin });
      expect(await rotated.database.caseDuplicate.count({ where: { caseId: twin } })).toBeGreaterThan(0);
    });

    it.each([
      ['INDEX_KEY', (field: string) => ({ field, index: randomBytes(32).toString('base64') })],
      [
        'FIELD_KEYS',
        (_: string, index: string) => ({ field: `k1:${randomBytes(32).toString('base64')}`, index }),
      ],
      [
        'FIELD_KEYS',
        (_: string, index: string) => ({ field: `k9:${randomBytes(32).toString('base64')}`, index }),
      ],
    ])('is not written to with a wrong %s: the service does not start', async (variables, keysOf) => {
      const file = path.join(container.config.dataDir, 'keys.json');
      const { fieldKeys = '', indexKey = '' } = JSON.parse(readFileSync(file, 'utf8')) as Record<
        string,
        string
      >;
      const { config, databaseUrl, logger } = container;
      const opened = openContainer({
        config: { ...config, keys: keysOf(fieldKeys, indexKey) },
        databaseUrl,
        logger,
      });
      await expect(opened).rejects.toMatchObject({ code: 'config.invalid', details: { variables } });
    });
  });
});
