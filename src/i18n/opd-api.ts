/** What the API says: its errors, and the words of its guide. */
import type { AidProblem } from '../domain/aid/given.js';

export const apiProblems = {
  invalid: {
    title: 'Permintaan belum benar',
    detail: 'Ada bagian permintaan yang salah atau belum diisi. Lihat "errors", perbaiki, lalu kirim lagi.',
  },
  unauthorized: {
    title: 'Kunci tidak dikenal',
    detail:
      'Kirim kunci API yang berlaku di header Authorization: Bearer. Bila kuncinya kedaluwarsa atau dicabut, minta yang baru kepada Dinas Sosial.',
  },
  not_found: {
    title: 'Tidak ada',
    detail: 'Data ini tidak ada, atau di luar hak akses Anda.',
  },
  cursor_expired: {
    title: 'Cursor tidak berlaku lagi',
    detail: 'Hak akses, saringan, atau tempat data berubah. Baca lagi dari awal tanpa cursor.',
  },
  key_reused: {
    title: 'Idempotency-Key sudah dipakai',
    detail: 'Kunci ini sudah dipakai untuk bantuan lain. Buat kunci baru untuk setiap bantuan.',
  },
  too_large: {
    title: 'Permintaan terlalu besar',
    detail: 'Isi permintaan paling besar 16 KB.',
  },
  not_json: {
    title: 'Bentuk isi tidak dikenal',
    detail: 'Kirim isi permintaan sebagai JSON dengan header Content-Type: application/json.',
  },
  too_many: {
    title: 'Terlalu banyak permintaan',
    detail: 'Batas permintaan per menit sudah tercapai. Coba lagi setelah waktu di header Retry-After.',
  },
  internal: {
    title: 'Ada kesalahan pada layanan',
    detail:
      'Permintaan ini gagal karena kesalahan pada layanan. Coba lagi nanti, dan beri tahu Dinas Sosial bila berulang.',
  },
  unavailable: {
    title: 'Layanan sedang tidak siap',
    detail: 'Coba lagi setelah waktu di header Retry-After.',
  },
} as const satisfies Record<string, { title: string; detail: string }>;
export type ApiProblem = keyof typeof apiProblems;

