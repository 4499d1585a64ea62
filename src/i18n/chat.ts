/** Every sentence of the chat. Short: it is read on cheap phones with bad signal. */
import type { CaseState } from '../domain/case/events.js';
import type { KkFault, NikFault } from '../domain/identity/nik.js';
import { caseStateLabels, kindLabels, sexLabels } from './labels.js';
import type { ReportKind } from '../domain/report/report.js';

const dateFormat = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone: 'UTC' });

/** "12 Maret 1980" */
export function longDate(iso: string): string {
  return dateFormat.format(new Date(`${iso}T00:00:00Z`));
}

const nikFaults: Readonly<Record<Exclude<NikFault, 'not_16_digits'>, string>> = {
  unknown_region: 'Enam angka pertama NIK bukan kode wilayah. Mohon periksa lagi.',
  impossible_date: 'Tanggal lahir di dalam NIK tidak mungkin. Mohon periksa angka ke-7 sampai ke-12.',
  no_serial: 'Empat angka terakhir NIK tidak boleh 0000. Mohon periksa lagi.',
};
const kkFaults: Readonly<Record<Exclude<KkFault, 'not_16_digits'>, string>> = {
  unknown_region: 'Enam angka pertama No. KK bukan kode wilayah. Mohon periksa lagi.',
  no_serial: 'Empat angka terakhir No. KK tidak boleh 0000. Mohon periksa lagi.',
};

function not16(what: string, digits: number, where: string): string {
  const count = digits === 0 || digits === 16 ? '' : `, yang ditulis ${String(digits)}`;
  return `${what} harus 16 angka${count}. Mohon periksa lagi di ${where}.`;
}

export const form = {
  desa: {
    label: 'Desa',
    ask: 'Laporan ini untuk desa mana?',
    nowhere:
      'Bapak/Ibu belum terdaftar untuk satu desa pun. Mohon hubungi Dinas Sosial. Jawaban yang sudah ada tetap tersimpan.',
    wrong: 'Desa itu tidak ada dalam daftar. Mohon pilih salah satu.',
  },
  kk: {
    ask: 'Berapa No. KK (16 angka)? Jika tidak punya KK, balas: tidak ada.',
    none: 'Tidak punya KK',
    fault: (fault: KkFault, digits: number) =>
      fault === 'not_16_digits' ? not16('No. KK', digits, 'kartu keluarga') : kkFaults[fault],
  },
  nik: {
    ask: 'Berapa NIK kepala keluarga (16 angka)? Jika tidak punya NIK, balas: tidak ada.',
    none: 'Tidak punya NIK',
    fault: (fault: NikFault, digits: number) =>
      fault === 'not_16_digits' ? not16('NIK', digits, 'KTP atau KK') : nikFaults[fault],
    read: (sex: 'L' | 'P', birthDate: string) =>
      `NIK: ${sexLabels[sex].toLowerCase()}, lahir ${longDate(birthDate)}.`,
    elsewhere: 'NIK ini pertama kali terbit di daerah lain. Tidak apa-apa bila memang benar.',
  },
  name: {
    ask: 'Siapa nama kepala keluarga (sesuai KTP)?',
    wrong: 'Nama harus 2 sampai 100 huruf, tanpa angka. Contoh: Siti Aminah.',
  },
  birthDate: {
    ask: 'Kapan tanggal lahirnya? Contoh: 12-3-1980.',
    unreadable: 'Tanggal belum terbaca. Tulis hari-bulan-tahun, contoh: 12-3-1980.',
    impossible: 'Tanggal itu tidak ada di kalender. Contoh yang benar: 12-3-1980.',
    future: 'Tanggal lahir tidak boleh sesudah hari ini. Mohon periksa tahunnya.',
    too_old: 'Tahun lahir itu terlalu lama. Mohon periksa tahunnya.',
  },
  address: {
    ask: 'Di mana alamatnya? Sertakan RT dan RW. Contoh: Jalan Mawar RT 03 RW 01.',
    wrong: 'Alamat belum terbaca. Tulis nama jalan atau dusun, paling banyak 200 huruf.',
  },
  rtRw: {
    label: 'RT/RW',
    ask: 'RT dan RW berapa? Contoh: 03/01. Jika tidak ada, balas: tidak ada.',
    wrong: 'RT/RW belum terbaca. Contoh: 03/01, atau balas: tidak ada.',
    none: 'Tidak ada RT/RW',
  },
  memberCount: {
    ask: 'Berapa jumlah anggota rumah tangga, termasuk kepala keluarga?',
    wrong: 'Tulis satu angka dari 1 sampai 30. Contoh: 4.',
    show: (count: number) => `${String(count)} orang`,
  },
  indicators: {
    ask: (list: readonly string[]) =>
      [
        'Mana yang sesuai dengan keadaan rumah tangga ini? Boleh lebih dari satu.',
        ...list.map((label, place) => `${String(place + 1)}. ${label}`),
        'Balas nomornya, contoh: 1,3,5. Jika tidak ada yang sesuai, balas: tidak ada.',
      ].join('\n'),
    wrong: (count: number) =>
      `Balas nomor dari 1 sampai ${String(count)}, contoh: 1,3,5. Atau balas: tidak ada.`,
    done: 'Selesai',
    show: (places: readonly number[]) =>
      places.length === 0 ? 'Tidak ada yang dipilih' : `nomor ${places.map((place) => place + 1).join(', ')}`,
    chosen: (places: readonly number[]) =>
      places.length === 0
        ? 'Belum ada yang dipilih.'
        : `Dipilih: ${places.map((place) => place + 1).join(', ')}.`,
  },
  photos: {
    ask: (count: number, most: number) =>
      count === 0
        ? `Kirim foto rumah (boleh sampai ${String(most)}). Jika tidak ada, balas: lewati.`
        : count < most
          ? `${String(count)} foto diterima. Kirim lagi, atau balas: selesai.`
          : `${String(count)} foto diterima, sudah cukup. Balas: selesai.`,
    wrong: 'Kirim sebagai foto, atau balas: lewati.',
    skip: 'Lewati',
    done: 'Selesai',
    erase: 'Hapus semua foto',
    show: (count: number) => (count === 0 ? 'Tanpa foto' : `${String(count)} foto`),
  },
  none: 'Tidak ada',
} as const;

