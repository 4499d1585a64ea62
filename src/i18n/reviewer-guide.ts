/** The guide for those who review, in the console. Short: it is read between two reports. */

export interface GuideChapter {
  /** In the address of the page, after `#`. */
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly points: readonly string[];
}

export const reviewerGuideText = {
  title: 'Panduan peninjau',
  lead: 'Cara membaca, memutus, dan mencatat laporan. Cukup dibaca sekali; kembali ke sini kapan saja lewat tautan di bawah setiap halaman.',
  contents: 'Isi panduan',
  keys: 'Tombol pintas',
  words: 'Istilah',
} as const;

export const reviewerChapters: readonly GuideChapter[] = [
  {
    id: 'alur',
    title: 'Pekerjaan sehari-hari',
    points: [
      'Buka Antrean. Yang darurat berdiri paling atas, lalu yang paling lama menunggu.',
      'Tekan "Ambil berikutnya", atau buka satu laporan lalu ambil. Baca isinya, fotonya, tempatnya, dan kemungkinan duplikat di samping. Tekan foto untuk memperbesar; "Cetak" untuk lembar kunjungan.',
      'Putuskan: setujui, minta perbaikan, atau tolak. Pelapor diberi tahu dengan sendirinya.',
      'Yang disetujui dicatat ke Data Pemda oleh sistem, satu kali, lengkap dengan riwayatnya.',
    ],
  },
  {
    id: 'membaca',
    title: 'Membaca laporan',
    points: [
      'Saran dari indikator hanyalah saran, dengan alasannya. Putusan tetap pada Anda.',
      '"Tidak ditanyakan" bukan berarti "tidak".',
      'NIK dari luar daerah bukan kesalahan: NIK mengikuti tempat terbit pertama.',
      'Warga tanpa NIK boleh dilaporkan. Perhatikan nama, tanggal lahir, dan desanya.',
      'Batas umur dan jenis kelamin kategori PMKS hanya peringatan.',
    ],
  },
  {
    id: 'putusan',
    title: 'Putusan',
    points: [
      'Setujui bila laporan cukup jelas dan warga memang perlu dicatat.',
      'Minta perbaikan bila ada yang kurang. Tulis satu pertanyaan yang mudah dijawab, dan tandai jawaban mana yang perlu diubah: hanya itu yang ditanyakan ulang.',
      'Tolak bila laporan tidak dapat diterima. Alasan wajib dipilih dan dibaca pelapor.',
      'Nyatakan duplikat bila sama dengan laporan atau data lain. Bandingkan dahulu isinya berdampingan.',
      'Tulislah untuk pelapor tanpa NIK, nama warga, atau nama kategori: pesan dapat terbaca orang lain.',
    ],
  },
  {
    id: 'cek-lapangan',
    title: 'Cek lapangan',
    points: [
      'Minta cek lapangan bila laporan meragukan: pilih orangnya, tenggat, dan yang dilihat. Yang melaporkan tidak mengecek laporannya sendiri.',
      'Pelapor desa mengisi hasilnya lewat chat. Nama dan alamat tidak dikirim: serahkan surat tugasnya.',
      'Kasus khusus hanya dicek oleh petugas kantor yang diberi hak.',
      'Laporan yang sedang dicek tidak diberikan oleh Ambil berikutnya. Hasilnya kembali lebih dahulu kepada yang meminta.',
    ],
  },
  {
    id: 'bersamaan',
    title: 'Bila dua orang membuka laporan yang sama',
    points: [
      'Laporan yang diambil tampak dipegang oleh Anda, dan tidak dapat diputus orang lain. Lepaskan bila tidak jadi.',
      'Bila halamannya ditutup, pegangan lepas sendiri setelah beberapa menit. Supervisor dapat mengambil alih.',
      'Tanpa diambil pun laporan dapat diputus: yang lebih dahulu menekan tombol yang berlaku.',
      'Yang terlambat diberi tahu siapa memutus apa. Yang sudah diketik tidak hilang.',
    ],
  },
  {
    id: 'banyak',
    title: 'Banyak laporan sekaligus',
    points: [
      'Saringan yang sering dipakai dapat disimpan sebagai tampilan, dengan jumlahnya, di atas Antrean. Hanya Anda yang melihatnya.',
      'Centang laporan di Antrean, atau pilih semua yang cocok dengan saringan, lalu lihat pratinjaunya. Baru setelah Anda memulai, laporannya berubah.',
      'Kasus sensitif, yang berubah sejak dipilih, dan yang dipegang orang lain dilewati. Yang mungkin ganda tidak disetujui sekaligus: bandingkan dahulu.',
      'Selama berjalan, pekerjaan itu dapat dihentikan. Hasil tiap laporan tercatat, dan dapat diunduh.',
      'Yang diambil atau ditugaskan sekaligus dipegang selama 12 jam.',
    ],
  },
  {
    id: 'khusus',
    title: 'Kasus khusus',
    lead: 'Sebagian kategori PMKS menyangkut kekerasan, penyakit, atau hukum.',
    points: [
      'Isinya hanya tampak bagi petugas yang diberi hak. Yang lain melihat nomor, tempat, dan tanggalnya saja.',
      'Persetujuannya memerlukan dua orang yang berbeda.',
      'Setiap kali dibuka, dicatat dalam catatan akses.',
      'Jangan menanyakan rincian penyakit atau kekerasan lewat chat.',
    ],
  },
  {
    id: 'sanggah',
    title: 'Sanggah',
    points: [
      'Pelapor dari desa yang sama boleh menyanggah putusan.',
      'Supervisor menjawabnya: dikabulkan atau ditolak, dengan jawaban yang dibaca pelapor.',
      'Dinsos menjawab dalam 14 hari. Lewat dari itu, sanggah gugur dan tampak demikian.',
      'Sanggah yang menunggu ada di tab Sanggah pada Antrean.',
    ],
  },
  {
    id: 'dibuka-kembali',
    title: 'Membuka kembali',
    points: [
      'Supervisor dapat membuka kembali laporan yang ditolak atau dinyatakan duplikat, dengan alasan.',
      'Yang sudah tercatat di Data Pemda tidak dibuka kembali: perubahannya dilaporkan sebagai pemutakhiran.',
    ],
  },
  {
    id: 'catatan',
    title: 'Catatan antarpetugas',
    points: ['Catatan di halaman laporan hanya dibaca petugas. Pelapor tidak pernah melihatnya.'],
  },
  {
    id: 'keluar',
    title: 'Angka dan unduhan',
    points: [
      'Ringkasan menunjukkan yang menunggu, yang terlambat, dan lamanya putusan per kecamatan, desa, dan jenis.',
      'Daftar yang sedang disaring dapat diunduh. Sebutkan untuk apa; setiap unduhan dicatat dalam catatan akses.',
    ],
  },
  {
    id: 'data-pemda',
    title: 'Data Pemda',
    points: [
      'Tidak ada yang dihapus atau ditimpa. Setiap perubahan menjadi versi baru dengan asal laporannya.',
      'Warga yang pindah, meninggal, atau sudah mampu tetap tersimpan dengan keterangannya.',
    ],
  },
  {
    id: 'warga',
    title: 'Warga dan mutu data',
    points: [
      'Warga menunjukkan setiap orang satu kali, dengan isi setiap sumber berdampingan. Yang berbeda ditandai. Keadaan pada tanggal lain juga dapat dilihat.',
      '"Orang sama?" berisi dua catatan yang mungkin tentang satu orang. Bandingkan, lalu gabungkan atau nyatakan berbeda. Keputusan dapat dibatalkan, dan tidak ada yang hilang.',
      'Mutu data menghitung yang perlu dibenahi per desa: miskin di satu sumber tetapi tidak ada di sumber lain, sudah meninggal atau pindah, belum diverifikasi, dan NIK yang tidak cocok. Setiap angka membuka daftarnya.',
    ],
  },
];

export const reviewerWords: readonly { readonly word: string; readonly means: string }[] = [
  { word: 'DTKS, DTSEN', means: 'Data nasional kesejahteraan sosial; DTSEN menggantikan DTKS.' },
  { word: 'P3KE', means: 'Data sasaran kemiskinan ekstrem, diverifikasi di lapangan sebelum dicatat.' },
  { word: 'PMKS', means: '26 kategori penyandang masalah kesejahteraan sosial.' },
  { word: 'Data Pemda', means: 'Data daerah bagi warga yang belum tercatat di data nasional.' },
  { word: 'Desil', means: 'Peringkat kesejahteraan keluarga, 1 yang terbawah sampai 10.' },
  { word: 'Berita acara', means: 'Catatan musyawarah desa yang ditandatangani kepala desa.' },
];
