/**
 * The four central stores, and the columns that their files have. Titles are those seen in files of
 * SIKS-NG, BDT/DTKS, DTSEN and P3KE and in lists that offices keep by hand, as `headerKey` makes them.
 */
export const sources = ['DTKS', 'DTSEN', 'P3KE', 'PMKS'] as const;
export type Source = (typeof sources)[number];

export const columns = [
  'sourceKey',
  'familyKey',
  'nik',
  'kk',
  'name',
  'birthDate',
  'sex',
  'relation',
  'occupation',
  'status',
  'motherName',
  'address',
  'rt',
  'rw',
  'kecamatanCode',
  'kecamatan',
  'desaCode',
  'desa',
  'phone',
  'desil',
  'rankedOn',
  'category',
  'disability',
  'note',
  'verifiedOn',
  'verifiedBy',
  'verifiedResult',
] as const;
export type Column = (typeof columns)[number];

/** Keys of titles, as of `headerKey`: letters and digits alone, NO for NOMOR, TGL for TANGGAL, KEL for KELURAHAN. */
export const commonTitles = {
  nik: words('NIK NONIK NIKKTP NOKTP KTP NIKINDIVIDU NIKART NIKPENDUDUK NOINDUKKEPENDUDUKAN NOMORNIK'),
  kk: words('KK NOKK NKK NOKARTUKEL NOKARTUKELUARGA KARTUKELUARGA NOMORKK KKNO NOMORKARTUKELUARGA'),
  name: words(
    'NAMA NAMALENGKAP NAMAART NAMAINDIVIDU NAMAPENDUDUK NAMAPM NAMAPENERIMA NAMAPENERIMAMANFAAT NAMAWARGA NAMAANGGOTA NAMAANGGOTAKELUARGA NAMAKTP NAMASESUAIKTP NAMAPMKS NAMAPPKS NAMAKLIEN NAME',
  ),
  birthDate: words(
    'TGLLAHIR TGLLHR TGLLAHIRART TGLKELAHIRAN TGLLAHIRINDIVIDU LAHIR KELAHIRAN TEMPATTGLLAHIR TTL BIRTHDATE TGLLAHIRDDMMYYYY',
  ),
  sex: words('JENISKELAMIN JK KELAMIN JNSKELAMIN JENKEL JENISKEL JKEL JNSKEL LP SEX GENDER JENKELAMIN'),
  relation: words(
    'HUBUNGANKELUARGA HUBKELUARGA HUBUNGAN HUBKK HUBKEL SHDK STATUSHUBUNGANKELUARGA STATUSHUBUNGAN STATUSHUBUNGANDALAMKELUARGA HUBUNGANDENGANKEPALAKELUARGA HUBUNGANKRT HUBKRT STATUSKELUARGA STATUSDALAMKELUARGA',
  ),
  occupation: words('PEKERJAAN PEKERJAANUTAMA JENISPEKERJAAN PEKERJAANKRT MATAPENCAHARIAN PROFESI'),
  /** Of the row in its source: active, to be verified … in the source's own words. */
  status: words('STATUS STATUSDTKS STATUSDTSEN STATUSDATA STATUSKEPESERTAAN STATUSKEAKTIFAN STATUSAKTIF'),
  motherName: words('NAMAIBU NAMAIBUKANDUNG IBUKANDUNG NAMAGADISIBUKANDUNG NMIBU NAMALENGKAPIBU'),
  address: words('ALAMAT ALAMATLENGKAP ALAMATRUMAH ALAMATTINGGAL ALAMATDOMISILI ALAMATKTP JALAN ALMT'),
  rt: words('RT NORT'),
  rw: words('RW NORW'),
  kecamatan: words('KECAMATAN KEC NAMAKECAMATAN NMKEC NAMAKEC KABKECAMATAN'),
  kecamatanCode: words('KODEKECAMATAN KDKEC KODEKEC KECAMATANID IDKEC IDKECAMATAN KDKECAMATAN'),
  desa: words(
    'DESA KEL DESAKEL KELDESA NAMADESA NAMAKEL NMDESA NMKEL NAMADESAKEL NAMAKELDESA DESAATAUKEL KAMPUNG NAGARI NAMAKELURAHAN',
  ),
  desaCode: words(
    'KODEDESA KDDESA KODEKEL KDKEL KODEDESAKEL KODEKELDESA KDDESAKEL KODEWILAYAH IDDESA IDKEL KODEKEMENDAGRI KODEWILAYAHKEMENDAGRI',
  ),
  phone: words('NOHP HP NOTELP NOTELEPON TELEPON TELP NOHPWA NOWA NOPONSEL NOHANDPHONE KONTAK'),
  note: words('CATATAN KETERANGAN KET CATATANPETUGAS KETERANGANLAIN NOTE'),
  sourceKey: words('ID IDINDIVIDU IDART IDPENDUDUK IDPERSON'),
  familyKey: words('IDKELUARGA IDRUTA IDRT IDRUMAHTANGGA NOURUTKELUARGA'),
} as const satisfies Partial<Record<Column, readonly string[]>>;

