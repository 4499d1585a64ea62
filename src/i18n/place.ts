/** What the pages say of places on a map, of a report on paper, of photos, and of days to filter by. */
import type { ShapeFault, ShapeLevel } from '../domain/region/geojson.js';

const count = (value: number) => value.toLocaleString('id-ID');

export const placeText = {
  title: 'Tempat',
  mapOf: (place: string) => `Peta ${place}`,
  locatorOf: (kecamatan: string, home: string) => `Letak ${kecamatan} di ${home}`,
  kecamatan: (name: string) => `Kecamatan ${name}`,
  desa: (name: string, kelurahan: boolean) => `${kelurahan ? 'Kelurahan' : 'Desa'} ${name}`,
  /** Of the place of a report, beside what was reported. */
  standing: {
    inside: (place: string) => `Titik lokasi berada di dalam ${place}.`,
    near: (place: string) => `Titik lokasi berada di sekitar batas ${place}.`,
    outside: (place: string, other: string) => `Titik lokasi berada di luar ${place}: di ${other}.`,
    outsideAll: (place: string) => `Titik lokasi berada di luar ${place}.`,
  },
  check: 'Tanyakan kepada pelapor bila tempatnya diragukan.',
  noPoint: 'Pelapor tidak mengirim lokasi. Yang diwarnai adalah wilayah yang dilaporkan.',
  noShape: 'Titik lokasi belum dapat digambar: peta wilayah belum dipasang.',
  tiles: 'Letak petak mendekati letak kecamatan.',
  scale: (km: number) => (km < 1 ? `${String(km * 1000)} m` : `${count(km)} km`),
  phoneMap: 'Buka di aplikasi peta ponsel',
  queue: {
    received: 'Masuk',
    decided: 'Diputuskan',
    dari: 'dari',
    sampai: 'sampai',
  },
  shapesHint: 'Pilih wilayah untuk melihat laporannya. Angka lengkapnya ada di tabel di bawah.',
} as const;

export const mapText = {
  title: 'Peta wilayah',
  lead: 'Bentuk kecamatan dan desa untuk peta di Ringkasan dan di halaman laporan. Peta digambar sendiri oleh layanan ini: tempat warga tidak dikirim ke layanan peta mana pun.',
  back: 'Kembali ke sistem',
  open: 'Lihat atau pasang peta',
  openHint: 'Bentuk kecamatan dan desa pada peta.',
  now: 'Peta sekarang',
  none: 'Belum ada peta',
  noneHint: 'Selama belum ada, Ringkasan memakai petak kecamatan.',
  levels: { kecamatan: 'Kecamatan', desa: 'Desa/kelurahan' } satisfies Record<ShapeLevel, string>,
  has: (shapes: number, regions: number) => `${count(shapes)} dari ${count(regions)} sudah berbentuk`,
  missing: (names: string, more: number) =>
    more === 0 ? `Belum ada: ${names}.` : `Belum ada: ${names}, dan ${count(more)} lainnya.`,
  stored: (at: string, by: string) => `Dipasang ${at} oleh ${by}.`,
  partial: 'Ringkasan memakai petak selama ada kecamatan yang belum berbentuk.',
  drop: (level: ShapeLevel) => `Hapus bentuk ${level === 'desa' ? 'desa' : 'kecamatan'}`,
  upload: 'Pasang peta dari berkas',
  explain:
    'Berkas GeoJSON berisi bentuk kecamatan, atau bentuk desa, misalnya dari Bappeda atau BIG. Wilayah dikenali dari kode Kemendagri (64.08.04 atau 640804) atau dari namanya; untuk desa beserta nama kecamatannya.',
  replaces: 'Berkas baru menggantikan semua bentuk pada tingkat yang sama.',
  file: 'Berkas GeoJSON',
  limits: 'Paling besar 12 MB, dalam derajat lintang dan bujur (WGS 84).',
  submit: 'Pasang peta',
  problems: 'Peta belum dipasang',
  fault: {
    empty: 'Pilih berkasnya dulu.',
    not_json: 'Ini bukan GeoJSON. Simpan peta dari QGIS atau program lain sebagai GeoJSON, lalu coba lagi.',
    not_features: 'Isi berkas bukan FeatureCollection GeoJSON.',
    no_polygons: 'Tidak ada bentuk wilayah (Polygon atau MultiPolygon) di dalam berkas.',
    not_degrees: 'Koordinatnya bukan derajat. Simpan ulang dengan sistem koordinat WGS 84 (EPSG:4326).',
    too_detailed: 'Petanya terlalu rinci. Sederhanakan dulu, misalnya dengan QGIS: Simplify.',
    nothing_known: 'Tidak ada kode atau nama wilayah yang dikenali di dalam berkas.',
    too_large: 'Berkasnya lebih dari 12 MB. Sederhanakan petanya dulu.',
  } satisfies Record<ShapeFault | 'too_large', string>,
} as const;

