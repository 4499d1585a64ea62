/** The guide for reporters, served at /panduan. Read on cheap phones, and printed. */
import { maxMinutes, maxPhotos } from '../domain/report/parts.js';
import type { ReportKind } from '../domain/report/report.js';

export const guideText = {
  title: 'Panduan pelapor',
  lead: 'Melapor lewat Telegram atau WhatsApp, cukup dengan menjawab pertanyaan singkat. Tidak perlu memasang aplikasi lain.',
  audience: 'Untuk kepala desa, lurah, operator desa, TKSK, dan PSM.',
  contents: 'Isi panduan',
  home: 'Halaman depan',
  top: 'Kembali ke atas',
} as const;

/** Headings, by the anchors that other pages and the bot may link. */
export const guideSections = {
  jenis: 'Yang dapat dilaporkan',
  langkah: 'Langkah melapor',
  jawab: 'Cara menjawab',
  sekaligus: 'Mengirim semua jawaban sekaligus',
  kategori: '26 kategori PMKS',
  sesudah: 'Setelah laporan dikirim',
  kata: 'Kata yang dapat ditulis kapan saja',
  data: 'Data pribadi warga',
  sinyal: 'Kalau sinyal buruk',
  tanya: 'Kalau masih bingung',
} as const;
export type GuideSection = keyof typeof guideSections;

interface KindGuide {
  readonly when: string;
  readonly result: string;
  readonly example: string;
}

export const kindGuides: Readonly<Record<ReportKind, KindGuide>> = {
  new_poor_household: {
    when: 'Ada keluarga miskin yang belum tercatat, atau baru jatuh miskin.',
    result: 'Bila disetujui, rumah tangga itu dicatat di Data Pemda bersama anggotanya.',
    example: 'Contoh: kepala keluarga sakit menahun, penghasilan hilang, rumah berlantai tanah.',
  },
  pmks_case: {
    when: 'Ada orang yang perlu pertolongan sosial: lansia telantar, penyandang disabilitas, anak jalanan, dan lain-lain.',
    result: 'Bila disetujui, orang itu dicatat dengan kategorinya. Satu orang boleh punya beberapa kategori.',
    example: 'Contoh: lansia tinggal sendiri, tidak ada yang mengurus.',
  },
  no_longer_eligible: {
    when: 'Ada keluarga yang sudah mampu tetapi masih menerima bantuan.',
    result: 'Bila disetujui, datanya ditandai tidak layak lagi. Tidak ada data yang dihapus.',
    example: 'Contoh: penghasilannya sudah cukup, atau sudah menjadi pegawai tetap.',
  },
  data_update: {
    when: 'Ada yang pindah, meninggal, berganti alamat, berubah anggota keluarganya, atau baru datang.',
    result: 'Bila disetujui, perubahannya dicatat. Data yang lama tetap tersimpan sebagai riwayat.',
    example: 'Contoh: kepala keluarga meninggal bulan lalu.',
  },
};

export const kindTitle = (name: string, at: number) => `${String(at)}. ${name}`;

interface Step {
  readonly title: string;
  readonly text: string;
  readonly picture?: GuidePicture;
}

/** Pictures of the chat, in the order in which they are taken, by what is seen on them. */
export const guidePictures = {
  mulai:
    'Obrolan di telepon: pelapor menulis mulai dan memilih jenis laporan, bot mengajukan pertanyaan pertama.',
  jawab: 'Obrolan di telepon: sebuah jawaban keliru dijelaskan oleh bot, lalu dijawab ulang dengan benar.',
  anggota:
    'Obrolan di telepon: pelapor menulis dua anggota keluarga, satu baris satu orang, dan bot mencatat keduanya.',
  ringkasan: 'Obrolan di telepon: ringkasan semua jawaban dengan tombol untuk mengirim atau mengubah.',
  terkirim: 'Obrolan di telepon: bot memberi tahu bahwa laporan diterima, dengan nomornya.',
  format: 'Obrolan di telepon: pelapor mengirim format yang sudah diisi, bot membacakan yang dimengerti.',
  pmks: 'Obrolan di telepon: pelapor menulis kategori dengan kata sehari-hari, bot menyebut kategori yang dicatat.',
  tercatat:
    'Obrolan di telepon: bot memberi tahu bahwa orang itu sudah tercatat di Data Pemda, dan menambahkan kategorinya.',
  status: 'Obrolan di telepon: rincian sebuah laporan, dari diterima sampai tercatat di Data Pemda.',
} as const;
export type GuidePicture = keyof typeof guidePictures;

