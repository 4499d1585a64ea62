import { describe, expect, it } from 'vitest';
import { dueAt } from '../../../src/dialogue/engine.js';
import { answers, atSummary, desaSatu, kk, nik, start, Talk } from '../../support/talk.js';

const HOUR = 3_600_000;
const time = (talk: Talk) => talk.tell({ type: 'time' });
const due = (talk: Talk) => dueAt(talk.state, talk.context.drafts);

describe('several drafts', () => {
  const two = () => {
    const talk = new Talk();
    talk.say(start, kk, 'mulai', 'simpan', '2');
    return talk;
  };

  it('are begun by putting one aside', () => {
    const talk = two();
    expect(talk.text).toMatch(/Laporan baru: Kasus PMKS/);
    expect(talk.inner.aside).toMatchObject([{ kind: 'new_poor_household', answers: { kk } }]);
  });

  it.each([
    ['1', /No\. KK|NIK/, 0],
    ['2', /Apa yang mau dilaporkan/, 1],
    ['3', /Apa yang mau dilaporkan/, 0],
    ['lanjutkan', /NIK/, 0],
    ['simpan dulu', /Apa yang mau dilaporkan/, 1],
    ['hapus', /Apa yang mau dilaporkan/, 0],
    ['ya', /NIK/, 0],
  ])('`mulai` with one open, answered by %j', (typed, answer, aside) => {
    const talk = new Talk();
    talk.say(start, kk, 'mulai');
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Lanjutkan',
      'Simpan dulu, mulai baru',
      'Hapus, mulai baru',
    ]);
    expect(talk.say(typed)).toMatch(answer);
    expect(talk.inner.aside).toHaveLength(aside);
  });

  it('are listed by kind, day and answers alone, and one is chosen', () => {
    const talk = two();
    talk.say('8', nik, 'Uji Contoh Rahasia', 'draf');
    expect(talk.text).toBe('Laporan yang belum dikirim. Mau meneruskan yang mana?');
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Kasus PMKS, dimulai 20 November 2026, 3 jawaban (sedang dibuka)',
      'Rumah tangga miskin baru, dimulai 20 November 2026, 1 jawaban',
    ]);
    expect(talk.replies[0]?.menu).toBe(true);
    expect(talk.say('2')).toMatch(/Meneruskan laporan: Rumah tangga miskin baru\.\nBerapa NIK/);
    expect(talk.inner.aside).toMatchObject([{ kind: 'pmks_case' }]);
    expect(talk.say('draf', 'kasus pmks')).toMatch(/alamatnya/);
  });

  it('are let go by an answer to the question that stood', () => {
    const talk = two();
    talk.say('draf');
    expect(talk.say('lansia')).toMatch(/Berapa NIK/);
  });

  it('are none where there are none', () => {
    expect(new Talk().say('draf')).toMatch(/Tidak ada laporan yang belum dikirim/);
  });

  it('are offered when one is stopped, or sent', () => {
    const talk = two();
    expect(talk.say('batal', 'ya')).toMatch(/Laporan dihentikan[\s\S]*Mau meneruskan yang mana/);
    expect(talk.say('1')).toMatch(/Berapa NIK/);
    talk.say('mulai', 'simpan', '1', ...answers);
    expect(talk.say('kirim')).toMatch(/Laporan diterima[\s\S]*Masih ada 1 laporan yang belum dikirim/);
    expect(talk.say('lanjut')).toMatch(/Berapa NIK/);
  });

  it('are at most five', () => {
    const talk = new Talk();
    talk.say(start);
    for (let n = 2; n <= 5; n += 1) talk.say('mulai', 'simpan', '1');
    expect(talk.say('mulai')).toMatch(/Sudah ada 5 laporan/);
    expect(talk.choices.map(({ label }) => label)).toEqual(['Lanjutkan', 'Hapus, mulai baru']);
    expect(talk.say('simpan')).toMatch(/Balas 1 untuk melanjutkan, atau 2/);
    talk.say('2', '2');
    expect(talk.inner.aside).toHaveLength(4);
    expect(talk.inner.draft?.kind).toBe('pmks_case');
  });

  it('keep a correction that was put aside, which `perbaiki` goes on with', () => {
    const number = 'LP-2026-00002-O';
    const talk = new Talk({
      correction: {
        type: 'correction',
        caseId: 'case-1',
        number,
        kind: 'no_longer_eligible',
        answers: {
          kind: 'no_longer_eligible',
          desaCode: desaSatu.code,
          photos: [],
          location: null,
          urgent: false,
          note: null,
          duplicateReason: null,
          entryId: null,
          kk: null,
          nik,
          name: 'Uji Contoh',
          address: { line: 'Jalan Uji', rt: null, rw: null },
          reason: 'other',
          since: '2026-01-01',
        },
        fields: ['name', 'since'],
        question: 'Mohon dicek lagi.',
      },
    });
    talk.say('perbaiki', 'Uji Contoh Benar', 'mulai', 'simpan', '1', 'batal', 'ya');
    expect(talk.choices.map(({ label }) => label)).toEqual([
      expect.stringContaining(`Perbaikan ${number}, dimulai`),
    ]);
    expect(talk.say(`perbaiki ${number}`)).toMatch(/Mohon dicek lagi[\s\S]*Sejak kapan/);
    expect(talk.effects.filter(({ type }) => type === 'load_correction')).toHaveLength(1);
  });
});

