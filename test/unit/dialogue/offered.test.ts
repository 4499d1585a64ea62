/** Where there are no buttons, whatever is offered can be answered: by number, or by a word that is said. */
import { expect, it } from 'vitest';
import type { OutboundBody } from '../../../src/domain/channel/message.js';
import { atSummary, answers, kk, nik, start, Talk } from '../../support/talk.js';

const words: Readonly<Record<string, RegExp>> = {
  send: /\bKIRIM\b/,
  none: /\b(?:TIDAK ADA|LEWATI)\b/,
  selesai: /\b(?:SELESAI|LEWATI)\b/,
  hapus: /\bHAPUS\b/,
  done: /nomor/,
};
/** Shown under much that is said: one of them is enough. */
const general = ['mulai', 'status', 'bantuan', 'draf'];

function unanswerable({ text, menu, choices = [] }: OutboundBody): readonly string[] {
  if (menu === true || choices.length === 0) return [];
  const left = choices.filter(({ token }) => {
    const [kind, first = '', value = ''] = token.split(':');
    if (kind === 'c')
      return (
        !general.includes(first) && !text.toUpperCase().includes(first.split(' ').at(-1)?.toUpperCase() ?? '')
      );
    return !(/^[+-]/.test(value) ? /nomor/ : (words[value] ?? /^$/)).test(text);
  });
  const menuSaid = general.some((word) => text.includes(word.toUpperCase()));
  const onlyMenu = choices.every(({ token }) => general.includes(token.split(':')[1] ?? ''));
  return [...left.map(({ label }) => label), ...(onlyMenu && !menuSaid ? ['menu'] : [])];
}

const item = {
  number: 'LP-2026-00001-Q',
  kind: 'pmks_case',
  state: 'needs_correction',
  submittedAt: new Date(0),
} as const;
const detail = {
  ...item,
  urgent: false,
  objection: null,
  history: [],
  may: { correct: true, withdraw: true, object: true },
};
const nothing = {
  ...detail,
  number: 'LP-2026-00002-O',
  may: { correct: false, withdraw: false, object: false },
};

const talks: Readonly<Record<string, (check: (talk: Talk) => void) => void>> = {
  'a household': (check) => {
    const talk = new Talk();
    for (const text of [
      'halo',
      'mulai',
      '1',
      ...answers,
      'ubah 1',
      'kembali',
      'darurat',
      'batal',
      'tidak',
      'mulai',
      '2',
      'draf',
      '1',
      'kirim',
    ])
      check((talk.say(text), talk));
  },
  pictures: (check) => {
    const talk = new Talk();
    talk.say(start, ...answers.slice(0, -1));
    for (const caption of ['depan', '', 'berita acara']) check((talk.photo(caption), talk));
    check((talk.say('selesai'), talk));
  },
  'persons without a NIK': (check) => {
    const talk = new Talk();
    for (const text of [
      'lapor pmks',
      '9',
      'fisik',
      'tidak ada',
      'Uji',
      '70 th',
      'P',
      'Jalan Uji',
      '1/2',
      'lewati',
      'lewati',
      'kirim',
    ])
      check((talk.say(text), talk));
  },
  changes: (check) => {
    for (const change of ['pindah', 'meninggal', 'alamat', 'anggota', 'warga baru']) {
      const talk = new Talk();
      for (const text of [
        '4',
        change,
        nik,
        '1',
        'Uji',
        'Samarinda',
        'kemarin',
        'tidak ada',
        'lewati',
        'lewati',
      ])
        check((talk.say(text), talk));
    }
  },
  'the known': (check) => {
    const talk = new Talk({
      matches: [
        {
          own: true,
          by: 'kk',
          what: 'case',
          number: item.number,
          kind: 'pmks_case',
          state: 'in_review',
          name: 'Uji',
          desaName: 'Uji Satu',
        },
      ],
    });
    for (const text of [start, kk, '1', 'batal', 'ya']) check((talk.say(text), talk));
  },
  reports: (check) => {
    const talk = new Talk({ reports: [item], details: [detail, nothing] });
    for (const text of [
      'status',
      '1',
      `status ${nothing.number}`,
      'tarik',
      'tidak',
      'sanggah',
      'draf',
      'bantuan',
      'format',
      '1',
      'ringkasan',
      `perbaiki ${item.number}`,
    ])
      check((talk.say(text), talk));
    const none = new Talk();
    for (const text of ['status', 'draf', 'tarik', 'batal', 'lanjut']) check((none.say(text), none));
  },
  'drafts left alone': (check) => {
    const talk = atSummary();
    for (const days of [1, 2, 10, 2]) {
      talk.wait(days * 86_400_000);
      talk.tell({ type: 'time' });
      check(talk);
    }
  },
};

it.each(Object.keys(talks))('%s: each choice has a number or a word', (name) => {
  talks[name]?.((talk) => {
    for (const body of talk.replies) expect([body.text, unanswerable(body)]).toEqual([body.text, []]);
  });
});
