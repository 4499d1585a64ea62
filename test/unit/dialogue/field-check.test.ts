import { describe, expect, it } from 'vitest';
import { parseState } from '../../../src/dialogue/engine.js';
import { start, Talk } from '../../support/talk.js';

const number = 'LP-2026-00002-O';
const second = 'LP-2026-00001-Q';
const check = {
  number,
  checkId: '00000000-0000-4000-8000-00000000c0de',
  dueOn: '2026-12-02',
  questions: ['lives_there', 'house'] as const,
  note: 'Mohon difoto dari depan.',
};
const sent = (talk: Talk) => talk.effects.filter(({ type }) => type === 'report_check');

describe('tugas', () => {
  it('asks each thing, with photos, shows a summary and sends it', () => {
    const talk = new Talk({ checks: [check] });
    expect(talk.say('tugas')).toMatch(
      /Cek lapangan laporan LP-2026-00002-O[\s\S]*Mohon difoto[\s\S]*ditemukan\?/,
    );
    expect(talk.press(/^Ditemukan/)).toMatch(/Tinggal di alamat/);
    expect(talk.say('sesuai')).toMatch(/Keadaan rumah/);
    expect(talk.say('tidak sesuai')).toMatch(/Apa yang berbeda/);
    expect(talk.say('lewati')).toMatch(/Apa yang berbeda/);
    expect(talk.say('NIK 6408010101800001 sudah pindah')).toMatch(/tanpa NIK/);
    expect(talk.say('Dinding sudah tembok')).toMatch(/[Ff]oto/);
    talk.photo('depan');
    expect(talk.say('selesai')).toMatch(
      /Hasil cek lapangan laporan LP-2026-00002-O[\s\S]*Tidak sesuai[\s\S]*Dinding sudah tembok/,
    );
    expect(talk.text).not.toMatch(/DARURAT/);
    const photo = talk.effects.find(({ type }) => type === 'attach_photo');
    expect(talk.press(/Kirim/)).toMatch(/diterima/);
    expect(sent(talk)).toEqual([
      {
        type: 'report_check',
        checkId: check.checkId,
        number,
        result: {
          found: true,
          answers: [
            { question: 'lives_there', finding: 'matches' },
            { question: 'house', finding: 'differs' },
          ],
          note: 'Dinding sudah tembok',
          photos: [{ id: photo?.type === 'attach_photo' ? photo.attachmentId : '', role: 'house_front' }],
          location: null,
        },
      },
    ]);
    expect(parseState(talk.state).draft).toBeNull();
  });

  it('asks nothing about what was not found, and wants to know why', () => {
    const talk = new Talk({ checks: [check] });
    talk.say(`tugas ${number.toLowerCase()}`);
    expect(talk.say('tidak ketemu')).toMatch(/mengapa tidak ditemukan/);
    talk.say('Sudah pindah ke kabupaten lain', 'selesai');
    talk.say('kirim');
    expect(sent(talk)[0]).toMatchObject({ result: { found: false, answers: [] } });
  });

  it('reads what people write', () => {
    const heard = (typed: string) => {
      const talk = new Talk({ checks: [check] });
      talk.say('cek lapangan', 'ya, ketemu', typed);
      return parseState(talk.state).draft?.answers['check-lives_there'];
    };
    expect(['1', 'ya', 'sesuai pak', 'betul'].map(heard)).toEqual(Array(4).fill('matches'));
    expect(['2', 'tidak', 'Tidak sesuai', 'beda'].map(heard)).toEqual(Array(4).fill('differs'));
    expect(['3', 'tidak tahu', 'kurang tau'].map(heard)).toEqual(Array(3).fill('unknown'));
    expect(heard('pisang')).toBeUndefined();
  });

  it('lets an answer be changed, with what follows from it', () => {
    const talk = new Talk({ checks: [check] });
    talk.say('tugas', 'ya', 'sesuai', 'sesuai', 'lewati', 'selesai');
    expect(talk.say('1')).toMatch(/ditemukan\?/);
    expect(talk.say('tidak ditemukan')).not.toMatch(/Keadaan rumah/);
    talk.say('kirim');
    expect(sent(talk)[0]).toMatchObject({ result: { found: false, answers: [], note: null } });
  });

  it('offers several to choose from, and says when there is none', () => {
    const talk = new Talk({ checks: [check, { ...check, number: second, dueOn: '2026-11-01' }] });
    expect(talk.say('tugas')).toMatch(/mana yang mau diisi/);
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'LP-2026-00002-O, paling lambat 2 Desember 2026',
      'LP-2026-00001-Q, paling lambat 1 November 2026 (lewat)',
    ]);
    expect(talk.say('2')).toMatch(/Cek lapangan laporan LP-2026-00001-Q/);
    expect(new Talk().say('tugas')).toMatch(/Tidak ada tugas/);
    expect(new Talk().say(`tugas ${number}`)).toMatch(/Tidak ada tugas cek lapangan untuk laporan/);
    expect(new Talk().say('tugas LP-2026-00002-A')).toMatch(/tidak benar/);
  });

  it('puts an open report aside, and is gone on with later', () => {
    const talk = new Talk({ checks: [check] });
    talk.say(start);
    expect(talk.say('tugas')).toMatch(/disimpan dulu[\s\S]*ditemukan\?/);
    talk.say('ya');
    talk.say('draf');
    expect(talk.choices.map(({ label }) => label).join('\n')).toMatch(/Cek lapangan LP-2026-00002-O/);
    talk.say('2');
    expect(parseState(talk.state).draft?.kind).toBe('new_poor_household');
    expect(talk.say('tugas')).toMatch(/Meneruskan cek lapangan[\s\S]*Tinggal di alamat/);
    talk.say('batal');
    expect(talk.text).toMatch(/tugasnya tetap ada/);
    expect(talk.say('ya')).toMatch(/Balas TUGAS LP-2026-00002-O|Pengisian dihentikan/);
  });

  it('is told when it was closed meanwhile', () => {
    const talk = new Talk({ checks: [check], checked: { type: 'check_refused', number } });
    talk.say('tugas', 'tidak', 'Rumahnya kosong', 'selesai');
    expect(talk.say('kirim')).toMatch(/sudah ditutup/);
    expect(parseState(talk.state).draft).toBeNull();
  });
});
