import { describe, expect, it } from 'vitest';
import { parseState } from '../../../src/dialogue/engine.js';
import type { DataUpdate } from '../../../src/domain/report/data-update.js';
import type { NoLongerEligible } from '../../../src/domain/report/no-longer-eligible.js';
import type { PmksCase } from '../../../src/domain/report/pmks-case.js';
import { correctableFields, type CorrectableField, type Report } from '../../../src/domain/report/report.js';
import { atSummary, desaSatu, kk, nik, start, Talk } from '../../support/talk.js';

const common = {
  desaCode: desaSatu.code,
  photos: [],
  location: null,
  urgent: false,
  note: null,
  duplicateReason: null,
};
const entryId = '00000000-0000-4000-8000-0000000000e1';

describe('the kind of report', () => {
  it.each([
    ['1', 'new_poor_household'],
    ['dua', 'pmks_case'],
    ['rumah tangga miskin', 'new_poor_household'],
    ['PMKS', 'pmks_case'],
    ['sudah mampu', 'no_longer_eligible'],
    ['tidak layak', 'no_longer_eligible'],
    ['tidak miskin lagi', 'no_longer_eligible'],
    ['pemutakhiran', 'data_update'],
    ['4', 'data_update'],
  ])('%j is %s', (typed, kind) => {
    const talk = new Talk();
    talk.say('mulai', typed);
    expect(talk.inner.draft?.kind).toBe(kind);
  });

  it.each([
    ['miskin baru', 'new_poor_household', undefined],
    ['lapor pmks', 'pmks_case', undefined],
    ['ada warga pindah', 'data_update', 'moved'],
    ['meninggal', 'data_update', 'died'],
    ['warga baru', 'data_update', 'new_arrival'],
    ['lapor anggota berubah', 'data_update', 'members'],
  ])('%j begins one at once', (typed, kind, change) => {
    const talk = new Talk();
    expect(talk.say(typed)).toMatch(/^Laporan baru/);
    expect(talk.inner.draft).toMatchObject({ kind });
    expect(talk.inner.draft?.answers['change']).toBe(change);
  });

  it('is asked again when it is not understood, and pressed as well', () => {
    const talk = new Talk();
    expect(talk.say('mulai', 'apa saja')).toMatch(/Mohon pilih salah satu/);
    expect(talk.press(/Kasus PMKS/)).toMatch(/Kategori PMKS apa/);
  });

  it('is no kind but an answer where something is asked', () => {
    const talk = new Talk();
    talk.say(start, kk, nik);
    expect(talk.say('pindah')).toMatch(/alamatnya/);
    expect(talk.say('lapor pindah')).toMatch(/Masih ada laporan/);
  });
});

describe('somebody who is no longer eligible', () => {
  it('is told of by number, name, address, reason and time, when nobody knows them', () => {
    const talk = new Talk();
    talk.say('sudah mampu', nik);
    expect(talk.text).toMatch(/Nomor itu NIK atau No\. KK/);
    expect(talk.say('nik')).toMatch(/lahir 1 Januari 1980[\s\S]*Siapa nama/);
    talk.say('Uji Contoh', 'Jalan Uji RT 1 RW 2');
    expect(talk.text).toMatch(/Mengapa tidak layak lagi/);
    expect(talk.replies[0]?.menu).toBe(true);
    expect(talk.say('punya usaha')).toMatch(/Sejak kapan/);
    expect(talk.say('entah')).toMatch(/Tanggal belum terbaca/);
    expect(talk.say('bulan lalu')).toMatch(/keterangan/);
    talk.say('lewati', 'lewati', 'kirim');
    expect(talk.effects).toEqual([
      {
        type: 'submit_report',
        draftId: '00000000-0000-4000-8000-000000000001',
        kind: 'no_longer_eligible',
        answers: {
          ...common,
          kind: 'no_longer_eligible',
          entryId: null,
          kk: null,
          nik,
          name: 'Uji Contoh',
          address: { line: 'Jalan Uji', rt: '001', rw: '002' },
          reason: 'owns_business',
          since: '2026-10-01',
        },
      },
    ]);
  });

  it.each([
    [`KK ${kk}`, { kk, nik: null }],
    [`nik ${nik}`, { nik, kk: null }],
    ['tidak tahu', { nik: null, kk: null }],
  ])('is looked for by %j', (typed, numbers) => {
    const talk = new Talk();
    talk.say('sudah mampu', typed, 'Uji Contoh', 'Jalan Uji RT 1', '1', '2025', '-', '-', 'kirim');
    expect(talk.effects).toMatchObject([{ answers: { ...numbers, since: '2025-01-01' } }]);
  });

  it('is asked for again by a number that is none', () => {
    expect(new Talk().say('sudah mampu', '123')).toMatch(/harus 16 angka, yang ditulis 3/);
  });

  it('can have the number, the reason and the time changed', () => {
    const talk = new Talk();
    talk.say('sudah mampu', `nik ${nik}`, 'Uji Contoh', 'Jalan Uji RT 1', '1', '2025', '-', '-');
    talk.say('ubah nik', '6408014101800002', 'ubah alasan', '3', 'ubah sejak tanggal jadi kemarin', 'kirim');
    expect(talk.effects).toMatchObject([
      { answers: { nik: '6408014101800002', reason: 'owns_business', since: '2026-11-19' } },
    ]);
  });
});

