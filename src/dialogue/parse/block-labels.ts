/** The labels that people write before an answer, as data. */
import { closest } from './spell.js';
import { looseWords } from './text.js';
import { isRelation, readRelation } from './words.js';

export type BlockLabel =
  | 'kind'
  | 'desa'
  | 'kk'
  | 'nik'
  | 'name'
  | 'birth'
  | 'sex'
  | 'address'
  | 'rtRw'
  | 'rt'
  | 'rw'
  | 'memberCount'
  | 'member'
  | 'indicators'
  | 'photos'
  | 'categories'
  | 'disability'
  | 'note'
  | 'reason'
  | 'duplicateReason'
  | 'who'
  | 'since'
  | 'change'
  | 'place'
  | 'gone'
  | 'location'
  | 'urgent';

const labels: Readonly<Record<BlockLabel, string>> = {
  kind: 'jenis laporan, laporan, lapor, jenis, jenis lap, tipe laporan, macam laporan',
  desa: 'desa, nama desa, kelurahan, kel, desa kelurahan, desa kel, ds, kampung',
  kk: 'no kk, nomor kk, nomer kk, nmr kk, kk, nokk, no kartu keluarga, nomor kartu keluarga, kartu keluarga, nkk, no nkk, no urut kk',
  nik: 'nik, no nik, nomor nik, nonik, nik ktp, no ktp, nomor ktp, noktp, ktp, no identitas, nomor induk kependudukan, no induk kependudukan, nik kk, nik krt, nik kepala keluarga, nik kepala rumah tangga, nik yang bersangkutan, nik no ktp, no nik ktp',
  who: 'nik atau no kk, nik atau kk, nik no kk, nik kk no kk, no nik atau kk',
  name: 'nama, nama kk, nama krt, nama kepala keluarga, nama kep keluarga, nama kep kel, nama kepala rumah tangga, kepala keluarga, kepala rumah tangga, kep keluarga, nama lengkap, nm, nama lansia, nama klien, nama pm, nama ppks, nama pmks, nama warga, nama orang, nama almarhum, nama yang dilaporkan, nama ybs, atas nama, a n, an',
  birth:
    'ttl, tgl lahir, tanggal lahir, tgl lhr, tgllahir, tempat tgl lahir, tempat tanggal lahir, tempat dan tanggal lahir, tempat dan tgl lahir, tmpt tgl lahir, tmp tgl lahir, tempat tgl lhr, umur, usia, umur usia, usia umur, lahir, tahun lahir, thn lahir, tanggal lahir umur, tgl lahir umur, umur tahun',
  sex: 'jk, j k, jenis kelamin, jns kelamin, jenkel, kelamin, sex, gender, l p, lp, jenis kelamin l p, jk l p, laki laki perempuan',
  address:
    'alamat, almt, alamat lengkap, alamat rumah, alamat sekarang, alamat baru, alamat tinggal, alamat domisili, domisili, tempat tinggal, alamat ktp, jalan, dusun, dsn',
  rtRw: 'rt rw, rtrw, rt dan rw, rt rw nya, no rt rw',
  rt: 'rt, no rt, nomor rt',
  rw: 'rw, no rw, nomor rw',
  memberCount:
    'jumlah jiwa, jml jiwa, jlh jiwa, jumlah anggota, jml anggota, jlh anggota, jumlah anggota keluarga, jml anggota keluarga, jlh anggota keluarga, jml anggota kel, jumlah anggota rumah tangga, jumlah keluarga, jumlah art, jml art, jumlah orang, jiwa, banyak jiwa, banyak anggota, jumlah penghuni',
  member:
    'anggota, anggota keluarga, anggota kel, anggota rumah tangga, daftar anggota, daftar anggota keluarga, data anggota, data anggota keluarga, nama anggota, nama anggota keluarga, art, anggota baru, anggota lain, anggota lainnya',
  indicators:
    'indikator, indikator kemiskinan, kondisi rumah, keadaan rumah, kondisi, keadaan, kondisi ekonomi, keadaan ekonomi, ciri, ciri ciri, kriteria, kriteria miskin, kondisi rumah tangga, keadaan rumah tangga',
  photos: 'foto, photo, poto, gambar, lampiran, dokumentasi, foto rumah, foto foto',
  categories:
    'kategori, kategori pmks, kategori ppks, pmks, ppks, jenis pmks, jenis ppks, golongan pmks, masalah sosial, jenis masalah, jenis masalah sosial, kode pmks',
  disability:
    'disabilitas, jenis disabilitas, ragam disabilitas, kedisabilitasan, cacat, jenis cacat, jenis kecacatan, kecacatan, difabel, jenis difabel',
  note: 'ket, keterangan, keterangan lain, keterangan tambahan, catatan, ctt, note, info, informasi, uraian, kronologi, kronologis, deskripsi, tambahan, cerita, permasalahan, masalah',
  reason: 'alasan, alasannya, sebab, penyebab, alasan tidak layak, karena, alasan dilaporkan, alasan laporan',
  duplicateReason: 'alasan tetap dikirim, alasan tetap melapor, alasan tetap lapor',
  since:
    'sejak, sejak tanggal, sejak tgl, sejak kapan, mulai, mulai tanggal, mulai tgl, terhitung mulai, terhitung mulai tanggal, tmt, tanggal meninggal, tgl meninggal, meninggal tanggal, meninggal tgl, meninggal, meninggal dunia, tanggal wafat, tgl wafat, wafat, tanggal pindah, tgl pindah, pindah tanggal, tanggal datang, tgl datang, datang tanggal, tanggal kejadian, tgl kejadian',
  change:
    'perubahan, perubahan data, jenis perubahan, pemutakhiran, jenis pemutakhiran, yang berubah, yg berubah, data yang berubah',
  place:
    'tempat asal atau tujuan, tempat asal, pindah ke, pindah dari, tujuan, tempat tujuan, alamat tujuan, desa tujuan, asal, daerah asal, asal daerah, alamat asal, desa asal, asal dari, datang dari, dari, ke, alamat pindah',
  gone: 'keluar, yang keluar, yg keluar, anggota keluar, anggota yang keluar, anggota yg keluar, tidak ada lagi, yang tidak ada lagi, sudah tidak ada, yang sudah tidak ada, anggota berkurang, anggota pindah, anggota meninggal',
  location:
    'lokasi, lokasi rumah, titik, titik lokasi, titik koordinat, koordinat, koordinat rumah, koordinat gps, gps, maps, map, google maps, googlemaps, google map, gmaps, gmap, share lokasi, share location, shareloc, sharelok, serlok, link lokasi, link maps, peta, latlong, lat long, lat lon',
  urgent: 'darurat, gawat darurat, mendesak, urgent, emergency, segera, keadaan darurat, status darurat',
};

