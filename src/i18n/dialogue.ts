/** What the chat says besides the questions of the forms. */
import type { CaseEventType, CaseState } from '../domain/case/events.js';
import type { ReportKind } from '../domain/report/report.js';
import { checkHappened } from './field-check.js';
import { longDate } from './form.js';
import { caseStateLabels, inSentence, kindLabels } from './labels.js';

const numbered = (lines: readonly string[]) =>
  lines.map((line, place) => `${String(place + 1)}. ${line}`).join('\n');

const entryStatus = {
  active: 'aktif',
  ineligible: 'sudah tidak layak',
  moved: 'sudah pindah',
  deceased: 'sudah meninggal',
} as const;

const happened: Readonly<Record<CaseEventType, string>> = {
  submitted: 'laporan diterima',
  screened: 'mulai diverifikasi',
  correction_requested: 'diminta perbaikan',
  resubmitted: 'perbaikan diterima',
  edited: 'isian diperbaiki oleh Dinas Sosial',
  // A step within the office; the reporter's history leaves it out.
  approval_proposed: 'sedang diverifikasi',
  approved: 'disetujui',
  rejected: 'ditolak',
  registered: 'tercatat di Data Pemda',
  withdrawn: 'ditarik pelapor',
  objected: 'sanggahan diterima',
  duplicate_confirmed: 'sama dengan laporan atau data lain',
  reopened: 'dibuka kembali',
  objection_answered: 'sanggahan dijawab',
  objection_lapsed: 'waktu jawaban sanggahan sudah lewat',
  handed_over: 'dilanjutkan oleh pelapor lain',
  ...checkHappened,
};

