import { describe, expect, it } from 'vitest';
import { parseState } from '../../../src/dialogue/engine.js';
import type { InboundContent } from '../../../src/domain/channel/message.js';
import { answers, atSummary, desaDua, desaSatu, Talk, type TalkOptions, start } from '../../support/talk.js';

/** Every question of the form, the summary, and the dialogue's own questions, by how to get there. */
const everywhere: [where: string, texts: readonly string[], options?: TalkOptions][] = [
  ['nowhere', []],
  ['the kind', ['mulai']],
  ['the village', [start], { desa: [desaSatu, desaDua] }],
  ...answers.map((_, place): [string, readonly string[]] => [
    `question ${String(place + 1)}`,
    [start, ...answers.slice(0, place)],
  ]),
  ['the date of birth', [start, '-', '-', 'Uji Contoh']],
  ['RT and RW', [start, ...answers.slice(0, 3), 'Jalan Uji']],
  ['the summary', [start, ...answers]],
  ['an edit', [start, ...answers, 'ubah nama']],
  ['two dates of birth', [start, ...answers, 'ubah tanggal lahir', '12-3-1981']],
  ['the question whether to stop', [start, 'batal']],
  ['the question whether to begin anew', [start, 'mulai']],
];

function at([, texts, options]: (typeof everywhere)[number]): Talk {
  const talk = new Talk(options);
  talk.say(...texts);
  return talk;
}

describe.each(everywhere)('at %s', (...where) => {
  const question = () => at(where).replies.at(-1)?.text.split('\n').at(-1) ?? 'mulai';

  it('`bantuan` and `status` are answered, and the same question stands', () => {
    const talk = at(where);
    const before = talk.state;
    for (const typed of ['bantuan', '/help', 'status', 'STATUS.']) {
      talk.say(typed);
      expect(talk.text).toMatch(/KEMBALI – ke pertanyaan|Belum ada laporan/);
      if (talk.inner.draft !== null) expect(talk.text).toContain(question());
      expect(talk.state).toEqual(before);
    }
  });

  it('`lanjut` asks the same question again', () => {
    const talk = at(where);
    const { draft } = talk.inner;
    talk.say('lanjut');
    expect(talk.inner.draft).toEqual(draft);
    if (talk.inner.draft !== null && !where[0].startsWith('the question'))
      expect(talk.text).toContain(question());
  });

  it('what cannot be used is said to be, and nothing is lost', () => {
    const talk = at(where);
    const before = talk.state;
    const unusable: InboundContent[] = [
      ...(['voice', 'sticker', 'video', 'document', 'poll', 'edited', 'unreadable', 'unknown'] as const).map(
        (what) => ({ type: 'other' as const, what }),
      ),
      { type: 'contact', phone: '+6281200000000', own: false },
      { type: 'text', text: 'panjang '.repeat(1_250) },
      { type: 'choice', token: 'a:0:tua' },
      { type: 'choice', token: 'entah' },
    ];
    for (const content of unusable) {
      const { replies } = talk.hear(content);
      expect(replies).toHaveLength(1);
      expect(replies[0]?.text.length).toBeLessThan(2_000);
      if (talk.inner.draft !== null) expect(replies[0]?.text).toContain(question());
      expect({ ...talk.inner, press: null }).toEqual({ ...parseState(before), press: null });
    }
  });

  it('nothing is answered in a group', () => {
    const talk = at(where);
    const before = talk.state;
    expect(talk.hear({ type: 'text', text: 'ya' }, { chat: 'group' }).replies).toEqual([]);
    expect(talk.state).toEqual(before);
  });

  it('a button of before is said to be stale', () => {
    const talk = at(where);
    const before = talk.inner;
    expect(talk.pressToken(`a:${String(before.turn - 1)}:none`)).toMatch(/sudah lewat/);
    expect(talk.inner.draft).toEqual(before.draft);
  });

  it('`mulai` never drops a report without asking', () => {
    const talk = at(where);
    const { draft } = talk.inner;
    talk.say('mulai');
    if (draft === null) return;
    expect(talk.text).toMatch(/Masih ada laporan yang belum dikirim/);
    expect(talk.inner.draft).toEqual(draft);
    talk.say('entah');
    expect(talk.text).toMatch(/Balas 1 untuk melanjutkan[\s\S]*Masih ada laporan/);
    talk.say('1');
    expect(talk.inner.draft).toEqual(draft);
    expect(talk.say('mulai', '3')).toMatch(/Apa yang mau dilaporkan/);
    expect(talk.say('1')).toMatch(/Laporan baru/);
    expect(talk.inner.draft?.answers['kk']).toBeUndefined();
    expect(talk.inner.aside).toEqual([]);
  });

  it('`batal` asks first', () => {
    const talk = at(where);
    const { draft } = talk.inner;
    talk.say('batal');
    if (draft === null) {
      expect(talk.text).toMatch(/Tidak ada laporan yang sedang diisi|Baik, tidak jadi/);
      return;
    }
    expect(talk.text).toMatch(/Hentikan laporan ini/);
    expect(talk.say('entah')).toMatch(/YA atau TIDAK[\s\S]*Hentikan/);
    talk.say('tidak');
    expect(talk.text).toMatch(/dilanjutkan/);
    expect(talk.inner.draft).toEqual(draft);
    expect(talk.say('batal', 'iya')).toMatch(/Laporan dihentikan/);
    expect(talk.inner.draft).toBeNull();
    expect(talk.effects.filter(({ type }) => type === 'submit_report')).toEqual([]);
  });
});

