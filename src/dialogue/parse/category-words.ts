/** The words by which the 26 categories are called, as data. */
import { pmksCategories, type PmksCategory } from '../../domain/pmks/categories.js';
import { looseWords } from './text.js';

type Form = readonly [RegExp, readonly string[]];

const form = (words: string, ...codes: readonly string[]): Form => [
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'gu'),
  codes,
];

/** One spelling for what is written in many. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:telantar|terlantr|tlantar|terlatar|trlantar|telentar|terlantarkan|diterlantarkan|ditelantarkan)\b/g,
    'terlantar',
  ],
  [/\b(?:anak anak|anaknya|anak nya|ank|kanak kanak)\b/g, 'anak'],
  [/\b(?:lanjut usia|usia lanjut|lanjut umur|manula|lansianya|lanisa|lnsia|lansi)\b/g, 'lansia'],
  [
    /\b(?:difabel|difable|disable|disabel|disabilitasnya|disablitas|disabiltas|penyandang cacat|kecacatan|kedisabilitasan|cacad|tuna daksa)\b/g,
    'disabilitas',
  ],
  [/\b(?:yang|yg) \b/g, ''],
  [/\b(?:dlm)\b/g, 'dalam'],
  [/\b(?:mantan|bekas|eks|ex)\b/g, 'bekas'],
  [/\b(?:gelandang|glandangan|gelandngan)\b/g, 'gelandangan'],
  [/\b(?:pemulng|pemullung)\b/g, 'pemulung'],
  [/\b(?:pengemmis|pngemis)\b/g, 'pengemis'],
];

export function plainSpelling(words: string): string {
  // "tuna daksa" tells the kind: it stays as it is.
  return spellings.reduce(
    (text, [from, to]) => text.replace(from, (said) => (said === 'tuna daksa' ? said : to)),
    words,
  );
}

const CHILD = '(?:anak|remaja|bocah)';
const ILL_TREATED =
  '(?:dianiaya|disiksa|dipukul|dipukuli|dicabuli|diperkosa|dilecehkan|dieksploitasi|diperlakukan salah|dibully|kena kdrt)';
const ASSAULT =
  '(?:kekerasan|penganiayaan|pelecehan|perkosaan|pemerkosaan|pencabulan|asusila|kdrt|perundungan|bully|bullying|eksploitasi)';
const DISABLED =
  '(?:disabilitas|cacat|tuna ?(?:netra|rungu|wicara|daksa|grahita)|lumpuh|buta(?! (?:huruf|aksara|warna))|tuli|bisu|autis|down syndrome|downsyndrome|down sindrom|keterbelakangan mental|terbelakang mental|retardasi mental)';
const KIND =
  '(?: (?:berat|ringan|sedang|fisik|mental|ganda|sensorik|intelektual|netra|rungu|wicara|daksa|grahita|jiwa|psikososial|kaki|tangan|tubuh|badan|total|sejak lahir|dari lahir|terlantar|dan|buta|tuli|bisu|lumpuh))*';
const INSANE =
  '(?:odgj|odmk|orang gila|gila|gangguan jiwa|ganguan jiwa|gangguan kejiwaan|sakit jiwa|psikotik|skizofrenia)';
const PRISONER = '(?:napi|narapidana|tahanan|warga binaan|wbp|penjara|lapas)';
const DISASTER =
  '(?:bencana alam|banjir|kebanjiran|longsor|tanah longsor|gempa|gempa bumi|tsunami|puting beliung|angin kencang|abrasi|kebakaran|rumah terbakar|rumahnya terbakar|gunung meletus|kekeringan)';

/** Official names, the longest first: one may begin with another. */
const official: readonly Form[] = [...pmksCategories]
  .sort((a, b) => b.name.length - a.name.length)
  .map(({ code, name, needsDisability }) => {
    const words = plainSpelling(looseWords(name)).replaceAll(' ', ' (?:, )?');
    return form(needsDisability ? words + KIND : words, code);
  });

