/** The office's form over a report's answers: what is left alone stays, what is typed is read as in the chat. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editReport, nothingTyped, type EditField, type Typed } from '../../../src/dialogue/office-edit.js';
import type { DialogueContext } from '../../../src/dialogue/types.js';
import { pmksCategories } from '../../../src/domain/pmks/categories.js';
import { Report } from '../../../src/domain/report/report.js';
import { syntheticKinds, syntheticMember } from '../../support/one-of-each-kind.js';

const desaCode = '64.08.04.2001';
const context: DialogueContext = {
  now: new Date('2026-11-25T02:00:00Z'),
  timeZone: 'Asia/Makassar',
  messageId: '',
  reporter: { name: '', desa: [{ code: desaCode, name: 'Contoh', kecamatan: 'Contoh' }] },
  homeRegion: '64.08',
  bounds: { south: -1, west: 116, north: 2, east: 119 },
  guideUrl: null,
  categories: pmksCategories,
  drafts: { remindAfterHours: [24], lapseAfterHours: 336, noticeHours: 24 },
};
const { household, person: estimated, ineligible, update } = syntheticKinds(desaCode);
// A NIK tells the day: with one, nothing is estimated.
const person = { ...estimated, birthEstimated: false };
const reports: readonly Report[] = [
  household,
  { ...household, nik: null, birthDate: '1950-01-01', birthEstimated: true, note: 'Sakit', urgent: true },
  person,
  { ...person, nik: null, birthEstimated: true },
  { ...person, categories: ['16'], disability: null, note: null },
  ineligible,
  { ...ineligible, address: { line: 'Jalan Uji 1', rt: null, rw: null } },
  update,
  { ...update, change: 'members', since: null, place: null, members: [syntheticMember], gone: 'Uji, pindah' },
  {
    ...update,
    change: 'new_arrival',
    birthDate: '1990-05-05',
    sex: 'P',
    address: { line: 'Jalan Uji 2', rt: '001', rw: '002' },
  },
].map((report) => Report.parse(report));

const type = (said: Record<string, string | readonly string[]>, asked: readonly string[] = []): Typed => ({
  said: Object.fromEntries(
    Object.entries(said).map(([id, value]) => [id, typeof value === 'string' ? [value] : value]),
  ),
  asked,
});
/** The page as it was shown, sent back, with some of it typed over. */
const send = (
  report: Report,
  said: Record<string, string | readonly string[]>,
  asked?: readonly string[],
) => {
  const { fields } = editReport(report, nothingTyped, context);
  const whole = Object.fromEntries(fields.map(({ id, stands }) => [id, stands]));
  return editReport(report, type({ ...whole, ...said }, asked), context);
};
const field = (report: Report, id: string): EditField | undefined =>
  editReport(report, nothingTyped, context).fields.find((one) => one.id === id);

