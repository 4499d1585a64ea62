import { looseWords } from './text.js';

const KNOWN = new RegExp(
  `^(?:${[
    'irt|urt|mrt|(?:ibu|mengurus|urus) rumah tangga|di rumah(?: saja)?',
    '(?:tidak|tdk|tak|gak|ga|nda|ndak|dak|kada|belum|blm)(?: (?:tidak|tdk|belum|blm))?(?: (?:ada|punya|pernah))? (?:kerja|bekerja|pekerjaan|kerjaan)',
    'pengangguran|nganggur|menganggur',
    'petani|tani|bertani|pekebun|kebun|berkebun|berladang|peladang|ladang|sawah',
    'buruh|kuli|serabutan|kerja|bekerja|pekerja|harian|lepas',
    'nelayan|peternak|ternak|beternak|petambak|tambak',
    'pedagang|dagang|berdagang|jualan|jual|penjual|berjualan|warung|asongan',
    'tukang|ojek|ojol|sopir|supir|driver|satpam|security|montir|bengkel|penjahit|jahit',
    'guru|honorer|pns|asn|tni|polri|bidan|perawat|karyawan|karyawati|pegawai|wiraswasta|wirausaha|swasta|usaha',
    'pelajar|mahasiswa|mahasiswi|siswa|siswi|(?:masih )?sekolah(?=$)',
    'pensiun|pensiunan|purnawirawan|perangkat desa|kader|imam|ustadz|ustad|marbot',
    'pemulung|pengrajin|perajin|penambang|sawit|penyadap|pembantu rumah tangga',
  ].join('|')})(?: |$)`,
);

/** Begins like a kind of work. */
export function isWork(text: string): boolean {
  return KNOWN.test(looseWords(text));
}
