/** What the service itself shows as `label: nilai` can be sent back to it, filled in. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataChanges } from '../../../src/domain/report/data-update.js';
import { reportKinds } from '../../../src/domain/report/report.js';
import { emptyBlockLines } from '../../../src/i18n/empty-block.js';
import { kindLabels } from '../../../src/i18n/labels.js';
import { kk, nik, Talk } from '../../support/talk.js';

/** As people fill it in; by the labels of the block. */
const values: Readonly<Record<string, readonly string[]>> = {
  'No. KK': [kk, '6408 0101 0120 0001', 'tidak ada'],
  NIK: [nik, '6408.0101.0180.0001', 'tidak ada'],
  Nama: ['Uji Contoh'],
  'Tanggal lahir': ['1-1-1980', '1 Januari 1980', '46 tahun'],
  'Jenis kelamin': ['L', 'laki-laki'],
  Alamat: ['Jalan Percobaan', 'Dusun Uji'],
  'RT/RW': ['3/1', 'RT 03 RW 01', 'tidak ada'],
  'Jumlah anggota': ['4', '4 orang'],
  'Anggota 1': ['Ani Contoh, anak, P, 2-3-2020'],
  'Anggota 2': ['Siti Contoh, istri, 12-3-1985, SD, petani'],
  'Anggota 3': ['Budi Contoh, anak, L, 7 tahun'],
  'Anggota 4': ['Ani Contoh, anak, P, 2-3-2020'],
  'Keadaan rumah': ['1,3,5', '1 dan 3', 'tidak ada'],
  'Kategori PMKS': ['8', 'lansia', 'disabilitas'],
  'Jenis disabilitas': ['fisik', 'netra'],
  'Anggota yang keluar': ['Rina, menikah', 'tidak ada'],
  'Pindah ke': ['Samarinda'],
  Asal: ['Samarinda'],
  Alasan: ['punya usaha', '1'],
  'Sejak tanggal': ['12-3-2026', 'kemarin', 'awal bulan ini', 'bulan lalu', 'tadi malam'],
  Keterangan: ['rumah bocor', ''],
  Darurat: ['tidak', 'ya', ''],
};

const blocks = reportKinds.flatMap((kind) =>
  (kind === 'data_update' ? dataChanges : [null]).map((change) => ({ kind, change })),
);

it.each(blocks)('the block of $kind $change, filled in, is read whole', ({ kind, change }) => {
  const lines = emptyBlockLines(kind, change);
  const filled = fc.tuple(
    ...lines.map((line) => {
      const label = line.slice(0, line.indexOf(':'));
      const isFilled = !line.endsWith(': ');
      return isFilled
        ? fc.constant(line)
        : fc.constantFrom(...(values[label] ?? [])).map((value) => line + value);
    }),
  );
  fc.assert(
    fc.property(filled, (block) => {
      const talk = new Talk();
      talk.say(block.join('\n'));
      expect(talk.text).not.toMatch(/Belum terbaca|tidak dikenal/);
      expect(talk.inner.draft?.kind).toBe(kind);
      // Only which of the two a number is may be left to ask.
      expect(talk.text).toMatch(/^Mohon periksa|NIK atau No\. KK\?/);
    }),
    { numRuns: 25 },
  );
});

/** Up to the summary. */
const ways: Readonly<Record<string, readonly string[]>> = {
  new_poor_household: [
    kk,
    nik,
    'Uji Contoh',
    'Jalan Uji RT 3 RW 1',
    '3',
    'Siti Contoh, istri, P, 12-3-1985',
    'lewati',
    '1,3',
    'lewati',
  ],
  pmks_case: [
    '8',
    'tidak ada',
    'Uji Contoh, P, 75 tahun',
    'Jalan Uji RT 3 RW 1',
    'tinggal sendiri',
    'lewati',
  ],
  no_longer_eligible: [
    'tidak ada',
    'Uji Contoh',
    'Jalan Uji RT 3 RW 1',
    '3',
    'bulan lalu',
    'lewati',
    'lewati',
  ],
  data_update: ['1', `NIK ${nik}`, 'Uji Contoh', 'Samarinda', 'kemarin', 'lewati', 'lewati'],
};

it.each(reportKinds)('the summary of %s, sent back as a block, gives the same report', (kind) => {
  const sent = (talk: Talk): unknown => {
    talk.say('kirim');
    return talk.effects.find((effect) => effect.type === 'submit_report')?.answers;
  };
  const talk = new Talk();
  talk.say(`lapor ${kindLabels[kind]}`, ...(ways[kind] ?? []));
  expect(talk.text).toMatch(/Mohon periksa/);
  const copied = new Talk();
  copied.say(
    `Jenis laporan: ${kindLabels[kind]}\n${talk.text.replace(/^[\s\S]*Mohon periksa:/, 'Mohon periksa:')}`,
  );
  expect(copied.text).not.toMatch(/Belum terbaca/);
  if (!copied.text.startsWith('Mohon periksa')) copied.say('lewati');
  expect(sent(copied)).toEqual(sent(talk));
});
