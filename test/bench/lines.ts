/** What reporters write, report for report. Every line gets one reply, and so is one step. */
import { syntheticKk, syntheticNik } from '../support/reports.js';

/** The lines of the n-th report up to its summary, as many for every n. */
export type Script = (report: number) => readonly string[];

/** In letters: a name holds no digits. */
function nameOf(report: number): string {
  return `Uji Contoh ${String(report).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
}

function womansNik(report: number): string {
  return `640801410185${syntheticNik(report).slice(-4)}`;
}

/** A household with one wrong answer and one edit at the summary. */
const short: Script = (report) => [
  'lapor miskin baru',
  '12345',
  syntheticKk(report),
  syntheticNik(report),
  nameOf(report),
  'Jalan Percobaan RT 3 RW 1',
  'empat',
  'lewati',
  '1, 3 dan 5',
  'lewati',
  'ubah jumlah anggota',
  '5 orang',
];

const household: Script = (report) => [
  'lapor miskin baru',
  syntheticKk(report),
  syntheticNik(report),
  nameOf(report),
  'Jalan Percobaan RT 3 RW 1',
  '4',
  `Siti Contoh, istri, ${womansNik(report)}, SD, IRT`,
  'Budi Contoh, anak, L, 12-3-2015, kelas 3 SD',
  'Ani Contoh, anak, P, 2-3-2020',
  '1, 3 dan 5',
  'lewati',
];

const person: Script = (report) => [
  'lapor pmks',
  'lansia dan disabilitas',
  'netra',
  'tidak ada',
  nameOf(report),
  '12 Maret 1950',
  'perempuan',
  'Jalan Percobaan 7',
  'RT 3 RW 1',
  'Tinggal sendiri di pondok.',
  '0.51234, 117.54321',
  'lewati',
];

const ineligible: Script = (report) => [
  'lapor tidak layak',
  `NIK ${syntheticNik(report)}`,
  nameOf(report),
  'Jalan Percobaan 7 RT 3 RW 1',
  '1',
  'Agustus 2025',
  'lewati',
  'lewati',
  'ubah nama',
  nameOf(report + 1),
];

const moved: Script = (report) => [
  'lapor pindah',
  `KK ${syntheticKk(report)}`,
  nameOf(report),
  'Desa Misal, Kabupaten Contoh',
  '15-9-2025',
  'lewati',
  'lewati',
];

const members: Script = (report) => [
  'lapor pemutakhiran',
  'anggota berubah',
  `KK ${syntheticKk(report)}`,
  nameOf(report),
  'Budi Contoh, anak, L, 12-3-2015, kelas 3 SD',
  'tidak ada',
  'lewati',
  'lewati',
];

const arrived: Script = (report) => [
  'lapor warga baru',
  'tidak ada',
  syntheticNik(report),
  nameOf(report),
  'Desa Misal, Kabupaten Contoh',
  '15-9-2025',
  'Jalan Percobaan 7',
  'RT 3 RW 1',
  'lewati',
  'lewati',
];

export const scripts = {
  /** One kind, all alike: what has been measured since there was but one. */
  oneKind: [short],
  /** All four, as many of each; of an update each sort that asks for something else. */
  allKinds: [moved, members, arrived].flatMap((update) => [household, person, ineligible, update]),
} as const satisfies Readonly<Record<string, readonly Script[]>>;

export type Scripts = keyof typeof scripts;