/** In the order they are tried: what holds the words of another comes first. */
const everyday: readonly Form[] = [
  form(`(?:${CHILD} )?(?:balita|bayi) (?:di)?(?:terlantar|buang|dibuang)|(?:balita|bayi) terlantar`, '01'),
  form(
    `abh|${CHILD} (?:di)?(?:berhadapan|berurusan|bermasalah|berkonflik|terlibat|kena|tersangkut)(?: masalah| kasus| dengan| dgn)* (?:hukum|polisi)|${CHILD} (?:dipenjara|ditahan|pelaku kejahatan)`,
    '03',
  ),
  form(`anjal|${CHILD} (?:jalanan|punk|pengamen|ngamen)`, '04'),
  form(
    `${CHILD} (?:korban )?(?:tindak )?${ASSAULT}(?: seksual| anak| dalam rumah tangga)*|${CHILD} (?:jadi |menjadi )?korban (?:tindak )?${ASSAULT}(?: seksual| dalam rumah tangga)*|${CHILD} ${ILL_TREATED}|(?:korban )?(?:tindak )?${ASSAULT}(?: seksual)? (?:terhadap |pada |kepada |ke )?${CHILD}`,
    '06',
  ),
  form(`ampk|${CHILD} (?:memerlukan |butuh |perlu |membutuhkan )?perlindungan(?: khusus)?`, '07'),
  form(
    `abk|adk|${CHILD} (?:dengan |penyandang )?${DISABLED}${KIND}|${CHILD} berkebutuhan khusus|(?:penyandang )?disabilitas ${CHILD}|cacat ${CHILD}`,
    '05',
  ),
  form(`${CHILD} (?:yatim |piatu |yatim piatu )?terlantar|(?:yatim|piatu|yatim piatu) terlantar`, '02'),
  form(
    '(?:orang tua |kakek |nenek |mbah )?(?:lansia|jompo)(?: terlantar| jompo| sebatang kara| hidup sendiri| sendirian| tinggal sendiri)*|(?:orang tua|kakek|nenek|mbah) (?:terlantar|sebatang kara)|lut',
    '08',
  ),
  form(`(?<!anak )(?:penyandang )?${INSANE}(?: berat| terlantar| jalanan)*`, '09'),
  form(
    `(?:penyandang )?${DISABLED}${KIND}|(?:tidak|tdk|gak|nda|ndak) bisa (?:melihat|lihat|mendengar|dengar|bicara|berbicara|jalan|berjalan)|penyandang masalah kejiwaan`,
    '09',
  ),
  form('(?:wanita )?tuna ?susila|psk|wts|pelacur|pelacuran|pekerja seks(?: komersial)?', '10'),
  form('gepeng|gelandangan (?:dan |, )?pengemis', '11', '12'),
  form('gelandangan|tuna ?wisma|homeless', '11'),
  form('pengemis|ngemis|mengemis|(?:peminta|minta|meminta) minta', '12'),
  form('pemulung|mulung|memulung|pemungut sampah', '13'),
  form('kelompok minoritas|minoritas|waria|lgbt|banci|bencong|transgender|transpuan|gay|lesbian', '14'),
  form(
    `bekas ${PRISONER}|(?:baru )?(?:keluar|bebas)(?: dari)? (?:penjara|lapas|rutan)|bwbp|bwblp|residivis`,
    '15',
  ),
  form('(?:orang dengan |odha |positif |kena |penderita )?(?:hiv|aids)|odha|odhiv', '16'),
  form(
    '(?:korban |bekas )?(?:penyalahgunaan |penyalahguna |pecandu |pengguna |pemakai |kecanduan )?(?:napza|narkoba|narkotika|narkotik|sabu|shabu)|(?:bekas )?pecandu',
    '17',
  ),
  form(
    '(?:korban )?(?:human )?(?:trafficking|traficking|trafiking|trafficing)|(?:korban )?tppo|(?:korban )?(?:perdagangan|penjualan) (?:orang|manusia|anak)',
    '18',
  ),
  form(
    '(?:korban )?kdrt|(?:korban )?kekerasan dalam rumah tangga|korban (?:tindak )?kekerasan|(?:istri|perempuan|wanita) (?:korban (?:tindak )?kekerasan|dipukuli suami|dianiaya suami)',
    '19',
  ),
  form(
    '(?:korban )?(?:pekerja|buruh) migran(?: indonesia)?(?: bermasalah)?(?: sosial)?|(?:bekas )?(?:tki|tkw|pmi)(?: bermasalah| ilegal| dideportasi| terlantar)*|pmbs|deportan|dideportasi',
    '20',
  ),
  form(`(?:korban |terkena |kena )?${DISASTER}`, '21'),
  form('(?:korban )?(?:bencana sosial|konflik(?: sosial)?|kerusuhan|tawuran)', '22'),
  form(
    'prse|wrse|pekka|(?:perempuan|wanita) (?:rawan(?: sosial)?(?: ekonomi)?|kepala keluarga)|janda (?:tua )?(?:miskin|terlantar|tidak mampu|tdk mampu|kurang mampu|rawan(?: sosial)?(?: ekonomi)?)',
    '23',
  ),
  form(
    'fakir(?: miskin)?|(?:keluarga |orang |warga )?(?:sangat )?miskin(?: ekstrem| ekstrim| sekali)?|(?:keluarga |orang |warga )?(?:tidak|tdk|kurang|gak|nda) mampu|gakin|du?h?uafa|kaum duafa|kaum dhuafa',
    '24',
  ),
  form(
    'keluarga bermasalah(?: sosial)?(?: psikologis)?|kbsp|(?:keluarga )?broken home|keluarga tidak harmonis|rumah tangga bermasalah',
    '25',
  ),
  form(
    'kat|(?:komunitas|masyarakat|warga) adat(?: terpencil| terasing)?|adat terpencil|(?:suku|masyarakat) (?:terasing|pedalaman)',
    '26',
  ),
];

