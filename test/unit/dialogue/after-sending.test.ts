import { describe, expect, it } from 'vitest';
import type { ReportDetail } from '../../../src/dialogue/types.js';
import { atSummary, Talk, type TalkOptions } from '../../support/talk.js';

const [first, second] = ['LP-2026-00002-O', 'LP-2026-00001-Q'] as const;
const detail: ReportDetail = {
  number: first,
  kind: 'pmks_case',
  state: 'needs_correction',
  submittedAt: new Date('2026-11-18T01:00:00Z'),
  urgent: true,
  objection: null,
  history: [
    { type: 'submitted', at: new Date('2026-11-18T01:00:00Z'), note: null },
    { type: 'correction_requested', at: new Date('2026-11-18T23:00:00Z'), note: 'Foto kurang jelas.' },
  ],
  may: { correct: true, withdraw: true, object: false },
};
const decided: ReportDetail = {
  ...detail,
  number: second,
  state: 'rejected',
  urgent: false,
  objection: 'open',
  history: [{ type: 'rejected', at: new Date('2026-11-19T01:00:00Z'), note: 'Sudah mampu' }],
  may: { correct: false, withdraw: false, object: true },
};
const options: TalkOptions = { reports: [detail, decided], details: [detail, decided] };

describe('`status`', () => {
  it('of one report tells its state, its history and what may be done', () => {
    const talk = new Talk(options);
    expect(talk.say(`status ${first}`)).toBe(
      [
        'Laporan LP-2026-00002-O',
        'Kasus PMKS, darurat',
        'Status: Perlu perbaikan',
        '18 November 2026 – laporan diterima',
        '19 November 2026 – diminta perbaikan: Foto kurang jelas.',
        'Yang bisa dilakukan: PERBAIKI LP-2026-00002-O, TARIK LP-2026-00002-O.',
      ].join('\n'),
    );
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Perbaiki',
      'Tarik',
      'Mulai lapor',
      'Status laporan',
      'Bantuan',
    ]);
    expect(talk.press(/^Tarik$/)).toMatch(/Tarik laporan LP-2026-00002-O\?/);
  });

  it.each(['2', second, 'lp 2026 00001 q', `status ${second}`])('of the list is chosen by %j', (typed) => {
    const talk = new Talk(options);
    talk.say('status');
    expect(talk.say(typed)).toMatch(
      /Status: Ditolak[\s\S]*ditolak: Sudah mampu[\s\S]*menunggu jawaban[\s\S]*SANGGAH LP/,
    );
  });

  it('of the list is chosen by its button, and the list hinders nothing', () => {
    const talk = new Talk(options);
    talk.say('status');
    expect(talk.press(/^LP-2026-00001-Q$/)).toMatch(/Status: Ditolak/);
    expect(talk.say('status', 'pmks')).toMatch(/Laporan baru: Kasus PMKS/);
  });

  it('in the middle of a report leaves its question', () => {
    const talk = atSummary(options);
    const before = talk.inner.draft;
    talk.say('status');
    expect(talk.replies).toHaveLength(2);
    expect(talk.text).toMatch(/Laporan Bapak\/Ibu[\s\S]*Mohon periksa/);
    expect(talk.say(`status ${second}`)).toMatch(/Status: Ditolak[\s\S]*Mohon periksa/);
    expect(talk.inner.draft).toEqual(before);
    expect(talk.say('1')).toMatch(/Berapa No\. KK/);
  });

  it('of no report of one’s own says so', () => {
    expect(new Talk(options).say('status LP-2026-00009-Y')).toMatch(/tidak ditemukan|tidak benar/);
    expect(new Talk(options).say('status LP-2026-00009-A')).toMatch(/tidak benar|tidak ditemukan/);
  });
});