describe('the answers of a report, put right by the office', () => {
  it.each(reports.map((report, n) => [n, report] as const))(
    'stay as they are when nothing is typed: %i',
    (_n, report) => {
      expect(editReport(report, nothingTyped, context)).toMatchObject({ faults: [], report });
      expect(send(report, {})).toMatchObject({ faults: [], report });
    },
  );

  it('changes what was typed over, and nothing else', () => {
    const done = send(household, {
      name: 'Uji Contoh Baru',
      address: 'Gang Percobaan 9',
      memberCount: '5 orang',
      indicators: ['few_meals', 'floor_area'],
      note: 'Sudah dikunjungi',
    });
    expect(done.faults).toEqual([]);
    expect(done.report).toEqual({
      ...household,
      name: 'Uji Contoh Baru',
      address: { ...household.address, line: 'Gang Percobaan 9' },
      memberCount: 5,
      indicators: ['floor_area', 'few_meals'],
      note: 'Sudah dikunjungi',
    });
  });

  it('any name that is one is taken as it is, whatever else the report holds', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{2,10} [A-Z][a-z]{2,10}$/);
    fc.assert(
      fc.property(fc.constantFrom(...reports), name, (report, said) => {
        const { report: after } = send(report, { name: `Uji ${said}` });
        expect(after).toEqual({ ...report, name: `Uji ${said}` });
      }),
    );
  });

  it('whatever is typed, what comes of it is a report of that kind and desa, or a fault at a field', () => {
    const ids = [...new Set(reports.flatMap((one) => editReport(one, nothingTyped, context).fields))].map(
      ({ id }) => id,
    );
    const said = fc.dictionary(
      fc.constantFrom(...ids),
      fc.array(
        fc.oneof(fc.string(), fc.constantFrom('', '12-3-1980', '6408015203800001', 'tidak ada', 'P', '08')),
        {
          maxLength: 3,
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...reports), said, fc.subarray(ids), (report, typed, asked) => {
        const { report: after, faults } = editReport(report, { said: typed, asked }, context);
        if (after === null) expect(faults.length).toBeGreaterThan(0);
        else {
          const { kind, photos, desaCode: place, urgent } = after;
          expect({ kind, photos, desaCode: place, urgent }).toEqual({
            kind: report.kind,
            photos: report.photos,
            desaCode: report.desaCode,
            urgent: report.urgent,
          });
          expect(Report.safeParse(after).success).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses as the chat does', () => {
    expect(send(household, { nik: '123', name: '', birthDate: '31-2-1980' }).faults).toEqual([
      { field: 'nik', sentence: expect.stringContaining('harus 16 angka') as string },
      { field: 'name', sentence: expect.stringContaining('Nama') as string },
      { field: 'birthDate', sentence: expect.stringContaining('tidak ada di kalender') as string },
    ]);
  });

  it('a NIK that says another day of birth is asked about once', () => {
    const other = { ...household, birthDate: '1979-06-07' };
    const first = send(other, { nik: '6408015203800001' });
    expect(first.report).toBeNull();
    expect(first.faults).toEqual([
      { field: 'birthDate', sentence: expect.stringContaining('12 Maret 1980') as string },
    ]);
    expect(send(other, { nik: '6408015203800001' }, ['birthDate']).report).toMatchObject({
      nik: '6408015203800001',
      birthDate: '1979-06-07',
      sex: 'P',
    });
    const right = send(other, { nik: '6408015203800001', birthDate: '12-3-1980' }, ['birthDate']);
    expect(right.report).toMatchObject({ birthDate: '1980-03-12' });
    // A day that only followed from the old NIK follows the new one.
    expect(send(household, { nik: '6408015203800001' }).report).toMatchObject({
      birthDate: '1980-03-12',
      sex: 'P',
    });
  });

  it('keeps day of birth and sex when a NIK is taken away', () => {
    const done = send(person, { nik: '', birthDate: '1-1-1950', sex: 'L' });
    expect(done).toMatchObject({ faults: [], report: { nik: null, birthDate: '1950-01-01' } });
    expect(send(household, { nik: '' })).toMatchObject({
      faults: [],
      report: { nik: null, birthDate: '1980-01-01' },
    });
  });

  it('asks what an answer opens', () => {
    const asked = send(person, { categories: ['09', '24'] });
    expect(asked.report).toMatchObject({ categories: ['09', '24'], disability: 'physical' });
    const elderly = { ...person, categories: ['08'], disability: null };
    const opened = send(elderly, { categories: ['09'] });
    expect(opened.faults).toEqual([{ field: 'disability', sentence: 'Apa jenis disabilitasnya?' }]);
    expect(opened.fields.map(({ id }) => id)).toContain('disability');
    expect(send(elderly, { categories: ['09'], disability: 'sight' }).report).toMatchObject({
      disability: 'sight',
    });
    expect(send(person, { categories: [] }).faults).toHaveLength(1);
  });

  it('keeps no free text once a category is sensitive', () => {
    expect(send(person, { categories: ['16'] }).report).toMatchObject({ categories: ['16'], note: null });
  });

  it('puts members right part by part, takes them out and adds them', () => {
    expect(field(household, 'member:1:name')).toMatchObject({ member: 1, stands: [syntheticMember.name] });
    const done = send(household, {
      'member:1:work': 'Pedagang',
      'member:1:birth': '2-2-1971',
      'member:1:schooling': 'smp',
      'member:2:gone': 'ya',
      members: 'Uji Nenek, orang tua, P, 75 tahun',
    });
    const { report } = done;
    // Her NIK says another year.
    expect(done.faults.map((fault) => fault.field)).toEqual([]);
    expect(report).toMatchObject({
      members: [
        {
          name: syntheticMember.name,
          work: 'Pedagang',
          birthDate: '1971-02-02',
          schooling: 'smp',
          disability: 'sight',
        },
        { name: 'Uji Nenek', relation: 'parent', sex: 'P' },
      ],
    });
    expect(send(household, { 'member:1:name': '12' }).faults).toMatchObject([{ field: 'member:1:name' }]);
    const other = send(household, { 'member:1:nik': '6408015203800001' });
    expect(other.faults).toMatchObject([{ field: 'member:1:birth' }]);
    expect(send(household, { 'member:1:nik': '6408015203800001' }, ['member:1:birth']).report).toMatchObject({
      members: [{ nik: '6408015203800001', birthDate: '1970-01-01' }, {}],
    });
  });

  it('takes a place as coordinates or a link; outside of the kabupaten only when it is meant', () => {
    expect(send(household, { location: '0.60000, 117.60000' }).report).toMatchObject({
      location: { latitude: 0.6, longitude: 117.6, source: 'typed' },
    });
    expect(send(household, { location: '-6.20000, 106.80000' }).faults).toMatchObject([
      { field: 'location' },
    ]);
    expect(send(household, { location: '-6.20000, 106.80000' }, ['location']).report).toMatchObject({
      location: { latitude: -6.2 },
    });
    expect(send(household, { location: '' }).report).toMatchObject({ location: null });
    expect(send(household, { location: 'di sana' }).faults).toMatchObject([{ field: 'location' }]);
  });
});
