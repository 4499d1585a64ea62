import { describe, expect, it } from 'vitest';
import { answers, atSummary, kk, start, Talk } from '../../support/talk.js';

describe('what people say besides', () => {
  it.each([
    ['terima kasih', /^Sama-sama/],
    ['Makasih pak 🙏', /^Sama-sama/],
    ['ok terima kasih banyak', /^Sama-sama/],
    ["Assalamu'alaikum", /^Waalaikumsalam/],
    ['assalamualaikum wr. wb.', /^Waalaikumsalam/],
    ['Ass.wr.wb', /Waalaikumsalam|Siapa nama/],
    ['halo', /^Halo, Uji Contoh Kades/],
    ['selamat pagi pak', /^Halo/],
    ['dasar bot bodoh', /^Mohon maaf/],
    ['GOBLOK!!!', /^Mohon maaf/],
  ])('%j is answered politely, and the question stands', (typed, answer) => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 2));
    const { draft } = talk.inner;
    talk.say(typed);
    if (talk.inner.draft?.answers['name'] === undefined) expect(talk.text).toMatch(answer);
    expect(talk.text).toMatch(/Siapa nama|alamatnya/);
    if (talk.text.includes('Siapa nama')) expect(talk.inner.draft).toEqual(draft);
  });

  it.each(['hello how are you', 'good morning', 'I want to report'])(
    '%j at the menu is told the language',
    (typed) => {
      expect(new Talk().say(typed)).toMatch(/memakai Bahasa Indonesia[\s\S]*Apa yang Bapak|Apa yang Bapak/);
    },
  );

  it.each(['Jalan Babi Hutan', 'Gang Anjing RT 1'])('%j is an address all the same', (typed) => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 3), typed);
    expect(talk.inner.draft?.answers['address']).toMatch(/Babi|Anjing/);
  });

  it('`bantuan` explains in three short messages, and the question stands', () => {
    const talk = new Talk({ guideUrl: 'https://contoh.invalid/panduan' });
    talk.say(start, 'bantuan');
    expect(talk.replies).toHaveLength(3);
    expect(talk.replies[2]?.text).toMatch(/Panduan: https:\/\/contoh\.invalid\/panduan\nBerapa No\. KK/);
    expect(new Talk().say('bantuan')).not.toMatch(/Panduan:/);
    for (const { text } of talk.replies) expect(text.length).toBeLessThan(420);
    expect(talk.say('lapor pmks', '2')).toMatch(/lihat panduan: https:\/\/contoh\.invalid\/panduan$/);
  });

  it('a second `mulai` in the middle loses nothing', () => {
    const talk = new Talk();
    talk.say(start, kk, 'mulai', 'mulai', 'lanjut');
    expect(talk.inner.draft?.answers['kk']).toBe(kk);
    expect(talk.text).toMatch(/Berapa NIK/);
  });

  it('what was asked for is not asked for again by a greeting at the summary', () => {
    const talk = atSummary();
    expect(talk.say('terima kasih')).toMatch(/^Sama-sama[\s\S]*Mohon periksa/);
    expect(talk.effects).toEqual([]);
  });
});
