/** The map as an admin gives it, and a case on paper: who may, what is kept, what is written down. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { CaseEventData } from '../../src/domain/case/events.js';
import { placeOf, printOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import type { PlaceServices } from '../../src/usecases/place/services.js';
import type { PrintServices } from '../../src/usecases/print/services.js';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { desaFile, geoJson, gridShapes, kecamatanFile } from '../support/shapes.js';

const ip = '127.0.0.1';
const notFound = { code: 'not_found', details: {} };

describe('the map', () => {
  let container: Container;
  let place: PlaceServices;
  let admin: StaffActor;
  let reviewer: StaffActor;
  let whole: Buffer;
  let desa: Buffer;

  beforeAll(async () => {
    container = await openTestContainer();
    place = placeOf(container);
    admin = await staff(container, 'admin');
    reviewer = await staff(container, 'verifikator');
    whole = Buffer.from(await kecamatanFile(container));
    desa = Buffer.from(await desaFile(container, '64.08.04'));
  });
  beforeEach(() => container.database.regionShape.deleteMany());

  const stored = () => container.database.regionShape.findMany({ orderBy: { regionCode: 'asc' } });
  const give = (file: Buffer) => place.replaceShapes(admin, { file, ip });
  const logged = (action: string) => container.database.accessLog.findMany({ where: { action } });

  it('is given and taken away by admins of the whole kabupaten alone', async () => {
    const supervisor = await staff(container, 'supervisor');
    for (const actor of [reviewer, supervisor, { ...admin, regions: ['64.08.04'] }]) {
      await expect(place.map(actor)).rejects.toMatchObject(notFound);
      await expect(place.replaceShapes(actor, { file: whole, ip })).rejects.toMatchObject(notFound);
      await expect(place.dropShapes(actor, { level: 'desa', ip })).rejects.toMatchObject(notFound);
    }
    expect(await stored()).toEqual([]);
    expect(await logged('map.replaced')).toEqual([]);
    expect(await place.map(admin)).toMatchObject({
      shapes: [],
      levels: [{ stored: null }, { stored: null }],
    });
  });

  it('is the same after the same file twice, also when both come at once, and is written down', async () => {
    expect(await give(whole)).toEqual({ level: 'kecamatan', shapes: 18, strangers: 0 });
    const first = await stored();
    await Promise.all([give(whole), give(whole), give(desa)]);
    const shapes = await stored();
    expect(shapes.filter(({ regionCode }) => regionCode.length === 8).map(({ rings }) => rings)).toEqual(
      first.map(({ rings }) => rings),
    );
    expect(shapes.length).toBeGreaterThan(18);
    expect(await logged('map.replaced')).toContainEqual(
      expect.objectContaining({ userId: admin.id, subject: 'kecamatan', rowCount: 18, ip }),
    );
    expect(await place.map(admin)).toMatchObject({
      levels: [
        { level: 'kecamatan', regions: 18, shapes: 18, missing: [], stored: { byName: admin.name } },
        { level: 'desa', regions: 141, stored: { byName: admin.name } },
      ],
    });
  });

  it('is replaced level by level, and a level is taken away alone', async () => {
    await give(whole);
    await give(desa);
    const codes = async () => (await stored()).map(({ regionCode }) => regionCode);
    const [one] = gridShapes(['x'], { columns: 1 });
    const single = [{ properties: { KODE: '64.08.11' }, rings: one?.rings ?? [] }];
    expect(await give(Buffer.from(geoJson(single)))).toMatchObject({ level: 'kecamatan', shapes: 1 });
    expect((await codes()).filter((code) => code.length === 8)).toEqual(['64.08.11']);
    await place.dropShapes(admin, { level: 'kecamatan', ip });
    expect((await codes()).every((code) => code.startsWith('64.08.04.'))).toBe(true);
    // Of all its desa together a kecamatan has a shape, too.
    expect((await place.kecamatanShapes(reviewer)).map(({ code }) => code)).toEqual(['64.08.04']);
    expect(await logged('map.dropped')).toHaveLength(1);
  });

  it('stays as it is when a file is refused', async () => {
    await give(whole);
    const before = await stored();
    const faults = [
      ['', 'empty'],
      ['bukan json', 'not_json'],
      [geoJson([{ properties: { n: 'Tidak Ada' }, rings: [] }]), 'nothing_known'],
    ] as const;
    for (const [text, field] of faults) {
      await expect(give(Buffer.from(text))).rejects.toMatchObject({
        code: 'input.invalid',
        details: { field },
      });
    }
    expect(await stored()).toEqual(before);
  });

  it('shows around a desa its own kecamatan’s desa, and all kecamatan', async () => {
    await give(whole);
    await give(desa);
    const here = await place.around(reviewer, '64.08.04.2001');
    expect(here.shapes).toHaveLength(18);
    expect(here.desaShapes.length).toBe(here.desa.length);
    expect(here.desa.every(({ parentCode }) => parentCode === '64.08.04')).toBe(true);
    expect((await place.around(reviewer, '64.08.10.2001')).desaShapes).toEqual([]);
    await expect(place.around(admin, '64.08.04.2001')).rejects.toMatchObject(notFound);
  });
});

describe('a case on paper', () => {
  let container: Container;
  let print: PrintServices;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let plain: string;
  let secret: string;
  let noted: string;

  beforeAll(async () => {
    container = await openTestContainer();
    print = printOf(container);
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    const by = await syntheticContact(container);
    const kinds = syntheticKinds('64.08.04.2001');
    const note = 'Adiknya 6408.0101.0190.0042 juga.';
    plain = await submitKind(container, by, { ...kinds.household, note });
    noted = await submitKind(container, by, { ...kinds.household, nik: null, kk: null, members: [] });
    secret = await submitKind(container, by, { ...kinds.person, categories: ['16'], note: null });
  });

  const basic = { identities: false, purpose: null, note: '', ip } as const;
  const logged = async (caseId: string) =>
    (await container.database.accessLog.findMany({ where: { subject: caseId }, orderBy: { id: 'asc' } })).map(
      ({ action, purpose, purposeNote }) => [action, purpose, purposeNote],
    );

  it('holds no identity number in full unless a supervisor asks for it with a purpose', async () => {
    const masked = await print.sheet(reviewer, { ...basic, caseId: plain });
    expect(JSON.stringify(masked.answers)).not.toMatch(/\d[\d .-]{14,}\d/);
    expect(JSON.stringify(masked.events)).not.toMatch(/"(nik|kk)":"\d/);
    expect(masked.answers).toMatchObject({
      nik: '•••• •••• •••• 7001',
      note: 'Adiknya •••• •••• •••• 0042 juga.',
    });
    const asked = { ...basic, caseId: plain, identities: true, purpose: 'field_check' } as const;
    await expect(print.sheet(reviewer, asked)).rejects.toMatchObject(notFound);
    await expect(print.sheet(supervisor, { ...asked, purpose: null })).rejects.toMatchObject({
      code: 'input.invalid',
      details: { field: 'purpose' },
    });
    for (const note of ['', 'x', 'untuk 6408010101807001']) {
      await expect(print.sheet(supervisor, { ...asked, purpose: 'other', note })).rejects.toMatchObject({
        details: { field: 'note' },
      });
    }
    const shown = await print.sheet(supervisor, asked);
    expect(shown.answers).toMatchObject({ nik: '6408010101807001' });
    await print.sheet(supervisor, { ...asked, purpose: 'other', note: ' Rapat camat ' });
    expect(await logged(plain)).toEqual([
      ['case.printed', null, null],
      ['case.printed_whole', 'field_check', null],
      ['case.printed_whole', 'other', 'Rapat camat'],
    ]);
  });

  it('holds none in what was said of it since, either', async () => {
    const at = new Date();
    const actor = { kind: 'user', id: reviewer.id } as const;
    const note = 'NIK di KTP 6408 0101 0190 0043.';
    await container.unitOfWork.run(async (tx) => {
      const head = await tx.cases.lock(noted);
      if (head === null) throw new Error('no such case');
      const { answers } = await tx.cases.snapshot(noted);
      const edited = { type: 'edited', reason: 'documents', note, answers } as const;
      const { head: next } = await tx.cases.append(head, { actor, at, data: edited });
      const asked: CaseEventData = {
        type: 'field_check_ordered',
        checker: { kind: 'user', id: reviewer.id },
        dueOn: '2030-01-02',
        questions: ['house'],
        note,
      };
      const { head: ordered, eventId } = await tx.cases.append(next, { actor, at, data: asked });
      const result = { found: false, answers: [], note, photos: [], location: null };
      const data: CaseEventData = { type: 'field_check_reported', checkId: eventId, result };
      await tx.cases.append(ordered, { actor, at, data });
    });
    const said = JSON.stringify((await print.sheet(supervisor, { ...basic, caseId: noted })).events);
    expect(said.match(/NIK di KTP •••• •••• •••• 0043/g)).toHaveLength(3);
    expect(said).not.toContain('6408 0101');
  });

  it('of a sensitive case is for those who may see it, each time with a purpose', async () => {
    await expect(print.printable(reviewer, secret)).rejects.toMatchObject(notFound);
    await expect(
      print.sheet(reviewer, { ...basic, caseId: secret, purpose: 'field_check' }),
    ).rejects.toMatchObject(notFound);
    await expect(print.sheet(supervisor, { ...basic, caseId: secret })).rejects.toMatchObject({
      details: { field: 'purpose' },
    });
    expect(await logged(secret)).toEqual([]);
    expect(await print.printable(supervisor, secret)).toMatchObject({ sensitive: true, mayIdentify: true });
    const view = await print.sheet(supervisor, { ...basic, caseId: secret, purpose: 'aid' });
    expect(view.answers).toMatchObject({ nik: '•••• •••• •••• 7002' });
    expect(await logged(secret)).toEqual([['case.sensitive_printed', 'aid', null]]);
  });

  it('does not exist outside the scope', async () => {
    const elsewhere = { ...supervisor, regions: ['64.08.10'] };
    await expect(print.printable(elsewhere, plain)).rejects.toMatchObject(notFound);
    await expect(print.sheet(elsewhere, { ...basic, caseId: plain })).rejects.toMatchObject(notFound);
  });
});