export const guideSteps: readonly Step[] = [
  {
    title: 'Buka obrolan SIPMAS Lapor',
    text: 'Nama bot Telegram dan nomor WhatsApp diberikan oleh Dinas Sosial. Nomor telepon Bapak/Ibu harus sudah didaftarkan. Di Telegram, tekan tombol untuk membagikan nomor. Di WhatsApp, nomor dikenali sendiri. Bila Dinas Sosial memberi kode undangan, tulis kode itu.',
  },
  {
    title: 'Tulis: MULAI',
    text: 'Pilih jenis laporan. Tekan tombolnya, atau tulis nomornya. Kata seperti “pmks” atau “pindah” juga dimengerti.',
    picture: 'mulai',
  },
  {
    title: 'Jawab pertanyaannya satu per satu',
    text: 'Bila jawaban belum bisa dibaca, bot menjelaskan apa yang kurang dan bertanya lagi. Jawaban yang sudah benar tidak hilang.',
    picture: 'jawab',
  },
  {
    title: 'Tulis anggota keluarga',
    text: 'Satu baris untuk satu orang. Contoh: Siti, istri, 12-3-1985, SD, petani. Boleh beberapa orang dalam satu pesan. Bila belum ada datanya, tulis: lewati.',
    picture: 'anggota',
  },
  {
    title: 'Bila sudah tercatat, bot memberi tahu',
    text: 'NIK dan No. KK langsung dicocokkan. Bila orang di desa Bapak/Ibu sudah tercatat atau sudah dilaporkan, bot menyebutkannya dan menawarkan langkah yang sesuai: memperbarui datanya, menambah kategori, atau tetap melapor dengan alasan. Data dari desa lain tidak diperlihatkan.',
    picture: 'tercatat',
  },
  {
    title: 'Periksa ringkasannya',
    text: 'Sebelum dikirim, semua jawaban ditampilkan. Untuk mengubah, tulis nomornya, atau misalnya UBAH NAMA. Foto dan lokasi boleh ditambahkan di sini.',
    picture: 'ringkasan',
  },
  {
    title: 'Tulis: KIRIM',
    text: 'Bapak/Ibu menerima nomor laporan, misalnya LP-2026-00012-K. Simpan nomor itu. Selama nomor belum muncul, laporan belum terkirim.',
    picture: 'terkirim',
  },
];

export const guideAnswers: readonly { readonly about: string; readonly text: string }[] = [
  {
    about: 'Pilihan',
    text: 'Tekan tombol, tulis nomornya, atau tulis katanya. “ya”, “iya”, “y”, dan “betul” sama saja.',
  },
  {
    about: 'Tanggal',
    text: 'Tulis seperti biasa: 12-3-1980, 12/03/80, atau 12 Maret 1980. Bila tidak tahu, tulis umurnya: “umur 70” atau “sekitar 70 tahun”.',
  },
  {
    about: 'NIK dan No. KK',
    text: '16 angka. Boleh dengan spasi atau titik. NIK dari daerah lain juga diterima.',
  },
  {
    about: 'Tidak punya NIK atau KK',
    text: 'Tulis: TIDAK ADA. Laporan tetap dapat dikirim. Nama, L/P, dan umurnya boleh ditulis sekaligus, misalnya: Siti Aminah, P, 75 tahun.',
  },
  {
    about: 'Alamat',
    text: 'Jalan, gang, atau dusun, lalu RT dan RW. Contoh: Jalan Percobaan, RT 3 RW 1.',
  },
  {
    about: 'Anggota keluarga',
    text: 'Nama, hubungan, L/P, NIK atau tanggal lahir, sekolah, pekerjaan, dipisahkan dengan koma. Sekolah dan pekerjaan boleh tidak ditulis.',
  },
  {
    about: 'Foto',
    text: `Paling banyak ${String(maxPhotos)} foto: rumah depan, rumah dalam, KTP, KK, orangnya, dan lain-lain. Tulis isinya sebagai keterangan foto, misalnya “depan”. Foto boleh dikirim kapan saja.`,
  },
  {
    about: 'Lokasi',
    text: 'Kirim lokasi dari menu lampiran Telegram atau WhatsApp. Boleh juga menempelkan tautan peta atau koordinat. Tautan pendek tidak dapat dibuka.',
  },
  {
    about: 'Berita acara',
    text: `Kirim fotonya atau PDF-nya dengan keterangan “berita acara”. Paling banyak ${String(maxMinutes)} berkas, masing-masing paling banyak 10 halaman.`,
  },
  {
    about: 'Salah jawab',
    text: 'Tulis “bukan, 12-4-1980” untuk memperbaiki jawaban terakhir, atau KEMBALI untuk mengulang pertanyaan sebelumnya.',
  },
  {
    about: 'Keadaan darurat',
    text: 'Tulis: DARURAT. Laporan itu didahulukan dan petugas jaga diberi tahu. Tulis sekali lagi untuk membatalkannya.',
  },
];

