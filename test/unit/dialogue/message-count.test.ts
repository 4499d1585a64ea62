/** How many messages a report takes: what a reporter has to type is what it costs them. */
import { expect, it } from 'vitest';
import { kk, nik, Talk } from '../../support/talk.js';

/** Says each as one message; the report is sent by the last. */
function count(...texts: readonly string[]): { readonly messages: number; readonly sent: unknown } {
  const talk = new Talk();
  talk.say(...texts);
  expect(talk.text).toMatch(/Laporan diterima/);
  const sent = talk.effects.find((effect) => effect.type === 'submit_report');
  return { messages: texts.length, sent: sent?.answers };
}

const members = [
  'Siti Contoh, istri, 6408014101850002, SD, IRT',
  'Budi Contoh, anak, L, 12-3-2015, kelas 3 SD',
  'Ani Contoh, anak, P, 2-3-2020',
];
const household = {
  kk,
  nik,
  memberCount: 4,
  members: [{}, {}, {}],
  indicators: ['floor_area', 'wall_material'],
};

it('a poor household with three members takes at most 14 messages one by one', () => {
  const { messages, sent } = count(
    ...['mulai', '1', kk, nik, 'Uji Contoh', 'Jalan Uji RT 3 RW 1', '4'],
    ...members,
    ...['1,3', 'lewati', 'kirim'],
  );
  expect(messages).toBeLessThanOrEqual(14);
  expect(sent).toMatchObject(household);
});

it('a poor household with three members takes at most 3 messages as a block', () => {
  const block = [
    `No KK: ${kk}`,
    `NIK: ${nik}`,
    'Nama: Uji Contoh',
    'Alamat: Jalan Uji',
    'RT/RW: 3/1',
    'Jumlah jiwa: 4',
    ...members.map((line, place) => `Anggota ${String(place + 2)}: ${line}`),
    'Keadaan rumah: 1, 3',
  ].join('\n');
  for (const texts of [
    [`Jenis laporan: miskin baru\n${block}`, 'kirim'],
    ['miskin baru', block, 'kirim'],
    [block, 'kirim'],
  ]) {
    const { messages, sent } = count(...texts);
    expect(messages).toBeLessThanOrEqual(3);
    expect(sent).toMatchObject(household);
  }
});

it('a PMKS case takes at most 9 messages', () => {
  const { messages, sent } = count(
    ...[
      'mulai',
      '2',
      'lansia',
      nik,
      'Uji Contoh',
      'Jalan Uji RT 3 RW 1',
      'tinggal sendiri',
      'lewati',
      'kirim',
    ],
  );
  expect(messages).toBeLessThanOrEqual(9);
  expect(sent).toMatchObject({ categories: ['08'], nik, note: 'tinggal sendiri' });
});

it.each([
  ['a case', 'lansia', { categories: ['08'], note: 'tinggal sendiri' }, ['tinggal sendiri']],
  ['a case with its disability', 'disabilitas netra', { disability: 'sight' }, ['tinggal sendiri']],
  ['a sensitive case', '16', { categories: ['16'], note: null }, []],
])('%s of somebody without a NIK takes at most 9 messages', (_what, category, expected, note) => {
  const person = ['tidak ada', 'Uji Nenek, P, 75 tahun', 'Jalan Uji RT 3 RW 1'];
  const { messages, sent } = count('mulai', '2', category, ...person, ...note, 'lewati', 'kirim');
  expect(messages).toBeLessThanOrEqual(9);
  expect(sent).toMatchObject({
    ...expected,
    nik: null,
    name: 'Uji Nenek',
    sex: 'P',
    birthDate: '1951-01-01',
    birthEstimated: true,
  });
});

it('a poor household without a NIK takes at most 14 messages', () => {
  const head = ['tidak ada', 'tidak ada', 'Uji Contoh, L, 12-3-1980', 'Jalan Uji RT 3 RW 1', '4'];
  const { messages, sent } = count('mulai', '1', ...head, ...members, '1,3', 'lewati', 'kirim');
  expect(messages).toBeLessThanOrEqual(14);
  expect(sent).toMatchObject({ kk: null, nik: null, name: 'Uji Contoh', sex: 'L', birthDate: '1980-03-12' });
});

it.each(['pindah', 'meninggal'])('%s takes at most 10 messages', (change) => {
  const place = change === 'pindah' ? ['Samarinda'] : [];
  const { messages } = count(
    'mulai',
    '4',
    change,
    `NIK ${nik}`,
    'Uji Contoh',
    ...place,
    'kemarin',
    'lewati',
    'lewati',
    'kirim',
  );
  expect(messages).toBeLessThanOrEqual(10);
});
