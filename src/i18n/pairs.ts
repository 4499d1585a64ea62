/** What is said of two persons who may be one. */
import type { PairVerdict } from '../domain/matching/person.js';

const fieldNames: Readonly<Record<string, string>> = {
  nik: 'NIK',
  name: 'Nama',
  birthDate: 'Tanggal lahir',
  sex: 'Jenis kelamin',
  kk: 'No. KK',
  desaCode: 'Desa',
  address: 'Alamat',
  phone: 'Telepon',
  motherName: 'Nama ibu',
};

const levels: Readonly<Record<string, string>> = {
  missing: 'Tidak diketahui',
  exact: 'Sama',
  same: 'Sama',
  near: 'Hampir sama',
  partial: 'Sebagian sama',
  similar: 'Mirip',
  different: 'Berbeda',
  day40: 'Sama, tanggalnya ditambah 40',
  typo: 'Beda satu atau dua angka',
  serial: 'Beda nomor urut',
  default: 'Tahun sama, tanggal tidak pasti',
  alternative: 'Sama menurut NIK',
  swapped: 'Tanggal dan bulan tertukar',
  year: 'Tahun sama',
  around: 'Tahun berdekatan',
  parent: 'Kecamatan sama',
};

export const pairText = {
  nav: 'Orang sama?',
  title: 'Mungkin orang yang sama',
  lead: 'Dua catatan yang mungkin tentang satu orang. Putuskan agar setiap orang tercatat satu kali.',
  waiting: (count: number, more: boolean) =>
    more ? `Lebih dari ${String(count)} pasangan menunggu.` : `${String(count)} pasangan menunggu.`,
  empty: 'Tidak ada pasangan yang menunggu',
  emptyHint: 'Pasangan muncul di sini setelah data nasional dimasukkan atau laporan tercatat.',
  caption: 'Pasangan yang menunggu keputusan',
  older: 'Tercatat lebih dulu',
  newer: 'Tercatat kemudian',
  agreement: 'Yang sama',
  kind: 'Pertanyaan',
  verdicts: {
    same: 'Orang yang sama',
    ask: 'Orang yang sama?',
    conflict: 'NIK milik siapa?',
  } satisfies Record<PairVerdict, string>,
  verdictHints: {
    same: 'Layanan menggabungkan keduanya karena hampir semua cocok.',
    ask: 'Banyak yang cocok, tetapi belum pasti.',
    conflict: 'Dua orang tampaknya memakai satu NIK. Jika memang dua orang, periksa NIK-nya ke desa.',
  } satisfies Record<PairVerdict, string>,
  open: (one: string, other: string) => `Bandingkan ${one} dan ${other}`,
  compare: 'Bandingkan',
  nothing: 'Hanya beberapa hal mirip',
  next: 'Berikutnya',
  decidedTitle: 'Terakhir diputuskan',
  decidedCaption: 'Pasangan yang terakhir diputuskan',
  noneDecided: 'Belum ada.',
  decision: 'Keputusan',
  decisions: { same: 'Orang yang sama', different: 'Orang berbeda' },
  events: { same: 'Digabung', different: 'Dinyatakan berbeda', undone: 'Keputusan dibatalkan' },
  by: (name: string | null) => name ?? 'Layanan, otomatis',
  sideCaption: 'Kedua catatan, isian demi isian',
  field: 'Isian',
  match: 'Kecocokan',
  fieldName: (field: string) => fieldNames[field] ?? field,
  level: (level: string) => levels[level] ?? level,
  weight: (bits: number) =>
    bits === 0
      ? ''
      : `${bits > 0 ? '+' : '−'}${Math.abs(bits).toLocaleString('id-ID', { maximumFractionDigits: 1 })}`,
  weightHint:
    'Angka di belakang kecocokan: makin besar, makin kuat tanda orang yang sama; minus berarti melawan.',
  total: (bits: number) => `Jumlah ${bits.toLocaleString('id-ID', { maximumFractionDigits: 1 })}`,
  unknown: 'Tidak ada',
  pemda: 'Data Pemda',
  noFaces: 'Tidak ada yang boleh Anda lihat dari catatan ini.',
  decideTitle: 'Keputusan',
  toldTitle: 'Jika orang yang sama, mana yang benar?',
  toldHint: 'Yang lain tetap tersimpan dan tetap terlihat.',
  same: 'Gabungkan: orang yang sama',
  different: 'Orang berbeda',
  differentHint: 'Pasangan ini tidak akan ditanyakan lagi.',
  undo: 'Batalkan keputusan',
  undoHint: 'Keduanya kembali seperti sebelum diputuskan. Riwayatnya tetap tersimpan.',
  areOne: 'Keduanya sudah tercatat sebagai satu orang.',
  historyTitle: 'Riwayat',
  back: 'Kembali ke daftar',
  decidedAlready: 'Pasangan ini sudah diputuskan orang lain. Muat ulang halaman untuk melihatnya.',
} as const;

export const pairFlash = {
  pair_same: () => 'Keduanya digabung menjadi satu orang.',
  pair_different: () => 'Dicatat sebagai orang yang berbeda.',
  pair_undone: () => 'Keputusan dibatalkan.',
} as const;

export const pairAccessActions: Readonly<Record<string, string>> = {
  'pair.viewed': 'Membandingkan dua orang',
  'pair.same': 'Menggabungkan dua orang',
  'pair.different': 'Menyatakan dua orang berbeda',
  'pair.undone': 'Membatalkan keputusan tentang dua orang',
};

/** Beside a report. */
export const alikeText = {
  title: 'Mungkin sudah tercatat',
  none: 'Tidak ditemukan orang yang mirip di data mana pun.',
  hint: 'Orang di Data Pemda atau data nasional yang mungkin sama dengan yang dilaporkan. Angka: makin besar, makin kuat.',
  elsewhere: 'Seseorang di luar wilayah Anda',
  for: (fields: string) => `Cocok: ${fields}.`,
  against: (fields: string) => `Tidak cocok: ${fields}.`,
} as const;