describe('`kembali`', () => {
  const questions = [/No\. KK/, /NIK/, /nama/, /alamat/, /jumlah anggota/, /Anggota 2/, /keadaan/, /foto/];

  it('leads back through the form from the summary to the first question, and no further', () => {
    const talk = atSummary();
    for (const question of questions.toReversed()) expect(talk.say('kembali')).toMatch(question);
    expect(talk.say('kembali')).toMatch(/pertanyaan pertama[\s\S]*No\. KK/);
  });

  it('keeps what was answered since', () => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, 4));
    talk.say('kembali', 'kembali', 'kembali', 'kembali');
    expect(talk.text).toMatch(/No\. KK/);
    expect(talk.say('tidak ada')).toMatch(/jumlah anggota/);
    expect(talk.say(...answers.slice(4))).toMatch(/No\. KK: Tidak ada[\s\S]*Nama: Uji Contoh Satu/);
  });

  it('from a change leads to the summary', () => {
    expect(atSummary().say('ubah nama', 'kembali')).toMatch(/^Mohon periksa/);
  });

  it('takes `batal` and `mulai` back', () => {
    const talk = atSummary();
    expect(talk.say('batal', 'kembali')).toMatch(/^Mohon periksa/);
    expect(talk.say('mulai', 'kembali')).toMatch(/^Mohon periksa/);
  });

  it('shows the menu where there is nothing', () => {
    expect(new Talk().say('kembali')).toMatch(/MULAI – melapor/);
  });
});

describe('the menu', () => {
  it.each([
    ['2', /Belum ada laporan yang dikirim\.\nBalas MULAI/],
    ['status laporan', /Belum ada laporan/],
    ['3', /KEMBALI – ke pertanyaan/],
    ['menu', /KEMBALI – ke pertanyaan/],
    ['constructor', /MULAI – melapor/],
    ['terima kasih', /MULAI – melapor/],
    ['', /MULAI – melapor/],
    ['perbaiki', /Tidak ada laporan yang menunggu perbaikan/],
    ['perbaiki LP-2026-00001-X', /Nomor laporan itu tidak benar/],
    ['batal', /Tidak ada laporan yang sedang diisi/],
  ])('answers %j', (typed, answer) => {
    expect(new Talk().say(typed)).toMatch(answer);
  });

  it('`status` lists the reports with the day they were sent where the office is', () => {
    const talk = new Talk({
      reports: [
        {
          number: 'LP-2026-00002-O',
          kind: 'new_poor_household',
          state: 'needs_correction',
          submittedAt: new Date('2026-11-18T23:00:00Z'),
        },
        {
          number: 'LP-2026-00001-Q',
          kind: 'new_poor_household',
          state: 'registered',
          submittedAt: new Date('2026-11-01T01:00:00Z'),
        },
      ],
    });
    expect(talk.say('status')).toBe(
      'Laporan Bapak/Ibu:\n1. LP-2026-00002-O – Perlu perbaikan (19 November 2026)\n2. LP-2026-00001-Q – Tercatat di Data Pemda (1 November 2026)\nBalas STATUS dan nomornya untuk rinciannya.\nBalas PERBAIKI dan nomornya untuk menjawab perbaikan.',
    );
    expect(talk.choices.map(({ label }) => label)).toEqual([
      'Perbaiki LP-2026-00002-O',
      'LP-2026-00002-O',
      'LP-2026-00001-Q',
      'Mulai lapor',
      'Status laporan',
      'Bantuan',
    ]);
    // The text has the numbers itself: the buttons before them would shift those of a menu.
    expect(talk.replies[0]?.menu).toBeUndefined();
  });
});

describe('a state that cannot be read any more', () => {
  it('keeps the draft and the count of turns', () => {
    const { state } = atSummary();
    const broken = { ...state, confirm: { type: 'from_another_version' }, press: 7 };
    const talk = new Talk({ state: broken });
    expect(parseState(broken).turn).toBe(parseState(state).turn);
    expect(talk.say('lanjut')).toMatch(/^Mohon periksa[\s\S]*Uji Contoh Satu/);
  });

  it.each([null, undefined, 7, 'x', [], {}, { v: 2 }, { v: 1, turn: 'x', draft: { id: 1 } }])(
    '%j becomes the menu',
    (stored) => {
      expect(new Talk({ state: stored as never }).say('halo')).toMatch(/MULAI – melapor/);
    },
  );
});
