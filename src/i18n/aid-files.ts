/** Sentences about aid that is recorded from a file. */
import type { AidFileColumn } from '../domain/aid/file-columns.js';
import {
  isShared,
  warningCodes,
  type AidFileCounts,
  type AidFileFailure,
  type AidFileFault,
  type AidFileState,
  type OwnFaultCode,
} from '../domain/aid/file.js';
import { maskNumbers } from '../domain/report/mask.js';
import { aidProblemLabels } from './aid.js';
import { fileFaultSentence, sentenceOf } from './import.js';

const many = (count: number) => count.toLocaleString('id-ID');

export const aidFileText = {
  title: 'Catat bantuan dari berkas',
  lead: 'Unggah daftar penerima dari penyalur. Berkas diperiksa dulu, dan tidak ada yang dicatat sebelum Anda menyetujuinya.',
  back: 'Bantuan',
  backToFiles: 'Semua berkas',
  uploadTitle: 'Unggah berkas',
  problems: 'Belum bisa',
  program: 'Program',
  choose: 'Pilih',
  list: 'Hanya untuk orang dalam daftar',
  noList: 'Tanpa daftar',
  listHint: 'Boleh kosong. Yang dapat dipilih: daftar yang sudah disetujui.',
  file: 'Berkas CSV atau Excel (.xlsx)',
  fileHint: (limit: string) =>
    `Satu baris per orang: NIK, dan bila ada nama, tanggal, jumlah uang, atau barang. Paling besar ${limit}. Berkas disimpan tersandi, dan dihapus sesudah diperiksa.`,
  upload: 'Unggah',
  programProblem: 'Pilih programnya.',
  listProblem: 'Daftar itu bukan daftar program yang dipilih.',
  historyTitle: 'Berkas',
  empty: 'Belum ada berkas',
  emptyHint: 'Berkas yang Anda unggah tampil di sini, dengan hasilnya.',
  state: 'Keadaan',
  result: 'Hasil',
  uploaded: 'Diunggah',
  resultOf: (recorded: number, all: number) => `${many(recorded)} dari ${many(all)} baris dicatat`,
  none: '–',

  mappingTitle: 'Kolom berkas bantuan',
  mappingLead: 'Periksa apakah setiap kolom dibaca dengan benar. Ubah yang salah.',
  defaults: 'Untuk baris yang tidak menyebutkannya',
  defaultsHint: 'Isi bila berkas tidak punya kolomnya, atau sebagian barisnya kosong.',
  check: 'Periksa berkas',
  checkHint: 'Belum ada yang dicatat. Hasil pemeriksaan ditunjukkan dulu.',
  drop: 'Buang berkas ini',

  progress: 'Kemajuan',
  counting: 'Membaca berkas…',
  checking: (settled: string, total: string) => `Memeriksa baris ${settled} dari ${total}`,
  recording: (settled: string, total: string) => `Mencatat baris ${settled} dari ${total}`,
  withdrawing: (settled: string, total: string) => `Menarik baris ${settled} dari ${total}`,
  goesOn: 'Halaman ini boleh ditutup. Pekerjaannya tetap berjalan.',
  checkedTitle: 'Hasil pemeriksaan',
  recordTitle: 'Hasil pencatatan',
  record: (count: number) => `Catat ${many(count)} bantuan`,
  nothing: 'Tidak ada yang perlu dicatat dari berkas ini.',
  again:
    'Berkas yang sama sudah pernah dicatat untuk program ini. Yang sudah tercatat tidak dicatat dua kali.',
  inactive: 'Programnya tidak dipakai lagi, jadi tidak ada yang bisa dicatat.',
  recorded: 'Dicatat',
  recordedHint: 'bantuan baru',
  standingThen: 'Sudah tercatat',
  standingThenHint: 'tidak dicatat dua kali',
  refused: 'Tidak dicatat',
  refusedHint: 'lihat daftar di bawah',
  withdrawTitle: 'Tarik semua catatan dari berkas ini',
  withdrawHint:
    'Semua bantuan yang dicatat dari berkas ini ditarik. Catatannya tetap terlihat, dengan tanda bahwa ditarik.',
  withdraw: 'Tarik semuanya',
  withdrawnBy: (name: string, at: string, reason: string) => `Ditarik ${name}, ${at}: ${reason}.`,
  faultsTitle: 'Yang perlu diperiksa',
  faultsLead:
    'Baris lain tidak terhambat. Perbaiki yang ini di berkasnya, lalu unggah lagi: yang sudah tercatat tidak dicatat dua kali.',
  faultsNone: 'Semua baris terbaca',
  faultsNoneHint: 'Tidak ada yang perlu diperbaiki.',
  faultsOthers: (count: number) =>
    `${many(count)} catatan tentang baris berkas. Hanya yang mengunggah yang dapat melihatnya.`,
  line: 'Baris',
  column: 'Kolom',
  what: 'Yang perlu diperbaiki',
  left: 'Tidak dicatat',
  kept: 'Peringatan',
  wholeRow: 'Seluruh baris',
  download: 'Unduh sebagai CSV',
  fileName: 'kesalahan-bantuan',
  pageOf: (from: number, to: number, total: number) => `${many(from)}–${many(to)} dari ${many(total)}`,
} as const;