export const dialogue = {
  menu: 'Apa yang Bapak/Ibu perlukan?\nmulai – melapor rumah tangga miskin baru\nstatus – melihat laporan\nbantuan – cara memakai layanan ini',
  menuStart: 'Mulai lapor',
  menuStatus: 'Status laporan',
  menuHelp: 'Bantuan',
  greeting: (name: string) => `Selamat datang, ${name}.`,
  begin: (kind: ReportKind) =>
    `Laporan baru: ${kindLabels[kind].toLowerCase()}. Saya bertanya satu per satu.`,
  help: 'Balas pertanyaan dengan tulisan atau tombol.\nkembali – ke pertanyaan sebelumnya\nlanjut – ulangi pertanyaan\nbatal – hentikan laporan ini\nstatus – lihat laporan yang sudah dikirim\nSebelum dikirim, semua jawaban masih bisa diubah. Jawaban tersimpan walau sinyal putus.',
  summary: (lines: readonly string[]) =>
    [
      'Mohon periksa:',
      ...lines.map((line, place) => `${String(place + 1)}. ${line}`),
      'Balas KIRIM bila sudah benar, atau nomor yang mau diubah.',
    ].join('\n'),
  send: 'Kirim',
  cancel: 'Batal',
  summaryUnclear: 'Balas KIRIM untuk mengirim, atau nomor jawaban yang mau diubah.',
  notYet: 'Laporan belum lengkap. Mohon jawab dulu pertanyaan ini.',
  submitted: (number: string) =>
    `Laporan diterima, No. ${number}. Terima kasih. Kami beri tahu bila ada kabar. Balas STATUS untuk melihatnya.`,
  resubmitted: (number: string) => `Perbaikan diterima, No. ${number}. Terima kasih. Laporan diperiksa lagi.`,
  resubmitRefused: (number: string, state: CaseState) =>
    `Laporan ${number} sudah tidak menunggu perbaikan. Statusnya: ${caseStateLabels[state].toLowerCase()}.`,
  noReports: 'Belum ada laporan yang dikirim.',
  startHint: 'Balas MULAI untuk melapor.',
  reports: 'Laporan Bapak/Ibu:',
  report: (number: string, state: CaseState, date: string) =>
    `${number} – ${caseStateLabels[state]} (${date})`,
  correctReport: (number: string) => `Perbaiki ${number}`,
  correctHint: 'Balas PERBAIKI dan nomornya untuk menjawab perbaikan.',
  correction: (number: string, question: string) =>
    `Perbaikan laporan ${number}. Pertanyaan pemeriksa: ${question}`,
  noCorrection: (number: string | null) =>
    number === null
      ? 'Tidak ada laporan yang menunggu perbaikan.'
      : `Laporan ${number} tidak menunggu perbaikan. Balas STATUS untuk melihat laporan.`,
  badNumber:
    'Nomor laporan itu tidak benar. Contoh: PERBAIKI LP-2026-00012-K. Balas STATUS untuk melihat nomornya.',
  confirmCancel: 'Hentikan laporan ini? Jawabannya akan dihapus. Balas ya atau tidak.',
  confirmCancelCorrection: 'Hentikan perbaikan ini? Perubahannya akan dihapus. Balas ya atau tidak.',
  correctionCancelled: (number: string) =>
    `Perbaikan dihentikan. Laporan ${number} masih menunggu perbaikan. Balas PERBAIKI ${number} untuk menjawabnya.`,
  cancelled: 'Laporan dihentikan. Balas MULAI untuk melapor lagi.',
  kept: 'Baik, laporan dilanjutkan.',
  nothingToCancel: 'Tidak ada laporan yang sedang diisi.',
  nothingToGoBack: 'Ini pertanyaan pertama.',
  confirmRestart:
    'Masih ada laporan yang belum dikirim. Lanjutkan laporan itu? Bila mulai baru, jawaban lama dihapus.',
  restartContinue: 'Lanjutkan',
  restartNew: 'Mulai baru',
  restartUnclear: 'Balas 1 untuk melanjutkan, atau 2 untuk mulai baru.',
  draftOpen: (number: string | null) =>
    `Selesaikan dulu laporan yang sedang diisi, lalu balas PERBAIKI${number === null ? '' : ` ${number}`}. Atau balas BATAL.`,
  birthDateConflict: (typed: string, fromNik: string) =>
    `Tanggal lahir berbeda. Menurut NIK: ${longDate(fromNik)}. Yang ditulis: ${longDate(typed)}. Mana yang benar?`,
  birthDateFromNik: (date: string) => `Menurut NIK: ${longDate(date)}`,
  birthDateTyped: (date: string) => `Yang ditulis: ${longDate(date)}`,
  chooseOne: 'Mohon pilih salah satu.',
  yesNo: 'Mohon balas ya atau tidak.',
  yes: 'Ya',
  no: 'Tidak',
  staleButton: 'Tombol itu untuk pertanyaan yang sudah lewat.',
  photoKept: 'Foto disimpan.',
  photosErased: 'Foto dihapus dari laporan ini.',
  tooManyPhotos: (most: number) => `Foto sudah ${String(most)}, yang ini tidak disimpan.`,
  photoAlone:
    'Foto baru bisa disimpan bila laporan sudah dimulai. Balas MULAI dulu, lalu kirim lagi fotonya.',
  tooLong: 'Pesan itu terlalu panjang. Mohon jawab pertanyaan ini saja.',
  other: {
    voice: 'Maaf, pesan suara belum bisa dibaca. Mohon ditulis.',
    sticker: 'Terima kasih. Mohon jawab dengan tulisan.',
    video: 'Maaf, video belum bisa diterima. Mohon kirim foto atau tulisan.',
    document: 'Maaf, berkas belum bisa diterima. Mohon kirim sebagai foto.',
    poll: 'Maaf, jajak pendapat tidak bisa dibaca. Mohon ditulis.',
    edited: 'Pesan yang diubah tidak dibaca ulang. Mohon kirim jawaban yang benar sebagai pesan baru.',
    unreadable: 'Maaf, pesan itu tidak terbaca. Mohon kirim lagi.',
    unknown: 'Maaf, pesan seperti itu belum bisa dibaca. Mohon ditulis.',
  },
  location: 'Terima kasih. Lokasi belum bisa disimpan. Mohon tulis alamatnya bila ditanya.',
  contact: 'Terima kasih, Bapak/Ibu sudah dikenal.',
} as const;

export const internalError =
  'Maaf, ada gangguan di pihak kami. Pesan Bapak/Ibu tersimpan dan akan kami periksa. Balas LANJUT untuk meneruskan.';

export const photoFailed = 'Maaf, satu foto tidak bisa disimpan. Mohon kirim lagi sebagai foto biasa.';

/** About a report: its number, its state, and the reviewer's question or reason. Never more. */
export const notifications = {
  needs_correction: (number: string, question: string) =>
    `Laporan ${number} perlu perbaikan.\nPertanyaan pemeriksa: ${question}\nBalas PERBAIKI ${number} untuk menjawab.`,
  correctLabel: 'Perbaiki',
  approved: (number: string) => `Laporan ${number} disetujui. Terima kasih.`,
  rejected: (number: string, reason: string, note: string) =>
    `Laporan ${number} ditolak.\nAlasan: ${reason}. ${note}`,
  registered: (number: string) => `Laporan ${number} sudah tercatat di Data Pemda.`,
} as const;