export const placeFlash = {
  /** "desa-12-3": level, shapes, strangers. */
  map_replaced: (subject: string) => {
    const [level = '', shapes = '0', strangers = '0'] = subject.split('-');
    const done = `Peta dipasang: ${count(Number(shapes))} ${level === 'desa' ? 'desa' : 'kecamatan'}.`;
    return strangers === '0' ? done : `${done} ${count(Number(strangers))} bentuk lain tidak dikenali.`;
  },
  map_dropped: () => 'Bentuk wilayah dihapus.',
} as const;

export const printText = {
  link: 'Cetak',
  title: (number: string) => `Cetak laporan ${number}`,
  back: 'Kembali ke laporan',
  change: 'Ubah pilihan',
  print: 'Cetak halaman ini',
  withoutScript: 'Cetak dengan Ctrl+P.',
  lead: 'Lembar A4 untuk kunjungan atau arsip, tanpa komentar petugas. Setiap pencetakan dicatat.',
  sensitiveHint: 'Ini kasus sensitif: sebutkan tujuannya, dan jangan tinggalkan kertasnya di tempat umum.',
  identities: 'Tampilkan NIK dan No. KK lengkap',
  identitiesHint:
    'Hanya bila perlu; tujuannya harus disebut. Tanpa ini hanya empat angka terakhir yang tampak.',
  photos: (photos: number) => `Sertakan foto (${String(photos)})`,
  purpose: 'Untuk apa',
  choose: 'Pilih tujuan',
  note: 'Penjelasan, bila tujuannya lainnya',
  noteHint: 'Tanpa nama warga dan tanpa NIK.',
  submit: 'Tampilkan lembar',
  problems: 'Belum bisa dicetak',
  problem: {
    purpose: 'Pilih tujuannya.',
    note: 'Tulis penjelasan tujuan, 3 sampai 200 huruf, tanpa NIK atau nomor panjang.',
  },
  /** On the sheet. */
  kicker: 'Laporan kesejahteraan sosial',
  confidential: 'RAHASIA',
  state: 'Keadaan',
  submitted: 'Masuk',
  reporter: 'Pelapor',
  place: 'Wilayah',
  printed: (at: string, by: string) => `Dicetak ${at} oleh ${by}.`,
  purposeOf: (purpose: string) => `Tujuan: ${purpose}.`,
  careful: 'Berisi data pribadi. Simpan di tempat yang aman dan musnahkan bila sudah selesai dipakai.',
  history: 'Riwayat',
  historyColumns: { at: 'Waktu', what: 'Kejadian', by: 'Oleh', note: 'Keterangan' },
  visit: 'Catatan kunjungan',
  signature: 'Tanggal, nama, dan tanda tangan petugas',
} as const;

export const photoText = {
  viewer: 'Foto laporan',
  of: (at: string, all: string) => `${at} dari ${all}`,
  previous: 'Foto sebelumnya',
  next: 'Foto berikutnya',
  larger: 'Perbesar',
  smaller: 'Perkecil',
  full: 'Buka berkas foto',
  close: 'Tutup',
  keys: 'Tombol: ← → berpindah, + − ukuran, 0 ukuran semula, Esc menutup.',
} as const;