const verification: Partial<Record<Column, readonly string[]>> = {
  verifiedOn: words('TGLVERIFIKASI TGLVERIFIKASILAPANGAN TGLVERVAL TGLVALIDASI WAKTUVERIFIKASI TGLVERIF'),
  verifiedBy: words(
    'VERIFIKATOR PETUGAS PETUGASVERIFIKASI NAMAPETUGAS NAMAVERIFIKATOR DIVERIFIKASIOLEH PETUGASLAPANGAN',
  ),
  verifiedResult: words(
    'HASILVERIFIKASI STATUSVERIFIKASI VERIFIKASI HASILVERIFIKASILAPANGAN HASILVERVAL STATUSVERVAL VERIFIKASILAPANGAN TERVERIFIKASI HASILVALIDASI STATUSVALIDASI VERVAL',
  ),
};

const desil: Partial<Record<Column, readonly string[]>> = {
  desil: words(
    'DESIL DESILNASIONAL DESILKESEJAHTERAAN DESILDTSEN DESILP3KE PERINGKATDESIL KELOMPOKDESIL DESILKELUARGA',
  ),
  rankedOn: words(
    'TGLDESIL TGLPERINGKAT PERIODE PERIODEDESIL TGLPEMERINGKATAN PERIODEPEMERINGKATAN TGLDATA PERIODEDATA',
  ),
};

const disability: Partial<Record<Column, readonly string[]>> = {
  disability: words(
    'JENISDISABILITAS DISABILITAS RAGAMDISABILITAS JNSDISABILITAS KEDISABILITASAN JENISKEDISABILITASAN JENISCACAT CACAT PENYANDANGDISABILITAS',
  ),
};

/** Of each source: the columns it knows, with their titles; the most telling stand first. */
export const sourceColumns: Readonly<Record<Source, Partial<Record<Column, readonly string[]>>>> = {
  DTKS: {
    ...commonTitles,
    ...disability,
    ...verification,
    ...desil,
    sourceKey: words('IDDTKS IDARTDTKS IDARTBDT IDBDT IDSEMESTA PERSONID NODTKS IDDTKSART ID'),
    familyKey: words('IDJTG IDDTKSKELUARGA IDDTKSRT IDKELUARGADTKS IDRUTA IDKELUARGA IDBDTRT'),
  },
  DTSEN: {
    ...commonTitles,
    ...disability,
    ...verification,
    ...desil,
    sourceKey: words('IDINDIVIDU IDDTSEN IDANGGOTA IDANGGOTAKELUARGA IDINDIVIDUDTSEN IDART ID'),
    familyKey: words('IDKELUARGA IDKELUARGADTSEN IDKELDTSEN'),
  },
  P3KE: {
    ...commonTitles,
    ...disability,
    ...verification,
    ...desil,
    // A list of families by their heads: the other columns are the head's, too.
    name: [...commonTitles.name, ...words('NAMAKEPALAKELUARGA NAMAKK KEPALAKELUARGA')],
    sourceKey: words('IDINDIVIDU IDP3KE IDINDIVIDUP3KE IDANGGOTA IDPENSASARAN IDINDIVIDUPENSASARAN ID'),
    familyKey: words('IDKELUARGA IDKELUARGAP3KE IDKELP3KE'),
  },
  PMKS: {
    ...commonTitles,
    ...disability,
    ...verification,
    category: words(
      'KODEKATEGORI KATEGORI KATEGORIPMKS JENISPMKS KODEPMKS PMKS JENISPPKS PPKS KATEGORIPPKS KODEPPKS NAMAKATEGORI KDPMKS KODEJENIS JENIS',
    ),
    sourceKey: words('IDPMKS IDPPKS NOREGISTER NOREG IDKLIEN ID'),
  },
};

/** Without which no row of such a file can be taken; beside it nik, or birthDate or a desa. */
export const requiredColumns: Readonly<Record<Source, readonly Column[]>> = {
  DTKS: ['name'],
  DTSEN: ['name'],
  P3KE: ['name'],
  PMKS: ['name', 'category'],
};

function words(list: string): readonly string[] {
  return list.split(' ');
}