describe('a change in what is known', () => {
  const ends = ['lewati', 'lewati', 'kirim'];
  const given: [change: string, texts: readonly string[], answers: object][] = [
    [
      'pindah',
      [`nik ${nik}`, 'Uji Contoh', 'Samarinda', '12-3-2026'],
      { change: 'moved', place: 'Samarinda', since: '2026-03-12', address: null },
    ],
    [
      'meninggal',
      [`nik ${nik}`, 'Uji Contoh', 'kemarin'],
      { change: 'died', since: '2026-11-19', place: null },
    ],
    [
      'alamat berubah',
      [`kk ${kk}`, 'Uji Contoh', 'Gang Uji', '3/1'],
      { change: 'address', kk, address: { line: 'Gang Uji', rt: '003', rw: '001' }, since: null },
    ],
    [
      'anggota berubah',
      [`kk ${kk}`, 'Uji Contoh', 'tidak ada', 'Uji Contoh Dua, menikah'],
      { change: 'members', members: [], gone: 'Uji Contoh Dua, menikah' },
    ],
    [
      'warga baru',
      ['tidak ada', 'tidak ada', 'Uji Contoh', '70 tahun', 'P', 'Samarinda', '2025', 'Jalan Uji RT 1 RW 2'],
      {
        change: 'new_arrival',
        birthDate: '1956-01-01',
        birthEstimated: true,
        sex: 'P',
        place: 'Samarinda',
        since: '2025-01-01',
        address: { line: 'Jalan Uji', rt: '001', rw: '002' },
      },
    ],
  ];

  it.each(given)('%s is asked no more than it needs', (change, texts, answers) => {
    const talk = new Talk();
    talk.say(`lapor ${change}`, ...texts, ...ends);
    expect(talk.effects).toMatchObject([
      { type: 'submit_report', kind: 'data_update', answers: { ...common, name: 'Uji Contoh', ...answers } },
    ]);
  });

  it('of nobody new and nobody gone is none', () => {
    const talk = new Talk();
    talk.say('lapor anggota berubah', `kk ${kk}`, 'Uji Contoh', 'tidak ada');
    expect(talk.say('tidak ada')).toMatch(/Tulis anggota baru atau yang keluar[\s\S]*Siapa anggota baru/);
  });
});