export const dialogue = {
  menu: (drafts: number) =>
    [
      'Apa yang Bapak/Ibu perlukan?',
      'MULAI – melapor',
      'STATUS – melihat laporan',
      'BANTUAN – cara memakai layanan ini',
      ...(drafts === 0 ? [] : [`DRAF – meneruskan laporan yang belum dikirim (${String(drafts)})`]),
    ].join('\n'),
  menuStart: 'Mulai lapor',
  menuStatus: 'Status laporan',
  menuHelp: 'Bantuan',
  menuDrafts: 'Draf',
  greeting: (name: string) => `Selamat datang, ${name}.`,
  askKind: 'Apa yang mau dilaporkan?',
  askKindBlock: 'Data sudah diterima. Ini laporan apa?',
  kindUnclear: 'Mohon pilih salah satu, dengan nomor atau kata. Contoh: 1 atau miskin baru.',
  begin: (kind: ReportKind) => `Laporan baru: ${kindLabels[kind]}. Saya bertanya satu per satu.`,
  help: [
    'Cara melapor: balas MULAI, pilih jenis laporan, lalu jawab pertanyaan satu per satu dengan tulisan atau tombol. Bisa juga sekaligus: balas FORMAT untuk meminta formulir kosong, isi, lalu kirim. Jawaban tersimpan walau sinyal putus.',
    'Kata yang bisa dipakai kapan saja:\nKEMBALI – ke pertanyaan sebelumnya\nLANJUT – ulangi pertanyaan\nUBAH NAMA – mengubah jawaban\nBATAL – hentikan laporan ini\nDRAF – laporan yang belum dikirim\nDARURAT – tandai mendesak',
  ],
  helpAfter: (guideUrl: string | null) =>
    `Sesudah dikirim:\nSTATUS – melihat laporan\nPERBAIKI – menjawab pemeriksa\nTARIK – menarik laporan\nSANGGAH – keberatan atas keputusan\nTUGAS – cek lapangan yang diminta\nRINGKASAN – kabar sekali sehari, RINGKASAN MATI – kabar langsung${guideUrl === null ? '' : `\nPanduan: ${guideUrl}`}`,
  summary: (lines: readonly string[], urgent: boolean, remarks: readonly string[]) =>
    [
      'Mohon periksa:',
      ...(urgent ? ['DARURAT – laporan ini didahulukan.'] : []),
      numbered(lines),
      ...remarks,
      'Balas KIRIM bila sudah benar, atau nomor yang mau diubah. Bisa juga: BATAL, DARURAT.',
    ].join('\n'),
  send: 'Kirim',
  cancel: 'Batal',
  urgentMark: 'Tandai darurat',
  urgentUnmark: 'Bukan darurat',
  urgentOn: 'Laporan ini ditandai DARURAT dan akan didahulukan. Balas DARURAT lagi bila tidak jadi.',
  urgentOff: 'Tanda darurat dihapus dari laporan ini.',
  urgentBegin: 'Laporan ini akan ditandai DARURAT.',
  summaryUnclear: 'Balas KIRIM untuk mengirim, atau nomor jawaban yang mau diubah.',
  notYet: 'Laporan belum lengkap. Mohon jawab dulu pertanyaan ini.',
  outdated: 'Ada jawaban yang perlu ditulis lagi.',
  submitted: (number: string) =>
    `Laporan diterima, No. ${number}. Terima kasih. Kami beri tahu bila ada kabar. Balas STATUS untuk melihatnya.`,
  resubmitted: (number: string) => `Perbaikan diterima, No. ${number}. Terima kasih. Laporan diperiksa lagi.`,
  resubmitRefused: (number: string, state: CaseState) =>
    `Laporan ${number} sudah tidak menunggu perbaikan. Statusnya: ${inSentence(caseStateLabels[state])}.`,
  draftsWait: (count: number) =>
    `Masih ada ${String(count)} laporan yang belum dikirim. Balas DRAF untuk meneruskan.`,
  startHint: 'Balas MULAI untuk melapor.',
  correction: (number: string, question: string) =>
    `Perbaikan laporan ${number}. Pertanyaan pemeriksa: ${question}`,
  noCorrection: (number: string | null) =>
    number === null
      ? 'Tidak ada laporan yang menunggu perbaikan.'
      : `Laporan ${number} tidak menunggu perbaikan. Balas STATUS untuk melihat laporan.`,
  badNumber:
    'Nomor laporan itu tidak benar. Contoh: PERBAIKI LP-2026-00012-K. Balas STATUS untuk melihat nomornya.',
  confirmCancel: 'Hentikan laporan ini? Jawabannya akan dihapus. Balas YA atau TIDAK.',
  confirmCancelCorrection: 'Hentikan perbaikan ini? Perubahannya akan dihapus. Balas YA atau TIDAK.',
  correctionCancelled: (number: string) =>
    `Perbaikan dihentikan. Laporan ${number} masih menunggu perbaikan. Balas PERBAIKI ${number} untuk menjawabnya.`,
  cancelled: 'Laporan dihentikan. Balas MULAI untuk melapor lagi.',
  kept: 'Baik, laporan dilanjutkan.',
  nothingToCancel: 'Tidak ada laporan yang sedang diisi.',
  nothingToGoBack: 'Ini pertanyaan pertama.',
  dropped: 'Baik, tidak jadi.',
  confirmRestart: 'Masih ada laporan yang belum dikirim. Lanjutkan laporan itu?',
  restartContinue: 'Lanjutkan',
  restartAside: 'Simpan dulu, mulai baru',
  restartDelete: 'Hapus, mulai baru',
  restartUnclear: (choices: number) =>
    choices === 3
      ? 'Balas 1 untuk melanjutkan, 2 untuk menyimpan dan mulai baru, atau 3 untuk menghapus dan mulai baru.'
      : 'Balas 1 untuk melanjutkan, atau 2 untuk menghapus dan mulai baru.',
  draftsFull: (most: number) =>
    `Sudah ada ${String(most)} laporan yang belum dikirim. Yang baru belum bisa disimpan.`,
  draftOpen: (number: string | null) =>
    `Selesaikan dulu laporan yang sedang diisi, lalu balas PERBAIKI${number === null ? '' : ` ${number}`}. Atau balas BATAL.`,
  drafts: {
    none: 'Tidak ada laporan yang belum dikirim.',
    ask: 'Laporan yang belum dikirim. Mau meneruskan yang mana?',
    correction: (number: string) => `Perbaikan ${number}`,
    line: (name: string, begun: string | null, answers: number) =>
      [name, ...(begun === null ? [] : [`dimulai ${longDate(begun)}`]), `${String(answers)} jawaban`].join(
        ', ',
      ),
    open: 'sedang dibuka',
    goOn: (kind: ReportKind) => `Meneruskan laporan: ${kindLabels[kind]}.`,
  },
  time: {
    remind: (line: string) => `Laporan ini belum dikirim: ${line}. Jawabannya masih tersimpan.`,
    notice: (line: string, ends: string) =>
      `Laporan ini belum dikirim dan akan dihapus pada ${longDate(ends)}: ${line}.`,
    lapsed: (line: string) => `Laporan ini sudah lama tidak dilanjutkan, jadi dihapus: ${line}.`,
    goOn: 'Balas LANJUT untuk meneruskan, atau BATAL untuk menghentikan.',
    choose: 'Balas DRAF untuk meneruskan.',
    again: 'Balas MULAI untuk melapor lagi.',
    resume: 'Lanjut',
  },
  birthDateConflict: (typed: string, fromNik: string) =>
    `Tanggal lahir berbeda. Menurut NIK: ${longDate(fromNik)}. Yang ditulis: ${longDate(typed)}. Mana yang benar?`,
  birthDateFromNik: (date: string) => `Menurut NIK: ${longDate(date)}`,
  birthDateTyped: (date: string) => `Yang ditulis: ${longDate(date)}`,
  chooseOne: 'Mohon pilih salah satu.',
  yesNo: 'Mohon balas YA atau TIDAK.',
  yes: 'Ya',
  no: 'Tidak',
  staleButton: 'Tombol itu untuk pertanyaan yang sudah lewat.',
  tooLong: 'Pesan itu terlalu panjang. Mohon jawab pertanyaan ini saja.',
  corrected: (label: string, value: string) => `${label} diubah: ${value}.`,
  known: {
    entry: (entry: {
      store: string;
      number: string;
      name: string;
      status: keyof typeof entryStatus;
      desa: string;
    }) =>
      `Sudah tercatat di ${entry.store === 'PEMDA' ? 'Data Pemda' : entry.store}, No. ${entry.number}: ${entry.name}, ${entry.desa} (${entryStatus[entry.status]}).`,
    report: (report: { number: string; kind: ReportKind; state: CaseState; name: string; desa: string }) =>
      `Sudah ada laporan ${report.number} (${kindLabels[report.kind]}, ${inSentence(caseStateLabels[report.state])}): ${report.name}, ${report.desa}.`,
    elsewhere: 'Nomor ini sudah tercatat di desa lain.',
    alike:
      'Mungkin orang ini sudah tercatat. Mohon periksa ejaan nama, tanggal lahir, dan NIK bila ada. Laporan tetap bisa dikirim.',
    member: (place: number, said: string) => `Anggota ${String(place)}: ${said}`,
    addsCategory: 'Kategori yang dipilih belum tercatat padanya, jadi ditambahkan.',
    hasCategory: (codes: readonly string[]) => `Kategori nomor ${codes.join(', ')} sudah tercatat padanya.`,
    ask: 'Mau bagaimana?',
    askWhich: 'Mana yang dimaksud?',
    taken: 'Laporan ini tentang data itu.',
    update: 'Perbarui data itu',
    category: 'Tambah kategori PMKS',
    goOn: 'Tetap lapor, dengan alasan',
    drop: 'Hapus kategori itu dari laporan',
    stop: 'Hentikan laporan ini',
    noneOfThem: 'Bukan salah satunya',
  },
  block: {
    read: 'Sudah terbaca:',
    unread: 'Belum terbaca:',
    line: (label: string, value: string) => `${label}: ${value}`,
    why: (label: string, reason: string) => `- ${label}: ${reason}`,
    noSuchField: 'tidak ditanyakan untuk laporan ini.',
    unknownLabel: (labels: readonly string[]) => `- ${labels.join(', ')}: tidak dikenal.`,
    otherUnknown: '- ada baris lain yang tidak dikenal.',
    otherKind: 'laporan yang terbuka jenisnya lain. Balas MULAI untuk laporan baru.',
    urgentUnclear: 'tulis YA atau TIDAK.',
    moreMembers: (told: number, count: number) =>
      `yang ditulis ${String(told)} orang dengan kepala keluarga, padahal jumlah anggota ${String(count)}.`,
    filled:
      'Untuk mengisi sekaligus: salin pesan berikut, isi sesudah tanda titik dua, lalu kirim. Yang tidak ada boleh dikosongkan.',
    membersHint: 'Contoh anggota: Siti, istri, 12-3-1985, SD, petani.',
    kind: 'Jenis laporan',
    urgent: 'Darurat',
    rtRw: 'RT/RW',
    indicators: 'Keadaan rumah',
    movedTo: 'Pindah ke',
    from: 'Asal',
    member: (place: number) => `Anggota ${String(place)}`,
    photosNote: 'foto dikirim sebagai foto.',
  },
  photos: {
    kept: 'Foto disimpan.',
    minutesKept: 'Berita acara disimpan.',
    erased: 'Foto dihapus dari laporan ini.',
    tooMany: (most: number) => `Foto sudah ${String(most)}, yang ini tidak disimpan.`,
    tooManyMinutes: (most: number) => `Berita acara sudah ${String(most)}, yang ini tidak disimpan.`,
    alone: 'Foto baru bisa disimpan bila laporan sudah dimulai. Balas MULAI dulu, lalu kirim lagi fotonya.',
    failed: {
      gone: 'Maaf, satu foto tidak bisa diambil. Mohon kirim lagi.',
      too_large: 'Maaf, satu foto terlalu besar. Mohon kirim lagi sebagai foto biasa, bukan sebagai berkas.',
      not_an_image: 'Maaf, satu berkas ternyata bukan foto. Mohon kirim lagi sebagai foto biasa.',
    },
    minutesFailed: {
      gone: 'Maaf, berita acara tidak bisa diambil. Mohon kirim lagi.',
      too_large:
        'Maaf, berita acara itu terlalu besar. PDF paling banyak 10 halaman. Mohon kirim lagi, atau kirim fotonya.',
      not_an_image: 'Maaf, berkas berita acara itu tidak terbaca. Mohon kirim lagi sebagai PDF atau foto.',
    },
    failedSent: 'Foto itu dari laporan yang sudah dikirim atau dihentikan.',
  },
  places: {
    kept: 'Lokasi disimpan.',
    alone: 'Lokasi baru bisa disimpan bila laporan sudah dimulai. Balas MULAI dulu.',
    outside: 'Lokasi itu di luar kabupaten. Apakah sudah benar?',
    fromPhoto: 'Foto tadi menyimpan lokasi. Pakai sebagai lokasi laporan ini?',
    notKept: 'Lokasi itu tidak disimpan.',
  },
  reports: {
    none: 'Belum ada laporan yang dikirim.',
    head: 'Laporan Bapak/Ibu:',
    line: (number: string, state: CaseState, date: string) =>
      `${number} – ${caseStateLabels[state]} (${date})`,
    correctHint: 'Balas PERBAIKI dan nomornya untuk menjawab perbaikan.',
    detailHint: 'Balas STATUS dan nomornya untuk rinciannya.',
    correct: (number: string) => `Perbaiki ${number}`,
    withdraw: (number: string) => `Tarik ${number}`,
    object: (number: string) => `Sanggah ${number}`,
    noneTo: {
      show: 'Belum ada laporan yang dikirim.',
      withdraw: 'Tidak ada laporan yang masih bisa ditarik.',
      object: 'Tidak ada keputusan yang bisa disanggah.',
    },
    pick: {
      show: 'Laporan mana yang mau dilihat?',
      withdraw: 'Laporan mana yang mau ditarik?',
      object: 'Keputusan laporan mana yang mau disanggah?',
    },
    noSuch: (number: string) => `Laporan ${number} tidak ditemukan. Balas STATUS untuk melihat laporan.`,
    detail: (number: string, kind: ReportKind, state: CaseState, urgent: boolean) =>
      `Laporan ${number}\n${kindLabels[kind]}${urgent ? ', darurat' : ''}\nStatus: ${caseStateLabels[state]}`,
    event: (date: string, type: CaseEventType, note: string | null) =>
      `${longDate(date)} – ${happened[type]}${note === null || note === '' ? '' : `: ${note}`}`,
    objection: {
      open: 'Sanggahan sedang menunggu jawaban Dinas Sosial.',
      lapsed: 'Waktu jawaban sanggahan sudah lewat. Mohon hubungi Dinas Sosial.',
      upheld: 'Sanggahan sudah dijawab: diterima.',
      refused: 'Sanggahan sudah dijawab: tidak diterima.',
    },
    may: { correct: 'Perbaiki', withdraw: 'Tarik', object: 'Sanggah' },
    mayNothing: 'Balas STATUS untuk laporan lain, atau MULAI untuk melapor.',
    mayHint: (words: readonly string[]) => `Yang bisa dilakukan: ${words.join(', ')}.`,
    askWithdraw: (number: string) =>
      `Tarik laporan ${number}? Laporan itu tidak diperiksa lagi. Balas YA atau TIDAK. Boleh dengan alasan, contoh: YA, salah orang.`,
    withdrawn: (number: string) => `Laporan ${number} sudah ditarik.`,
    withdrawRefused: (number: string, state: CaseState) =>
      `Laporan ${number} tidak bisa ditarik lagi. Statusnya: ${inSentence(caseStateLabels[state])}.`,
    askObject: (number: string) =>
      `Mengapa Bapak/Ibu keberatan atas keputusan laporan ${number}? Tulis alasannya dalam satu pesan. Jika tidak jadi, balas BATAL.`,
    objectUnclear: 'Tulis alasannya, paling sedikit 5 huruf dan paling banyak 500 huruf.',
    objected: (number: string) =>
      `Sanggahan untuk laporan ${number} diterima. Dinas Sosial menjawab paling lambat 14 hari.`,
    objectRefused: (number: string, state: CaseState) =>
      `Laporan ${number} tidak bisa disanggah sekarang. Statusnya: ${inSentence(caseStateLabels[state])}.`,
  },
  digest: {
    on: 'Baik, kabar dikirim sekali sehari sebagai ringkasan. Balas RINGKASAN MATI bila tidak mau lagi.',
    off: 'Baik, kabar dikirim langsung. Balas RINGKASAN bila mau sekali sehari.',
  },
  small: {
    thanks: 'Sama-sama, Bapak/Ibu.',
    salam: 'Waalaikumsalam, Bapak/Ibu.',
    hello: (name: string) => `Halo, ${name}.`,
    calm: 'Mohon maaf bila ada yang kurang berkenan. Kami bantu sebisanya.',
    language: 'Maaf, layanan ini memakai Bahasa Indonesia.',
  },
  other: {
    voice: 'Maaf, pesan suara belum bisa dibaca. Mohon ditulis.',
    sticker: 'Terima kasih. Mohon jawab dengan tulisan.',
    video: 'Maaf, video belum bisa diterima. Mohon kirim foto atau tulisan.',
    document: 'Maaf, berkas seperti itu belum bisa diterima. Mohon kirim sebagai foto atau PDF.',
    poll: 'Maaf, jajak pendapat tidak bisa dibaca. Mohon ditulis.',
    edited: 'Pesan yang diubah tidak dibaca ulang. Mohon kirim jawaban yang benar sebagai pesan baru.',
    unreadable: 'Maaf, pesan itu tidak terbaca. Mohon kirim lagi.',
    unknown: 'Maaf, pesan seperti itu belum bisa dibaca. Mohon ditulis.',
  },
  contact: 'Terima kasih, Bapak/Ibu sudah dikenal.',
} as const;