export const guideBlocks = {
  lead: 'Salin salah satu format di bawah, isi, lalu kirim sebagai satu pesan. Urutannya bebas, dan yang tidak tahu boleh dikosongkan. Bot membacakan yang dimengerti dan hanya menanyakan yang kurang.',
  hint: 'Tekan lama pada kotaknya, lalu pilih Salin. Format ini juga dikirim bot bila Bapak/Ibu menulis: FORMAT.',
  label: (kind: string) => `Format ${kind}`,
} as const;

export const guideCategories = {
  lead: 'Nomor dan nama menurut Permensos 8/2012. Di obrolan, tulis nomornya, namanya, atau kata sehari-hari seperti “lansia” atau “pemulung”. Boleh lebih dari satu.',
  limits: 'Batas umur hanya peringatan. Laporan tetap dapat dikirim.',
  sensitiveTitle: 'Kategori yang cukup ditulis nomornya',
  sensitive: (codes: string) =>
    `Kategori ${codes} menyangkut hal yang dapat merugikan orang bila diketahui umum. Karena itu bot hanya menyebut nomornya, tidak menanyakan penyakit atau kekerasannya, dan tidak menyimpan ceritanya. Mohon tidak menulis nama kategorinya di obrolan.`,
  caption: 'Kategori PMKS',
  number: 'No.',
  name: 'Nama',
  note: 'Catatan',
  numberOnly: 'cukup nomornya',
  disability: 'jenis disabilitas ditanyakan',
  sex: { P: 'perempuan', L: 'laki-laki' },
  between: (from: number, to: number) => `umur ${String(from)}–${String(to)} tahun`,
  upTo: (to: number) => `sampai ${String(to)} tahun`,
  from: (from: number) => `${String(from)} tahun ke atas`,
} as const;

export const guideStates = {
  lead: 'Setiap perubahan diberitahukan lewat obrolan. Pesan itu hanya menyebut nomor laporan dan keadaannya, tanpa nama atau NIK.',
  state: 'Keadaan',
  meaning: 'Artinya',
  caption: 'Keadaan laporan dan artinya',
  rows: {
    submitted: 'Laporan sudah masuk dan sedang dicocokkan dengan data yang ada.',
    in_review: 'Petugas Dinas Sosial sedang memeriksa.',
    needs_correction:
      'Petugas bertanya. Tulis PERBAIKI, lalu jawab pertanyaannya. Yang lain tidak ditanyakan lagi.',
    resubmitted: 'Perbaikan sudah masuk dan diperiksa lagi.',
    approved: 'Laporan diterima dan segera dicatat.',
    rejected: 'Laporan tidak dapat diterima. Alasannya disebutkan.',
    duplicate: 'Sama dengan laporan atau data lain yang sudah ada, jadi tidak dicatat dua kali.',
    registered: 'Data sudah tercatat di Data Pemda.',
    withdrawn: 'Laporan ditarik oleh pelapor.',
  },
  detail:
    'Tulis STATUS untuk melihat daftarnya, atau STATUS dengan nomor laporan untuk melihat perjalanannya.',
  objection: (days: number) =>
    `Tidak setuju dengan putusan untuk desa Bapak/Ibu? Tulis SANGGAH dengan nomor laporannya, lalu alasannya. Dinas Sosial menjawab paling lambat ${String(days)} hari.`,
  handover: 'Bila pelapor desa berganti, laporan yang masih berjalan diteruskan oleh penggantinya.',
} as const;