const known: ReadonlyMap<string, BlockLabel> = new Map(
  (Object.entries(labels) as [BlockLabel, string][]).flatMap(([label, words]) =>
    words.split(', ').map((word) => [word, label] as const),
  ),
);
/** Long enough to be told when a letter is wrong. */
const longLabels = [...known.keys()].filter((words) => words.length > 4);
/** Of one person only: after a member they are about that member. */
const PERSON =
  /^(?:hub|hubungan|hubungan keluarga|shdk|status|status hubungan|status dalam keluarga|pendidikan|pddk|sekolah|pekerjaan|kerja|agama)$/;

export function isAboutPerson(said: string, label: BlockLabel | null): boolean {
  if (label === null) return PERSON.test(looseWords(said));
  return (
    label === 'nik' || label === 'birth' || label === 'sex' || label === 'disability' || label === 'name'
  );
}

/** What a label asks for; null when it is none that we know. */
export function labelOf(said: string): BlockLabel | null {
  const words = looseWords(said)
    .replace(/^\d{1,2} (?=\p{L})/u, '')
    .replace(/ (?:nya|ybs|yang bersangkutan)$/, '');
  const exact = known.get(words) ?? known.get(words.replace(/nya$/, ''));
  if (exact !== undefined) return exact;
  if (/^(?:nama )?(?:anggota|anggota keluarga|art|jiwa)(?: ke)? ?\d{1,2}$/.test(words)) return 'member';
  const relation = words.replace(/^nama (?!ibu|ayah|bapak)/, '');
  if (isRelation(relation)) return readRelation(relation) === 'head' ? 'name' : 'member';
  const meant = closest(words, longLabels);
  return meant === null ? null : (known.get(meant) ?? null);
}
