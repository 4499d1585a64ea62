/** The questions of the report forms. Short: they are read on cheap phones with bad signal. */
import type { KkFault, NikFault } from '../domain/identity/nik.js';
import { sexLabels } from './labels.js';

/** By Intl once: it is slow, and a summary holds several dates. */
const monthFormat = new Intl.DateTimeFormat('id-ID', { month: 'long', timeZone: 'UTC' });
const months = Array.from({ length: 12 }, (_, month) => monthFormat.format(Date.UTC(2000, month)));

/** "12 Maret 1980" */
export function longDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  return `${String(Number(day))} ${months[Number(month) - 1] ?? ''} ${String(Number(year))}`;
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

const list = (labels: readonly string[]) =>
  labels.map((label, place) => `${String(place + 1)}. ${label}`).join('\n');

export const form = {
  desa: {
    label: 'Desa',
    ask: 'Laporan ini untuk desa mana?',
    nowhere:
      'Bapak/Ibu belum terdaftar untuk satu desa pun. Mohon hubungi Dinas Sosial. Jawaban yang sudah ada tetap tersimpan.',
    wrong: 'Desa itu tidak ada dalam daftar. Mohon pilih salah satu.',
  },
  kk: {
    ask: 'Berapa No. KK (16 angka)? Jika tidak punya KK, balas TIDAK ADA.',
    none: 'Tidak punya KK',
    fault: (fault: KkFault, digits: number) =>
      fault === 'not_16_digits' ? not16('No. KK', digits, 'kartu keluarga') : kkFaults[fault],
  },
  nik: {
    askHead: 'Berapa NIK kepala keluarga (16 angka)? Jika tidak punya NIK, balas TIDAK ADA.',
    ask: 'Berapa NIK orang itu (16 angka)? Jika tidak punya atau tidak tahu, balas TIDAK ADA.',
    none: 'Tidak punya NIK',
    fault: (fault: NikFault, digits: number) =>
      fault === 'not_16_digits' ? not16('NIK', digits, 'KTP atau KK') : nikFaults[fault],
    read: (sex: 'L' | 'P', birthDate: string) =>
      `NIK: ${sexLabels[sex].toLowerCase()}, lahir ${longDate(birthDate)}.`,
    elsewhere: 'NIK ini pertama kali terbit di daerah lain. Tidak apa-apa bila memang benar.',
  },
  who: {
    label: 'NIK atau No. KK',
    ask: 'Berapa NIK atau No. KK orang itu (16 angka)? Jika tidak tahu, balas TIDAK ADA.',
    none: 'Tidak tahu',
    wrong: (digits: number) => not16('NIK atau No. KK', digits, 'KTP atau KK'),
    which: 'Nomor itu NIK atau No. KK?',
    whichLabel: 'Jenis nomor',
    nik: 'NIK',
    kk: 'No. KK',
    whichWrong: 'Balas 1 untuk NIK, atau 2 untuk No. KK.',
  },
  name: {
    askHead: 'Siapa nama kepala keluarga (sesuai KTP)?',
    ask: 'Siapa nama orang itu (sesuai KTP)?',
    askWholeHead:
      'Siapa nama kepala keluarga? Boleh sekaligus L/P dan tanggal lahir atau umurnya. Contoh: Siti Aminah, P, 75 tahun.',
    askWhole:
      'Siapa nama orang itu? Boleh sekaligus L/P dan tanggal lahir atau umurnya. Contoh: Siti Aminah, P, 75 tahun.',
    taken: (name: string, sex: 'L' | 'P' | null, born: string | null) =>
      `Tercatat: ${[name, sex === null ? null : sexLabels[sex].toLowerCase(), born].filter((part) => part !== null).join(', ')}.`,
    wrongWhole:
      'Nama belum terbaca. Tulis namanya saja, atau sekaligus dengan koma. Contoh: Siti Aminah, P, 75 tahun.',
    wrong: 'Nama harus 2 sampai 100 huruf, tanpa angka. Contoh: Siti Aminah.',
  },
  birthDate: {
    ask: 'Kapan tanggal lahirnya? Contoh: 12-3-1980. Jika tidak tahu, tulis kira-kira umurnya, contoh: 70 tahun.',
    unreadable:
      'Tanggal belum terbaca. Tulis hari-bulan-tahun, contoh: 12-3-1980, atau umur, contoh: 70 tahun.',
    impossible: 'Tanggal itu tidak ada di kalender. Contoh yang benar: 12-3-1980.',
    future: 'Tanggal lahir tidak boleh sesudah hari ini. Mohon periksa tahunnya.',
    too_old: 'Tahun lahir itu terlalu lama. Mohon periksa tahunnya.',
    ambiguous: 'Tanggal itu bisa dibaca dua cara. Tulis hari-bulan-tahun lengkap, contoh: 12-3-1980.',
    estimated: (iso: string) => `kira-kira tahun ${iso.slice(0, 4)}`,
  },
  sex: {
    label: 'Jenis kelamin',
    ask: 'Laki-laki atau perempuan?',
    wrong: 'Balas L untuk laki-laki, atau P untuk perempuan.',
    againstNik: (sex: 'L' | 'P') =>
      `Menurut NIK: ${sexLabels[sex].toLowerCase()}. Bila NIK salah, ubah NIK-nya.`,
  },
  address: {
    ask: 'Di mana alamatnya? Sertakan RT dan RW. Contoh: Jalan Mawar RT 03 RW 01.',
    askNew: 'Di mana alamat yang baru? Sertakan RT dan RW. Contoh: Jalan Mawar RT 03 RW 01.',
    wrong: 'Alamat belum terbaca. Tulis nama jalan atau dusun, paling banyak 200 huruf.',
  },
  rtRw: {
    label: 'RT/RW',
    ask: 'RT dan RW berapa? Contoh: 03/01. Jika tidak ada, balas TIDAK ADA.',
    wrong: 'RT/RW belum terbaca. Contoh: 03/01, atau balas TIDAK ADA.',
    none: 'Tidak ada RT/RW',
  },
  memberCount: {
    ask: 'Berapa jumlah anggota rumah tangga, termasuk kepala keluarga?',
    wrong: 'Tulis satu angka dari 1 sampai 30. Contoh: 4.',
    show: (count: number) => `${String(count)} orang`,
  },
  member: {
    label: (place: number) => `Anggota ${String(place)}`,
    ask: (place: number, of: number) =>
      `Anggota ${String(place)} dari ${String(of)}: nama, hubungan, L/P, NIK atau tanggal lahir, sekolah, pekerjaan.\nContoh: Siti, istri, 12-3-1985, SD, petani.\nBoleh beberapa orang sekaligus, satu baris satu orang. Untuk melewati, balas LEWATI.`,
    skip: 'Lewati',
    wrong:
      'Anggota itu belum terbaca. Tulis dengan koma, contoh: Siti, istri, 12-3-1985, SD, petani. Atau balas LEWATI.',
    tooMany: (most: number) =>
      `Itu lebih banyak daripada jumlah anggota. Yang belum ditulis tinggal ${String(most)} orang.`,
    othersLabel: 'Anggota lain',
    othersShow: (count: number) => `${String(count)} orang belum ditulis`,
    taken: (lines: readonly string[]) => `Tercatat: ${lines.join('; ')}.`,
    askName: (place: number) => `Siapa nama anggota ${String(place)}?`,
    askRelation: (who: string) =>
      `Apa hubungan ${who} dengan kepala keluarga? Contoh: istri, anak, cucu, orang tua.`,
    wrongRelation:
      'Hubungan belum terbaca. Contoh: suami, istri, anak, menantu, cucu, orang tua, mertua, famili lain.',
    askBirth: (who: string) =>
      `Kapan ${who} lahir? Contoh: 12-3-1980. Jika tidak tahu, tulis kira-kira umurnya.`,
    askBirthConflict: (who: string) => `Tanggal lahir ${who} berbeda dengan NIK-nya. Mana yang benar?`,
    askSex: (who: string) => `${who}: laki-laki atau perempuan?`,
    askSexConflict: (who: string) => `${who}: menurut NIK dan hubungannya berbeda. Laki-laki atau perempuan?`,
    askNik: (who: string, fault: string) =>
      `NIK ${who} belum benar. ${fault} Tulis lagi, atau balas TIDAK ADA.`,
    someone: (place: number) => `anggota ${String(place)}`,
    noNik: 'tanpa NIK',
    born: (date: string) => `lahir ${date}`,
  },
  newMembers: {
    label: 'Anggota baru',
    ask: 'Siapa anggota baru? Satu baris satu orang. Contoh: Siti, anak, 12-3-2020.\nJika tidak ada yang baru, balas TIDAK ADA.',
    none: 'Tidak ada yang baru',
    wrong: 'Anggota itu belum terbaca. Contoh: Siti, anak, 12-3-2020. Jika tidak ada, balas TIDAK ADA.',
    tooMany: 'Paling banyak 29 orang dalam satu laporan.',
  },
  gone: {
    ask: 'Siapa yang tidak lagi menjadi anggota, dan mengapa? Contoh: Budi, menikah. Jika tidak ada, balas TIDAK ADA.',
    none: 'Tidak ada yang keluar',
    wrong: 'Tulis nama dan sebabnya, paling banyak 300 huruf. Jika tidak ada, balas TIDAK ADA.',
    neither: 'Tulis anggota baru atau yang keluar, supaya ada yang diperbarui.',
  },
  indicators: {
    ask: (labels: readonly string[]) =>
      `Mana yang sesuai dengan keadaan rumah tangga ini? Boleh lebih dari satu.\n${list(labels)}\nBalas nomornya, contoh: 1,3,5. Jika tidak ada yang sesuai, balas TIDAK ADA.`,
    wrong: (count: number) =>
      `Balas nomor dari 1 sampai ${String(count)}, contoh: 1,3,5. Atau balas TIDAK ADA.`,
    show: (places: readonly number[]) =>
      places.length === 0 ? 'Tidak ada yang dipilih' : `nomor ${places.map((place) => place + 1).join(', ')}`,
  },
  multi: {
    done: 'Selesai',
    chosen: (numbers: readonly number[]) =>
      numbers.length === 0 ? 'Belum ada yang dipilih.' : `Dipilih: ${numbers.join(', ')}.`,
  },
  categories: {
    ask: (lines: readonly string[], unnamed: readonly string[], guideUrl: string | null) =>
      [
        'Kategori PMKS apa? Boleh lebih dari satu, dengan nomor atau nama. Contoh: 8,24 atau lansia.',
        ...lines,
        unnamed.length === 0
          ? `Penjelasan ada di panduan${guideUrl === null ? '.' : `: ${guideUrl}`}`
          : `Nomor ${unnamed.join(', ')} cukup ditulis nomornya, lihat panduan${guideUrl === null ? '.' : `: ${guideUrl}`}`,
      ].join('\n'),
    wrong: 'Kategori belum terbaca. Balas nomornya, contoh: 8 atau 8,24.',
    none: 'Pilih paling sedikit satu kategori.',
    inactive: (labels: readonly string[]) =>
      `Kategori ${labels.join(', ')} sedang tidak dipakai untuk laporan baru. Mohon pilih nomor lain.`,
    unclear: (read: readonly string[]) =>
      `Baru terbaca: ${read.join(', ')}. Yang lain belum terbaca. Mohon tulis semua nomornya, contoh: 8,24.`,
    ambiguous: (labels: readonly string[]) =>
      `Jawaban itu bisa berarti ${labels.join(' atau ')}. Mohon tulis nomornya.`,
    taken: (labels: readonly string[]) => `Kategori: ${labels.join(', ')}.`,
    tooYoung: (label: string, age: number) =>
      `Catatan: kategori ${label} biasanya mulai umur ${String(age)} tahun.`,
    tooOld: (label: string, age: number) =>
      `Catatan: kategori ${label} biasanya sampai umur ${String(age)} tahun.`,
    otherSex: (label: string, sex: 'L' | 'P') =>
      `Catatan: kategori ${label} biasanya untuk ${sexLabels[sex].toLowerCase()}.`,
  },
  disability: {
    ask: 'Apa jenis disabilitasnya?',
    wrong: 'Mohon pilih salah satu nomor.',
  },
  reason: {
    ask: 'Mengapa tidak layak lagi?',
    wrong: 'Mohon pilih salah satu nomor.',
  },
  change: {
    label: 'Perubahan',
    ask: 'Apa yang berubah?',
    wrong: 'Mohon pilih salah satu nomor.',
  },
  since: {
    ask: 'Sejak kapan? Contoh: 12-3-2026, Maret 2026, atau bulan lalu.',
    askMoved: 'Kapan pindah? Contoh: 12-3-2026, Maret 2026, atau bulan lalu.',
    askDied: 'Kapan meninggal? Contoh: 12-3-2026, kemarin, atau Maret 2026.',
    askArrived: 'Sejak kapan tinggal di sini? Contoh: 12-3-2026, Maret 2026, atau bulan lalu.',
    unreadable: 'Tanggal belum terbaca. Contoh: 12-3-2026, Maret 2026, 2025, atau bulan lalu.',
    impossible: 'Tanggal itu tidak ada di kalender. Contoh yang benar: 12-3-2026.',
    future: 'Tanggal itu belum lewat. Mohon periksa lagi.',
    too_old: 'Tanggal itu terlalu lama. Mohon periksa tahunnya.',
  },
  place: {
    askMoved: 'Pindah ke mana? Contoh: Samarinda, atau nama desa.',
    askArrived: 'Datang dari mana? Contoh: Samarinda, atau nama desa.',
    wrong: 'Tempat belum terbaca. Tulis nama desa, kecamatan, atau kota.',
  },
  note: {
    ask: 'Ada keterangan lain? Tulis singkat, atau balas LEWATI.',
    askState: 'Ada keterangan tentang keadaannya? Tulis singkat, atau balas LEWATI.',
    skip: 'Lewati',
    wrong: 'Keterangan paling banyak 500 huruf. Mohon dipersingkat, atau balas LEWATI.',
    notKept: 'Untuk kategori ini keterangan tidak disimpan.',
    noneYet: 'Tidak ada',
  },
  location: {
    ask: 'Kirim lokasi, tautan peta, atau koordinat. Untuk menghapus lokasi, balas TIDAK ADA.',
    none: 'Tidak ada lokasi',
    noneYet: 'belum ada – boleh kirim lokasi',
    wrong:
      'Lokasi belum terbaca. Kirim lokasi dari tombol lampiran, atau tulis koordinat, contoh: 0.5123, 117.5432.',
    shortLink:
      'Tautan pendek belum bisa dibuka. Kirim lokasi dari tombol lampiran, atau tulis koordinat, contoh: 0.5123, 117.5432.',
  },
  photos: {
    ask: (count: number, most: number, useful: readonly string[]) =>
      count === 0
        ? `Kirim foto ${useful.join(', ')} (boleh sampai ${String(most)}). Jika tidak ada, balas LEWATI.`
        : count < most
          ? `${String(count)} foto diterima.${useful.length === 0 ? '' : ` Masih berguna: ${useful.join(', ')}.`} Kirim lagi, atau balas SELESAI. HAPUS untuk menghapus semua foto.`
          : `${String(count)} foto diterima, sudah cukup. Balas SELESAI, atau HAPUS untuk menghapus semua foto.`,
    which: 'Foto terakhir ini foto apa?',
    roleTaken: (role: string) => `Foto terakhir: ${role.toLowerCase()}.`,
    wrong: 'Kirim sebagai foto, atau balas LEWATI.',
    skip: 'Lewati',
    done: 'Selesai',
    erase: 'Hapus semua foto',
    show: (parts: readonly string[]) => (parts.length === 0 ? 'Tanpa foto' : parts.join(', ')),
    count: (count: number) => `${String(count)} foto`,
    minutes: (count: number) => `${String(count)} berita acara`,
  },
  duplicateReason: {
    label: 'Alasan tetap dikirim',
    ask: 'Mengapa laporan ini tetap perlu dikirim? Pilih, atau tulis singkat.',
    askChosen: 'Mengapa laporan ini tetap perlu dikirim? Mohon pilih.',
    choices: ['Orangnya berbeda', 'Keadaannya sudah berubah', 'Laporan lama belum ditindaklanjuti'],
    wrong: 'Mohon pilih salah satu, atau tulis alasannya paling banyak 200 huruf.',
    wrongChosen: 'Mohon pilih salah satu nomor.',
  },
  none: 'Tidak ada',
} as const;