describe('a correction of each kind', () => {
  const pmks: PmksCase = {
    kind: 'pmks_case',
    ...common,
    kk: null,
    nik: null,
    name: 'Uji Contoh',
    birthDate: '1956-01-01',
    birthEstimated: true,
    sex: 'P',
    address: { line: 'Jalan Uji', rt: null, rw: null },
    categories: ['08', '09'],
    disability: 'sight',
    note: 'kurus',
  };
  const better: NoLongerEligible = {
    kind: 'no_longer_eligible',
    ...common,
    entryId,
    kk: null,
    nik,
    name: 'Uji Contoh',
    address: null,
    reason: 'official',
    since: '2026-01-01',
  };
  const update: DataUpdate = {
    kind: 'data_update',
    ...common,
    change: 'members',
    entryId,
    kk,
    nik: null,
    name: 'Uji Contoh',
    birthDate: null,
    birthEstimated: false,
    sex: null,
    since: null,
    place: null,
    address: null,
    members: [
      {
        name: 'Uji Contoh Anak',
        nik: null,
        relation: 'child',
        sex: 'L',
        birthDate: '2020-01-01',
        birthEstimated: true,
        schooling: null,
        work: null,
        disability: null,
      },
    ],
    gone: null,
  };
  const reports: Report[] = [
    pmks,
    better,
    update,
    { ...update, change: 'moved', members: [], place: 'Bontang', since: '2026-01-01' },
  ];
  const number = 'LP-2026-00002-O';
  const corrected = (answers: Report, fields: readonly CorrectableField[]) =>
    new Talk({
      correction: {
        type: 'correction',
        caseId: 'case-1',
        number,
        kind: answers.kind,
        answers,
        fields,
        question: 'Mohon dicek.',
      },
    });

  it.each(reports.map((report) => [report.kind, report] as const))(
    '%s without fields is sent again as it was',
    (_kind, report) => {
      const talk = corrected(report, []);
      expect(talk.say('perbaiki')).toMatch(/Mohon periksa/);
      talk.say('kirim');
      expect(talk.effects.at(-1)).toEqual({
        type: 'resubmit_report',
        draftId: '00000000-0000-4000-8000-000000000001',
        caseId: 'case-1',
        number,
        answers: report,
      });
      expect(talk.lookUps).toEqual([]);
    },
  );

  it.each(
    reports.flatMap((report) =>
      correctableFields[report.kind].map((field) => [report.kind, field, report] as const),
    ),
  )('%s: `%s` alone is asked, and can be', (_kind, field, report) => {
    const talk = corrected(report, [field]);
    talk.say('perbaiki');
    expect(talk.inner.draft?.todo).toEqual([field]);
    expect(talk.text).not.toMatch(/Mohon periksa/);
    expect(talk.say('bantuan')).not.toMatch(/Mohon periksa/);
  });
});

describe('a draft of before', () => {
  const before = {
    v: 1,
    turn: 7,
    draft: {
      id: '00000000-0000-4000-8000-000000000001',
      kind: 'new_poor_household',
      answers: {
        desaCode: desaSatu.code,
        desaName: desaSatu.name,
        kk,
        nik,
        sex: 'L',
        nikBirthDate: '1980-01-01',
        name: 'Uji Contoh',
        address: 'Jalan Uji',
        rtRw: { rt: '001', rw: null },
        memberCount: 2,
      },
      photos: ['00000000-0000-4000-8000-000000000003'],
      todo: [],
      editing: false,
      trail: ['kk', 'nik', 'name', 'address', 'memberCount'],
      correction: null,
    },
    confirm: null,
    press: null,
  } as const;

  it('still finishes', () => {
    const talk = new Talk({ state: before });
    expect(parseState(before).turn).toBe(7);
    expect(talk.say('lanjut')).toMatch(/Anggota 2 dari 2/);
    talk.say('lewati', '1', 'selesai');
    expect(talk.text).toMatch(/^Mohon periksa[\s\S]*1 foto/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([
      { type: 'submit_report', answers: { name: 'Uji Contoh', photos: [{ role: 'other' }], members: [] } },
    ]);
  });

  it.each([
    ['cancel', /Hentikan laporan ini/],
    ['restart', /Masih ada laporan/],
  ])('keeps its question whether to %s', (confirm, question) => {
    const talk = new Talk({ state: { ...before, confirm } });
    expect(talk.say('entah')).toMatch(question);
    expect(parseState({ ...before, confirm }).draft?.answers['kk']).toBe(kk);
  });

  it('with an answer that no report can hold any more has that asked again, and then is sent', () => {
    const { state } = atSummary();
    const inner = parseState(state);
    if (inner.draft === null) throw new Error('no draft');
    const answers = { ...inner.draft.answers, memberCount: 'banyak', name: 'x' };
    const talk = new Talk({ state: { ...inner, draft: { ...inner.draft, answers, todo: ['bekas'] } } });
    expect(talk.say('lanjut')).toMatch(/Mohon periksa/);
    expect(talk.say('kirim')).toMatch(/Ada jawaban yang perlu ditulis lagi\.\nSiapa nama/);
    talk.say('Uji Contoh', '3');
    expect(talk.text).toMatch(/Mohon periksa|Anggota 2/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([
      { type: 'submit_report', answers: { name: 'Uji Contoh', memberCount: 3 } },
    ]);
  });
});