export const guideWords: readonly { readonly word: string; readonly text: string }[] = [
  { word: 'mulai', text: 'membuat laporan' },
  { word: 'kembali', text: 'ke pertanyaan sebelumnya' },
  { word: 'lanjut', text: 'meneruskan laporan yang belum selesai' },
  { word: 'batal', text: 'membuang laporan yang belum selesai, setelah ditanya dulu' },
  { word: 'ubah nama', text: 'mengubah jawaban yang sudah diberikan' },
  { word: 'darurat', text: 'menandai laporan yang mendesak, atau membatalkan tandanya' },
  { word: 'draf', text: 'melihat laporan yang belum selesai' },
  { word: 'format', text: 'meminta format kosong' },
  { word: 'status', text: 'melihat laporan sendiri dan keadaannya' },
  { word: 'perbaiki', text: 'menjawab pertanyaan petugas' },
  { word: 'tarik', text: 'menarik laporan yang belum diputuskan' },
  { word: 'sanggah', text: 'menyanggah putusan' },
  { word: 'tugas', text: 'mengisi hasil cek lapangan yang diminta Dinas Sosial' },
  { word: 'ringkasan', text: 'menerima kabar sekali sehari; RINGKASAN MATI untuk menghentikannya' },
  { word: 'bantuan', text: 'penjelasan singkat' },
];

export const guidePrivacy: readonly string[] = [
  'Yang disimpan: jawaban, foto, dan lokasi dalam laporan, serta nama, jabatan, dan nomor telepon pelapor. Keterangan tersembunyi dalam foto dibuang.',
  'Yang disimpan dikunci dengan sandi. Orang yang memegang berkasnya saja tidak dapat membacanya.',
  'Yang melihat: petugas Dinas Sosial yang berwenang di wilayah itu. Perangkat daerah lain hanya melihat data yang sudah disetujui, sesuai izinnya. Kasus sensitif hanya dilihat petugas tertentu, dan setiap kali dilihat dicatat.',
  'Pelapor hanya melihat laporan untuk desanya sendiri.',
  'Mintalah izin warga sebelum memotret atau melapor. Jangan meneruskan isi obrolan ini kepada orang lain.',
  'Hapus foto KTP dan KK dari telepon setelah laporan diterima.',
];

export const guideSignal: readonly string[] = [
  'Jawaban boleh ditulis walau sinyal putus. Telegram dan WhatsApp mengirimnya begitu sinyal kembali.',
  'Pesan yang terkirim dua kali dihitung satu kali.',
  'Laporan yang belum selesai disimpan. Bapak/Ibu dapat meneruskannya esok hari, juga dari kanal yang lain. Sebelum dihapus, Bapak/Ibu diingatkan.',
  'Bila foto sulit terkirim, kirim laporannya dulu tanpa foto. Petugas dapat memintanya kemudian.',
  'Isi format kosong di catatan telepon selagi tidak ada sinyal, lalu kirim sekaligus.',
];

export const guideContact = {
  chat: 'Tulis BANTUAN di obrolan. Bot selalu menjawab dan mengulang pertanyaannya.',
  office: (region: string) =>
    `Bila nomor Bapak/Ibu belum terdaftar, berganti nomor, atau ada yang tidak beres, hubungi Dinas Sosial ${region}.`,
  emergency:
    'Bila nyawa terancam, jangan menunggu jawaban di sini. Hubungi polisi, puskesmas, atau nomor darurat 112 lebih dulu.',
} as const;