describe('an emergency', () => {
  it('is marked and unmarked at any question, and shown', () => {
    const talk = new Talk();
    talk.say(start);
    expect(talk.say('darurat')).toMatch(/ditandai DARURAT[\s\S]*No\. KK/);
    talk.say(...answers);
    expect(talk.text).toMatch(/^Mohon periksa:\nDARURAT/);
    expect(talk.press(/Bukan darurat/)).toMatch(/Tanda darurat dihapus[\s\S]*Mohon periksa:\n1\./);
    talk.press(/Tandai darurat/);
    talk.say('kirim');
    expect(talk.effects).toMatchObject([{ answers: { urgent: true } }]);
  });

  it('begins a report where there is none', () => {
    const talk = new Talk();
    expect(talk.say('darurat')).toMatch(/akan ditandai DARURAT[\s\S]*Apa yang mau dilaporkan/);
    talk.say('pmks');
    expect(talk.inner.draft?.answers['urgent']).toBe(true);
  });
});

describe('a draft left alone', () => {
  it('is due only while there is one', () => {
    const talk = new Talk();
    expect(due(talk)).toBeNull();
    expect(time(talk)).toBe('');
    talk.say(start);
    const begun = talk.context.now.getTime();
    expect(due(talk)?.getTime()).toBe(begun + 24 * HOUR);
    talk.say('batal', 'ya');
    expect(due(talk)).toBeNull();
  });

  it('is reminded of twice, announced, and ended, each once', () => {
    const talk = new Talk();
    talk.say(start, kk, nik, 'Uji Contoh Rahasia');
    const begun = talk.context.now.getTime();
    const told: string[] = [];
    for (let next = due(talk); next !== null; next = due(talk)) {
      talk.wait(next.getTime() - talk.context.now.getTime() - 1);
      expect(time(talk)).toBe('');
      talk.wait(1);
      told.push(`${String((next.getTime() - begun) / HOUR)}: ${time(talk)}`);
      expect(time(talk)).toBe('');
    }
    expect(told).toEqual([
      expect.stringMatching(
        /^24: Laporan ini belum dikirim: Rumah tangga miskin baru, dimulai 20 November 2026, 3 jawaban/,
      ),
      expect.stringMatching(/^72: Laporan ini belum dikirim/),
      expect.stringMatching(/^312: Laporan ini belum dikirim dan akan dihapus pada 4 Desember 2026/),
      expect.stringMatching(/^336: Laporan ini sudah lama tidak dilanjutkan, jadi dihapus/),
    ]);
    expect(told.join()).not.toMatch(/Rahasia|6408/);
    expect(talk.inner.draft).toBeNull();
    expect(talk.say('1')).toMatch(/Apa yang mau dilaporkan/);
  });

  it('is spoken of once for all that came due meanwhile', () => {
    const talk = new Talk();
    talk.say(start);
    talk.wait(100 * HOUR);
    expect(time(talk)).toMatch(/belum dikirim/);
    expect(talk.replies).toHaveLength(1);
    talk.wait(100 * HOUR);
    expect(time(talk)).toBe('');
  });

  it('begins its time anew with any answer, and not with a reminder', () => {
    const talk = new Talk();
    talk.say(start);
    talk.wait(30 * HOUR);
    time(talk);
    const { draft } = talk.inner;
    expect(draft?.reminded).toBe(1);
    expect(talk.press(/Lanjut/)).toMatch(/No\. KK/);
    talk.say(kk);
    expect(talk.inner.draft).toMatchObject({ reminded: 0, noticed: false });
    expect(due(talk)?.getTime()).toBe(talk.context.now.getTime() + 24 * HOUR);
  });

  it('put aside is spoken of as well, and only what is due ends', () => {
    const talk = new Talk();
    talk.say(start, kk, 'mulai', 'simpan', '2');
    talk.wait(330 * HOUR);
    talk.say('8');
    talk.wait(7 * HOUR);
    expect(time(talk)).toMatch(
      /^Laporan ini sudah lama tidak dilanjutkan, jadi dihapus: Rumah tangga[^\n]*\nBalas DRAF/,
    );
    expect(talk.inner).toMatchObject({ aside: [], draft: { kind: 'pmks_case' } });
  });

  it('that ends takes its questions and buttons with it', () => {
    const talk = atSummary();
    talk.say('batal');
    const [yes] = talk.choices;
    talk.wait(400 * HOUR);
    time(talk);
    expect(talk.inner).toMatchObject({ draft: null, ask: null });
    expect(talk.pressToken(yes?.token ?? '')).toMatch(/sudah lewat/);
  });
});