describe('`tarik`', () => {
  it.each([
    ['ya', ''],
    ['iya pak', ''],
    ['ya, salah orang', 'salah orang'],
    ['betul: sudah pindah', 'sudah pindah'],
  ])('asks first; %j withdraws, with its reason', (typed, note) => {
    const talk = new Talk(options);
    expect(talk.say(`tarik ${first}`)).toMatch(/Tarik laporan LP-2026-00002-O\?/);
    expect(talk.effects).toEqual([]);
    expect(talk.say(typed)).toMatch(/sudah ditarik\.\nApa yang Bapak/);
    expect(talk.effects).toEqual([{ type: 'withdraw_report', number: first, note }]);
    expect(talk.say('ya')).not.toMatch(/ditarik/);
    expect(talk.effects).toHaveLength(1);
  });

  it.each(['tidak', 'batal', 'kembali', 'lanjut'])('is taken back by %j', (typed) => {
    const talk = new Talk(options);
    talk.say(`tarik ${first}`, typed);
    expect(talk.text).toMatch(/Apa yang Bapak/);
    expect(talk.say('ya')).toMatch(/Apa yang Bapak/);
    expect(talk.effects).toEqual([]);
  });

  it('without a number takes the only one it can be, or asks which', () => {
    const talk = new Talk(options);
    expect(talk.say('tarik')).toMatch(/Tarik laporan LP-2026-00002-O\?/);
    const two = new Talk({ reports: [detail, { ...decided, state: 'in_review' }] });
    expect(two.say('tarik laporan')).toMatch(/Laporan mana yang mau ditarik/);
    expect(two.say('2')).toMatch(/Tarik laporan LP-2026-00001-Q\?/);
    expect(new Talk({ reports: [decided] }).say('tarik')).toMatch(
      /Tidak ada laporan yang masih bisa ditarik/,
    );
  });

  it('of what is too late is told so', () => {
    const refused = { type: 'withdraw_refused', number: first, state: 'registered' } as const;
    const talk = new Talk({ ...options, withdrawal: refused });
    expect(talk.say(`tarik ${first}`, 'ya')).toMatch(
      /tidak bisa ditarik lagi\. Statusnya: tercatat di data pemda/i,
    );
    const unknown = new Talk({ ...options, withdrawal: { ...refused, state: null } });
    expect(unknown.say(`tarik ${first}`, 'ya')).toMatch(/tidak ditemukan/);
  });
});

describe('`sanggah`', () => {
  it('asks for the reason in one message, and objects with it', () => {
    const talk = new Talk(options);
    expect(talk.say(`sanggah ${second}`)).toMatch(/Mengapa Bapak\/Ibu keberatan/);
    expect(talk.say('ya')).toMatch(/Tulis alasannya/);
    expect(talk.say('Nama: Uji\nAlamat: rumahnya masih bocor')).toMatch(
      /Sanggahan untuk laporan LP-2026-00001-Q diterima/,
    );
    expect(talk.effects).toEqual([
      { type: 'object_report', number: second, note: 'Nama: Uji Alamat: rumahnya masih bocor' },
    ]);
  });

  it('without a number asks about what was decided', () => {
    expect(new Talk(options).say('sanggah')).toMatch(/keputusan laporan LP-2026-00001-Q/);
    expect(new Talk({ reports: [detail] }).say('sanggah')).toMatch(/Tidak ada keputusan yang bisa disanggah/);
  });

  it('is let go by `batal`, and told when it cannot be', () => {
    const talk = atSummary(options);
    expect(talk.say(`sanggah ${second}`, 'batal')).toMatch(/Baik, tidak jadi\.\nMohon periksa/);
    const refused = { type: 'object_refused', number: second, state: 'in_review' } as const;
    const late = new Talk({ ...options, objection: refused });
    expect(late.say(`sanggah ${second}`, 'rumahnya masih bocor')).toMatch(/tidak bisa disanggah sekarang/);
  });
});

describe('`ringkasan`', () => {
  it.each([
    ['ringkasan', true, /sekali sehari/],
    ['ringkasan mati', false, /langsung/],
    ['RINGKASAN OFF', false, /langsung/],
  ])('%j', (typed, on, said) => {
    const talk = new Talk();
    expect(talk.say(typed)).toMatch(said);
    expect(talk.effects).toEqual([{ type: 'set_digest', on }]);
  });
});