export const apiText = {
  title: 'API SIPMAS untuk OPD',
  lead: 'Perangkat daerah membaca data terverifikasi di sini, sesuai hak aksesnya, untuk menyalurkan bantuan dengan tepat.',
  about: [
    'Setiap permintaan memakai kunci API di header Authorization: Bearer. Kunci dibuat Dinas Sosial dan hanya ditampilkan sekali.',
    'Setiap permintaan data warga menyebut tujuannya di header Purpose: aid, field_check, reporting, atau other (dengan Purpose-Note, tanpa nama dan NIK). Setiap pembacaan dicatat sebelum dijawab: OPD, kunci, tujuan, dan siapa yang dibaca.',
    'NIK dan nomor KK tidak pernah ditulis di alamat, hanya di isi permintaan.',
    'Yang di luar hak akses tidak tampak: tidak ada di daftar, dan dijawab 404 seolah tidak ada.',
    'Hanya data terverifikasi: baris P3KE tanpa tanda verifikasi lapangan tidak disertakan.',
    'Kunci yang dicabut langsung ditolak, paling lambat dalam 5 detik di semua proses layanan.',
    'Batas permintaan dihitung per kunci di tiap proses layanan; header RateLimit menyebut sisanya.',
  ],
  webhookTitle: 'Pemberitahuan (webhook)',
  webhook: {
    summaries: {
      'changes.available': 'Ada perubahan dalam hak akses Anda',
      'aid_list.approved': 'Ada daftar penerima yang baru disetujui',
    },
    description:
      'Dinas Sosial mendaftarkan alamat https Anda. Isinya hanya pemberitahuan, tanpa data warga: setelah menerimanya, baca /changes; bila type-nya aid_list.approved, baca /aid-lists. Jawab 2xx dalam 10 detik; selain itu dikirim lagi, makin jarang, dengan webhook-id yang sama. Jawaban 410 menghentikan pengiriman; begitu juga tiga hari tanpa kiriman yang sampai.',
    answer: 'Diterima',
    id: 'Nomor pemberitahuan; nomor yang sama berarti pemberitahuan yang sama',
    timestamp: 'Saat dikirim, detik sejak 1970; tolak yang lebih lama dari lima menit',
    signature:
      'v1, lalu base64 dari HMAC-SHA256 atas "webhook-id.webhook-timestamp.isi" dengan rahasia webhook (base64 setelah whsec_), sesuai standardwebhooks.com',
    keyId: 'Webhook mana, dan dengan itu rahasia yang mana',
  },
  conditional: 'Jawaban GET bertanda ETag; kirim If-None-Match untuk mendapat 304 bila tidak berubah.',
  problems: 'Kesalahan',
  problemsLead: 'Semua kesalahan berbentuk application/problem+json (RFC 9457).',
  operations: 'Permintaan',
  document: 'Dokumen OpenAPI 3.1 (JSON)',
  parameter: 'Parameter',
  place: 'Tempat',
  meaning: 'Arti',
  required: 'wajib',
  example: 'Contoh',
  request: 'Isi permintaan',
  answer: 'Jawaban',
  errors: 'Kesalahan yang mungkin',
  places: { query: 'alamat', header: 'header', path: 'alamat' } as Readonly<Record<string, string>>,
  operation: {
    me: {
      summary: 'Hak akses kunci ini',
      description: 'OPD pemilik kunci, apa yang boleh dibaca, dan sampai kapan kunci berlaku.',
      answer: 'Hak akses kunci ini',
    },
    lookUpPeople: {
      summary: 'Cari orang menurut NIK atau nomor KK',
      description:
        'Kirim salah satu: nik atau kk. Jawabannya daftar, kosong bila tidak ada atau di luar hak akses.',
      answer: 'Orang dengan NIK itu, atau yang tercatat dalam KK itu',
    },
    readPerson: {
      summary: 'Baca satu orang',
      description:
        'Bila orang ini sudah digabung dengan catatan lain, jawabannya orang gabungan; id-nya bisa berbeda.',
      answer: 'Orang ini, sejauh hak akses Anda',
    },
    listPeople: {
      summary: 'Daftar orang',
      description:
        'Semua saringan harus cocok pada satu catatan sumber yang sama. Satu halaman bisa lebih pendek dari limit, bahkan kosong; teruskan selama next bukan null.',
      answer: 'Satu halaman daftar',
    },
    listAidLists: {
      summary: 'Daftar penerima bantuan yang disetujui',
      description:
        'Daftar beku yang sudah disetujui, dari program dalam hak akses Anda dan yang seluruh wilayahnya dalam hak akses Anda; yang terbaru di depan.',
      answer: 'Daftar penerima',
    },
    readAidList: {
      summary: 'Isi satu daftar penerima',
      description:
        'Setiap baris seperti saat daftar dibekukan; perubahan data sesudahnya tidak mengubahnya. Teruskan selama next bukan null.',
      answer: 'Satu halaman isi daftar',
    },
    recordAid: {
      summary: 'Catat bantuan yang diberikan',
      description:
        'Program harus milik OPD Anda atau Dinas Sosial dan ada dalam hak akses. Kirim Idempotency-Key yang berbeda untuk setiap bantuan; kiriman ulang dengan kunci yang sama tidak mencatat dua kali. status: recorded (baru dicatat), same (kiriman ulang), already (program ini sudah memberi orang ini pada hari itu). Isi amount, goods, atau keduanya. Dengan listId bantuan dicatat menurut daftar penerima itu: hanya untuk orang di dalamnya.',
      answer: 'Bantuan yang tercatat',
    },
    withdrawAid: {
      summary: 'Tarik catatan bantuan',
      description:
        'Untuk bantuan yang dicatat OPD Anda sendiri dan ternyata keliru. Catatannya tetap ada dengan tanda ditarik, dan tidak dihitung lagi. Mengirim ulang tidak mengubah apa-apa. Sesudah ditarik, bantuan yang benar boleh dicatat dengan Idempotency-Key baru.',
      answer: 'Catatan bantuan ini sudah ditarik',
    },
    readChanges: {
      summary: 'Perubahan sejak suatu titik',
      description:
        'Tanpa cursor: dari awal, semua orang sekurang-kurangnya sekali. Simpan next dan pakai lain kali; tidak ada perubahan yang terlewat. Orang yang sama bisa muncul lagi. gone berarti hapus salinan Anda; mergedInto menyebut penggantinya. Dengan Accept: application/x-ndjson semua perubahan sampai limit dialirkan, satu baris satu perubahan, dan baris terakhir berisi next dan more.',
      answer: 'Perubahan, urut waktu',
    },
  },
  parameters: {
    purpose: 'Tujuan membaca: aid, field_check, reporting, atau other',
    purposeNote: 'Penjelasan bila tujuannya other: 3 sampai 200 huruf, tanpa nama warga dan tanpa NIK',
    idempotencyKey: 'Dibuat aplikasi Anda, berbeda untuk setiap bantuan, paling panjang 200 huruf',
    ifNoneMatch: 'ETag dari jawaban sebelumnya',
    id: 'Id orang',
    listId: 'Id daftar penerima',
    listIdOfAid: 'Id daftar penerima yang disetujui, dari program yang sama; boleh dikosongkan',
    aidId: 'Id bantuan dari jawaban saat mencatat',
    withdrawReason:
      'person (orangnya keliru), content (tanggal atau isinya keliru), not_given (ternyata tidak diberikan), atau other (wajib dengan note)',
    withdrawNote: 'Penjelasan, paling banyak 300 huruf, tanpa NIK dan nomor KK',
    cursor: 'next dari halaman sebelumnya',
    limit: 'Paling banyak sebanyak ini',
    desa: 'Kode desa/kelurahan Kemendagri',
    kecamatan: 'Kode kecamatan Kemendagri',
    source: 'Sumber data',
    desilMax: 'Desil sampai dengan',
    category: 'Kode kategori PMKS, 01 sampai 26',
    updatedSince: 'Dicatat sejak saat ini (ISO 8601)',
  },
  aidProblems: {
    key: ['header idempotency-key', 'Isi Idempotency-Key, paling panjang 200 huruf.'],
    key_reused: ['header idempotency-key', 'Kunci ini sudah dipakai untuk bantuan lain.'],
    person_unknown: ['personId', 'Orang ini tidak ada.'],
    not_on_list: ['listId', 'Daftar ini tidak ada, atau orang ini tidak ada di dalamnya.'],
    program_unknown: ['program', 'Program ini tidak ada.'],
    program_inactive: ['program', 'Program ini tidak dipakai lagi.'],
    day: ['givenOn', 'Isi tanggal pemberian, mulai 2000-01-01.'],
    day_future: ['givenOn', 'Tanggal pemberian belum tiba.'],
    amount: ['amount', 'Isi rupiah bulat, lebih dari 0 dan paling banyak 1.000.000.000.'],
    goods: ['goods', 'Tulis barangnya, 2 sampai 200 huruf.'],
    goods_identity: ['goods', 'Jangan menulis NIK atau nomor panjang.'],
    nothing: ['amount', 'Isi amount, goods, atau keduanya.'],
  } satisfies Record<AidProblem | 'not_on_list', readonly [field: string, message: string]>,
  withdrawNoteWrong:
    'Isi note paling banyak 300 huruf, tanpa NIK atau nomor panjang; wajib bila reason-nya other.',
  noteWrong: 'Isi Purpose-Note 3 sampai 200 huruf, tanpa NIK atau nomor panjang.',
  digits16: 'Isi 16 angka tanpa spasi.',
  missing: 'Wajib diisi.',
  exactlyOne: 'Isi salah satu: nik atau kk.',
} as const;