export const categoryForms: readonly Form[] = [...official, ...everyday];

const known = new WeakMap<readonly PmksCategory[], readonly Form[]>();

/** Also as the office calls them. What is written out in full comes before what it may hold. */
export function formsOf(categories: readonly PmksCategory[]): readonly Form[] {
  const kept = known.get(categories);
  if (kept !== undefined) return kept;
  const annex = new Map(pmksCategories.map(({ code, name }) => [code, name]));
  const own = categories
    .filter(({ code, name }) => name !== annex.get(code))
    .map(({ code, name }) => ({ code, words: plainSpelling(looseWords(name)) }))
    .filter(({ words }) => words !== '')
    .sort((a, b) => b.words.length - a.words.length)
    .map(({ code, words }) => form(words.replace(/[^\p{L}\p{N} ]/gu, '.').replaceAll(' ', ' (?:, )?'), code));
  const forms = own.length === 0 ? categoryForms : [...own, ...categoryForms];
  known.set(categories, forms);
  return forms;
}

/** To be asked, in the order they are tried. */
export const ambiguousForms: readonly Form[] = [
  form(`${CHILD} ${INSANE}`, '05', '09'),
  form(`(?:${CHILD} )?(?:yatim piatu|yatim|piatu)`, '02', '07'),
  form(`(?:${CHILD} )?(?:balita|bayi)`, '01', '05', '06', '07'),
  form(`${CHILD} nakal`, '03', '07'),
  form(`(?:korban )?(?:tindak )?${ASSAULT}(?: seksual)?|${ILL_TREATED}`, '06', '19'),
  form('(?:korban )?bencana|pengungsi|mengungsi', '21', '22'),
  form('(?:tidak|tdk|gak|nda) (?:punya|ada) (?:rumah|tempat tinggal)', '11', '24'),
  form('pengamen|ngamen|mengamen', '04', '12'),
  form(PRISONER, '03', '15'),
  form('jalanan', '04', '11'),
  form('janda', '23', '24'),
  form('korban', '06', '17', '18', '19', '21', '22'),
  form('(?:orang )?terlantar', '01', '02', '08'),
  form(CHILD, '01', '02', '03', '04', '05', '06', '07'),
];

/** Says nothing of a category. */
export const fillers: ReadonlySet<string> = new Set(
  'kategori kategorinya pmks ppks nomor nomer no dan serta sama juga orang seorang penyandang penderita pak bu bapak ibu saja aja dia beliau warga kasus termasuk masuk dengan dgn di ke itu ini ada sebagai kode jenis pilih pilihan atau hingga ya dua duanya dari karena tahun'.split(
    ' ',
  ),
);