export const aidFileStateLabels: Readonly<Record<AidFileState, string>> = {
  uploaded: 'Pilih kolomnya',
  checking: 'Sedang diperiksa',
  checked: 'Menunggu dicatat',
  recording: 'Sedang dicatat',
  recorded: 'Sudah dicatat',
  withdrawing: 'Sedang ditarik',
  withdrawn: 'Ditarik',
  dropped: 'Dibuang',
  failed: 'Tidak terbaca',
};

export const aidFileColumnLabels: Readonly<Record<AidFileColumn, string>> = {
  nik: 'NIK',
  name: 'Nama',
  givenOn: 'Tanggal diberikan',
  amount: 'Jumlah uang',
  goods: 'Barang',
};

export const aidCountLabels: Readonly<
  Record<keyof AidFileCounts, { readonly label: string; readonly hint: string }>
> = {
  fresh: { label: 'Akan dicatat', hint: 'bantuan baru' },
  standing: { label: 'Sudah tercatat', hint: 'program, orang, dan tanggal yang sama' },
  absent: { label: 'Tidak ditemukan', hint: 'bukan warga wilayah Anda, atau tidak ada di daftar' },
  wrong: { label: 'Baris salah', hint: 'perlu diperbaiki di berkas' },
};

export function aidFailureSentence(failure: AidFileFailure): string {
  if (failure === 'file.gone') return 'Berkasnya sudah tidak ada. Unggah lagi.';
  if (failure === 'not_allowed') return 'Yang mengunggah berkas ini tidak lagi boleh mencatat bantuan.';
  return fileFaultSentence({ code: failure, line: null });
}

export const aidBeginText = {
  nik_missing: 'Kolom NIK belum dipilih.',
  day_missing: 'Pilih kolom tanggal, atau isi tanggal diberikan.',
  nothing: 'Pilih kolom jumlah uang atau barang, atau isi salah satunya.',
  twice: (column: AidFileColumn) =>
    `Dua judul dibaca sebagai ${aidFileColumnLabels[column]}. Pilih satu saja, dan ubah yang lain.`,
} as const;

const ownSentences: Readonly<Record<OwnFaultCode, (written: string) => string>> = {
  'nik.missing': () => 'NIK kosong. Isi NIK penerimanya.',
  'nik.unknown': (written) => `Tidak ada warga dengan NIK ${written} di wilayah Anda. Periksa angkanya.`,
  'nik.not_on_list': (written) => `Orang dengan NIK ${written} tidak ada di daftar yang dipilih.`,
  'name.differs': (written) =>
    `Nama tertulis ${written}, tetapi pemilik NIK itu bernama lain. Periksa NIK-nya. Bila dibiarkan, bantuannya dicatat untuk pemilik NIK.`,
  'day.missing': () => 'Tanggal diberikan kosong. Isi tanggalnya.',
  'given.twice': () =>
    'Orang ini sudah ada di baris sebelumnya dengan tanggal yang sama, jadi baris ini tidak dicatat. Bila bantuannya dua macam, tulis dalam satu baris.',
};

/** One sentence, with what to do. It holds what is written in the row, for who may see it. */
export function aidFaultSentence({ code, column, value }: AidFileFault): string {
  const written = value ?? '';
  if (isShared(code)) {
    const label = column === null ? 'Baris' : aidFileColumnLabels[column];
    return sentenceOf(code, { column: label, written, meant: '' });
  }
  if (code in ownSentences) return ownSentences[code as OwnFaultCode](written);
  const label = aidProblemLabels[code as keyof typeof aidProblemLabels];
  return written === '' ? label : `${label} Tertulis: ${written}.`;
}

/** As a page shows it: of a number the last digits alone. */
export function maskedAidFault(fault: AidFileFault): AidFileFault {
  return { ...fault, value: fault.value === null ? null : maskNumbers(fault.value) };
}

export const aidFaultHead = ['Baris', 'Kolom', 'Tingkat', 'Yang perlu diperbaiki'] as const;

export function aidFaultCells(fault: AidFileFault): readonly string[] {
  const { n, column, code } = fault;
  return [
    String(n),
    column === null ? aidFileText.wholeRow : aidFileColumnLabels[column],
    warningCodes.includes(code) ? aidFileText.kept : aidFileText.left,
    aidFaultSentence(fault),
  ];
}
