import type { Disability, Relation, Schooling, Sex } from '../../domain/report/parts.js';
import { closest } from './spell.js';
import { isTooLong, looseWords } from './text.js';

const listed = (words: string): readonly string[] => words.split(' ');
const NO =
  '(?:tidak|tdk|tak|tdak|gak|ga|gk|nggak|ngga|enggak|nda|ndak|dak|kada|ora|belum|blm|bukan|bkn|tanpa)';

/** The one thing that was said, however often; null when nothing was, or several. */
function only<T>(found: Iterable<T>): T | null {
  const [first, ...more] = new Set(found);
  return first === undefined || more.length > 0 ? null : first;
}

// --- sex ----------------------------------------------------------------------------------------

const sexWords: ReadonlyMap<string, Sex> = new Map([
  ...listed(
    'laki laki-laki lakilaki lelaki lelakinya cowok cowo pria lanang lalakian oroane burane male putra duda',
  ).map((word) => [word, 'L'] as const),
  ...listed(
    'perempuan prempuan permpuan wanita cewek cewe wedok wadon bibinian babinian makkunrai female putri janda gadis',
  ).map((word) => [word, 'P'] as const),
]);
/** Too short, or too much else besides, to count among other words. */
const sexAlone: ReadonlyMap<string, Sex> = new Map([
  ...listed('l lk lki lkk m bapak ayah kakek suami bujang').map((word) => [word, 'L'] as const),
  ...listed('p pr prp pi w wnt f ibu nenek istri').map((word) => [word, 'P'] as const),
]);
const AROUND_SEX = /\b(?:jenis|kelamin|jk|sex|anak|orang|orangnya|dia|beliau|seorang|itu|adalah|pak|bu)\b/g;

export function readSex(text: string): Sex | null {
  if (isTooLong(text)) return null;
  const words = looseWords(text);
  if (new RegExp(`\\b${NO}\\b`).test(words)) return null;
  const rest = words.replace(AROUND_SEX, ' ').replace(/\s+/g, ' ').trim();
  const alone = sexAlone.get(rest) ?? sexAlone.get(words);
  return alone ?? only(rest.split(' ').flatMap((word) => sexOf(word) ?? []));
}

function sexOf(word: string): Sex | null {
  const bare = word.replace(/nya$/, '');
  return sexWords.get(bare) ?? sexWords.get(closest(bare, sexWords.keys()) ?? '') ?? null;
}

/** Nothing but a sex; single letters only where nothing else stands. */
export function isSex(text: string): boolean {
  const words = looseWords(text);
  if (/^(?:l|p|lk|pr)$/.test(words)) return true;
  return (
    words
      .split(' ')
      .every((word) =>
        /^(?:laki|lelaki|pria|cowok|cowo|perempuan|prempuan|wanita|cewek|cewe|male|female|jenis|kelamin)$/.test(
          word,
        ),
      ) && readSex(words) !== null
  );
}

/** A wife is a woman, and so on; null where the relation leaves it open. */
export function sexOfRelation(relation: Relation | null): Sex | null {
  if (relation === 'wife') return 'P';
  return relation === 'husband' ? 'L' : null;
}

// --- relation -----------------------------------------------------------------------------------

const relationWords: ReadonlyMap<string, Relation> = new Map(
  (
    [
      ['husband', 'suami swami'],
      ['wife', 'istri isteri istr istry bini isri istrinya'],
      ['child', 'anak ank putra putri kanak'],
      ['child_in_law', 'mantu menantu minantu mntu'],
      ['grandchild', 'cucu cucung putu'],
      ['parent', 'bapak bpk ayah ibu ibuk orangtua ortu abah mama mamak emak mamah umak'],
      ['parent_in_law', 'mertua mintuha mrtua'],
      [
        'relative',
        'adik adek ade kakak kaka abang saudara sodara saudari keponakan ponakan kemenakan kaponakan paman om bibi tante bude pakde nenek kakek kai nini datu mbah eyang ipar sepupu famili cicit buyut besan acil amang julak',
      ],
      ['servant', 'pembantu art prt pengasuh'],
      ['other', 'lain lainnya teman kawan tetangga'],
    ] as const
  ).flatMap(([relation, words]) => listed(words).map((word) => [word, relation] as const)),
);
/** Of two relations side by side, what they come to: `anak mantu`, `bapak mertua`, `anak adik`. */
const RELATIVES = '(?:adik|adek|kakak|kaka|abang|saudara|sodara|sepupu|ipar|keponakan|ponakan|paman|bibi)';
const SPOUSE = '(?:istri|isteri|suami|bini)';
const together: readonly (readonly [RegExp, Relation | null])[] = [
  [/\b(?:asisten|pembantu) rumah tangga\b/g, 'servant'],
  // Her work.
  [/\bibu rumah tangga\b/g, null],
  [new RegExp(`\\banak(?:nya)? (?:dari |dr |si )?${RELATIVES}(?:nya)?\\b`, 'g'), 'relative'],
  [new RegExp(`\\b(?:${SPOUSE}|anak|ibu|bapak) (?:dari |dr )?${RELATIVES}(?:nya)?\\b`, 'g'), 'relative'],
  [
    new RegExp(`\\b${RELATIVES}(?:nya)? (?:dari )?(?:${SPOUSE}|ipar|sepupu|ibu|bapak|ayah)\\b`, 'g'),
    'relative',
  ],
  [
    new RegExp(
      `\\b(?:ibu|bapak|ayah|orang tua|ortu|mama)(?:nya)? (?:dari |kandung )?(?:${SPOUSE}|mertua)\\b`,
      'g',
    ),
    'parent_in_law',
  ],
  [/\banak (?:mantu|menantu)\b/g, 'child_in_law'],
  [new RegExp(`\\b${SPOUSE} (?:dari )?anak(?:nya)?\\b`, 'g'), 'child_in_law'],
  [/\b(?:famili|keluarga|saudara|kerabat) lain(?:nya)?\b/g, 'relative'],
  [/\borang tua(?:nya)?\b/g, 'parent'],
];
const HEAD = /\b(?:kepala (?:keluarga|rumah tangga)|kep(?:ala)? ?kel(?:uarga)?|krt)\b/g;

export function readRelation(text: string): Relation | null {
  if (isTooLong(text)) return null;
  // "Anak dari istri pertama": what comes before counts.
  const words = looseWords(text).replace(/\b(\p{L}+)nya\b/gu, '$1');
  if (/^(?:kk|kepala)$/.test(words)) return 'head';
  const withoutHead = words.replace(HEAD, ' ').trim();
  if (new RegExp(`\\b${NO}\\b`).test(words)) return null;
  const found = relationsIn(withoutHead);
  if (found.length === 0 && withoutHead !== words) return 'head';
  return only(found);
}

function relationsIn(words: string): readonly Relation[] {
  const found: Relation[] = [];
  let rest = words;
  for (const [form, relation] of together) {
    const without = rest.replace(form, ' ');
    if (without !== rest && relation !== null) found.push(relation);
    rest = without;
  }
  const before = rest.replace(/ (?:dari|dr) .*$/, '');
  return [...found, ...before.split(' ').flatMap((word) => relationOf(word) ?? [])];
}

function relationOf(word: string): Relation | null {
  const bare = word.replace(/\d+$/, '');
  // A letter held down counts once.
  const exact = relationWords.get(bare) ?? relationWords.get(bare.replace(/(\p{L})\1+/gu, '$1'));
  return exact ?? relationWords.get(closest(bare, relationWords.keys()) ?? '') ?? null;
}

/** Said along with a relation: which of them, and whose. */
const BESIDE_RELATION = new Set(
  listed(
    'kandung tiri angkat asuh ke pertama kedua ketiga keempat kelima keenam terakhir sulung bungsu tua muda tengah siri sah dari dr keluarga rumah tangga lain orang kepala nomor no satu dua tiga empat lima asisten famili',
  ),
);

/** Nothing but a relation: `anak ke 2`, `istri kedua`. Of a line with names in it, false. */
export function isRelation(text: string): boolean {
  const words = looseWords(text)
    .replace(/\b(\p{L}+)nya\b/gu, '$1')
    .split(' ');
  const known = words.every((word) => /^\d$/.test(word) || BESIDE_RELATION.has(word) || exactRelation(word));
  return known && readRelation(text) !== null;
}

/** `Putra` and `Putri` are names more often. */
function exactRelation(word: string): boolean {
  return !/^put(?:ra|ri)$/.test(word) && relationWords.has(word.replace(/\d$/, ''));
}

// --- schooling ----------------------------------------------------------------------------------

type Level = 'sd' | 'smp' | 'sma' | 'higher';
const levelForms: readonly (readonly [RegExp, Level])[] = [
  [/\b(?:paket a|sekolah dasar|sekolah rakyat|sdn|sdit|sdlb|mi|min|ibtidaiyah|sr|sd)\b/g, 'sd'],
  [/\b(?:paket b|sekolah menengah pertama|smpn|smplb|smpit|mtsn|mts|tsanawiyah|sltp|slp|smp)\b/g, 'smp'],
  [
    /\b(?:paket c|sekolah menengah (?:atas|umum|kejuruan)|sman|smkn|smun|smalb|smk|smu|smea|stm|spg|slta|aliyah|man|ma|sma)\b/g,
    'sma',
  ],
  [
    /\b(?:(?:d|s) ?(?:[1-4]|i{1,3}|iv)|diploma(?: (?:i{1,3}|iv|[1-4]))?|strata(?: (?:i{1,3}|[1-3]))?|s muda|sarjana(?: muda)?|magister|akademi|akper|akbid|universitas|univ|politeknik|perguruan tinggi|kuliah|kuliahan)\b/g,
    'higher',
  ],
];
/** What somebody has finished who did not finish, or still attends, a level. */
const below: Readonly<Record<Level, Schooling>> = {
  sd: 'unfinished_sd',
  smp: 'sd',
  sma: 'smp',
  higher: 'sma',
};
const LEVEL = '<(sd|smp|sma|higher)>';
const UNFINISHED = `(?:${NO}|putus|drop out|do|keluar|berhenti)`;
const FINISHED = '(?:tamat|tmt|lulus|lls|selesai|lanjut|sampai|menamatkan|menyelesaikan)';
const notFinished: readonly RegExp[] = [
  new RegExp(
    `\\b${UNFINISHED} (?:sempat |sampai )?(?:${FINISHED} )?(?:sekolah |dari |di |ke )*${LEVEL}`,
    'g',
  ),
  new RegExp(`${LEVEL} ${UNFINISHED}(?: ${FINISHED}| sekolah)?`, 'g'),
  new RegExp(`\\b(?:kelas|kls|kl) (?:\\d{1,2}|i{1,3}|iv|vi?) ${LEVEL}`, 'g'),
  new RegExp(`${LEVEL} (?:kelas|kls|kl) (?:\\d{1,2}|i{1,3}|iv|vi?)(?![\\p{L}\\d])`, 'gu'),
  new RegExp(
    `\\b(?:masih|msh|sedang|sdg|lagi|baru masuk)(?: (?:duduk|sekolah|belajar|bersekolah|di|bangku|kelas))* ${LEVEL}`,
    'g',
  ),
];
const FINISHED_LEVEL = new RegExp(`(?:(?:tamat|tmt|lulus|lulusan|lls|tamatan) )?${LEVEL}`, 'g');
const NO_SCHOOL = new RegExp(
  `\\b${NO}(?: ${NO})?(?: pernah)? (?:sekolah|bersekolah|skolah|sklh)(?! lagi)\\b|\\b(?:tk|paud|ra|playgroup|kelompok bermain|kober|balita|bayi|masih kecil|masih bayi)\\b`,
  'g',
);

/** The highest school finished; null when that is open, as of `sekolah` or `kelas 2`. */
export function readSchooling(text: string): Schooling | null {
  if (isTooLong(text)) return null;
  let words = looseWords(text)
    .replace(/\bsederajat\b|\bkejar (?=paket)/g, ' ')
    .replace(/\s+/g, ' ');
  if (/\b(?:sudah|sdh|udah) (?:tidak|tdk|gak) (?:sekolah|bersekolah)\b/.test(words)) return null;
  if (/^(?:none|tidak ada|tidak pernah|belum pernah)$/.test(words)) return 'none';
  for (const [form, level] of levelForms) words = words.replace(form, `<${level}>`);
  // "SD/MI", "SMA/SMK/MA" are one level.
  words = words.replace(/(<\w+>)(?: (?:atau )?\1)+/g, '$1').trim();
  // "Sekolah SD" may be over or go on.
  if (/^(?:sekolah|skolah|di)(?: di)? <(?:sd|smp|sma)>$/.test(words)) return null;
  const found: Schooling[] = [];
  const take = (form: RegExp, value: (level: Level) => Schooling) => {
    words = words.replace(form, (_, level: Level) => {
      found.push(value(level));
      return ' ';
    });
  };
  if (/\b(?:mahasiswa|mahasiswi|semester)\b/.test(words)) return 'sma';
  for (const form of notFinished) take(form, (level) => below[level]);
  take(FINISHED_LEVEL, (level) => level);
  if (NO_SCHOOL.test(words)) found.push('none');
  NO_SCHOOL.lastIndex = 0;
  return only(found) ?? (found.length === 0 ? ofClass(words) : null);
}

/** A class alone tells its school from the fourth on: the third may be of any. */
function ofClass(words: string): Schooling | null {
  const found = /^(?:(?:masih|sekolah|anak) )*(?:kelas|kls|kl) (\d{1,2}|iv|vi?)$/.exec(words.trim())?.[1];
  if (found === undefined) return null;
  const romans: Readonly<Record<string, number>> = { iv: 4, v: 5, vi: 6 };
  const year = romans[found] ?? Number(found);
  if (year < 4 || year > 12) return null;
  if (year <= 6) return 'unfinished_sd';
  return year <= 9 ? 'sd' : 'smp';
}

const BESIDE_SCHOOLING =
  /^(?:sd|smp|sma|higher|tidak|tdk|gak|ga|nda|ndak|belum|blm|putus|pernah|sekolah|bersekolah|tamat|tmt|lulus|lulusan|tamatan|selesai|kelas|kls|kl|masih|msh|sedang|di|paud|tk|pendidikan|sederajat|terakhir|semester|sekarang|skrg|baru|masuk|dan|atau|s|muda|mahasiswa|mahasiswi|kuliah|\d{1,2}|i{1,3}|iv|vi?)$/;

/** Nothing but a schooling. `short`: letters that are names as well (MI, MA, RA, Man) count. */
export function isSchooling(text: string, short: boolean): boolean {
  let words = looseWords(text);
  if (!short && /^(?:mi|min|ma|man|ra|sr)$/.test(words)) return false;
  for (const [form, level] of levelForms) words = words.replace(form, level);
  const known = words.split(' ').every((word) => BESIDE_SCHOOLING.test(word) || (short && word === 'ra'));
  return known && !/^[\d\s]+$/.test(words) && readSchooling(text) !== null;
}

// --- disability ---------------------------------------------------------------------------------

/** In the order they are looked for: what holds a word of another kind comes first. */
const disabilityForms: readonly (readonly [RegExp, Disability | null])[] = [
  // No disability at all.
  [/\bbuta (?:huruf|aksara|warna)\b/g, null],
  [/\b(?:ganda|multi|multipel)\b/g, 'multiple'],
  [
    /\b(?:(?:keterbelakangan|terbelakang|retardasi|retardasi|reterdasi) ?mental|retardasi|tuna ?grahita|grahita|intelektual|(?:down|don) ?(?:syndrome?|sindrome?)|downsyndrome?|sindrom down|idiot|debil|embisil|imbesil|lambat belajar|slow learner)\b/g,
    'intellectual',
  ],
  [
    /\b(?:mental|odgj|odmk|orang gila|gila|jiwa|psikososial|psikotik|skizofrenia|schizophrenia|skizo|bipolar|autis|autisme|autism|adhd|hiperaktif)\b/g,
    'mental',
  ],
  [
    new RegExp(
      `\\b${NO} (?:bisa|dapat|mampu) (?:me)?(?:lihat|liat|ngelihat|mandang)\\b|\\b(?:tuna ?netra|netra|buta|picek|picak|low vision)\\b`,
      'g',
    ),
    'sight',
  ],
  [
    new RegExp(
      `\\b${NO} (?:bisa|dapat) (?:men)?(?:dengar|denger)\\b|\\b(?:tuna ?rungu|rungu|tuli|budek|budeg|pekak|bongol|bengol)\\b`,
      'g',
    ),
    'hearing',
  ],
  [
    new RegExp(
      `\\b${NO} (?:bisa|dapat) (?:ber)?(?:bicara|ngomong|omong)\\b|\\b(?:tuna ?wicara|wicara|bisu|gagu)\\b`,
      'g',
    ),
    'speech',
  ],
  [
    new RegExp(
      `\\b${NO} (?:bisa|dapat|mampu) (?:ber)?(?:jalan|diri|gerak)\\b|\\b(?:fisik|tuna ?daksa|daksa|lumpuh|stroke|polio|amputasi|diamputasi|buntung|pincang|cerebral palsy|kerdil|bungkuk|kursi roda|(?:kaki|tangan) (?:palsu|satu|sebelah|kiri|kanan)|(?:cacat|patah) (?:kaki|tangan|tubuh|badan)|kusta)\\b`,
      'g',
    ),
    'physical',
  ],
];

/** The kind of disability; several at once are `multiple`. null when the words tell none. */
export function readDisability(text: string): Disability | null {
  if (isTooLong(text)) return null;
  let words = looseWords(text);
  const found = new Set<Disability>();
  for (const [form, kind] of disabilityForms) {
    const rest = words.replace(form, ' ');
    if (rest !== words && kind !== null) found.add(kind);
    words = rest;
  }
  if (new RegExp(`\\b${NO}\\b`).test(words)) return null;
  const [first = null, ...more] = found;
  return more.length > 0 ? 'multiple' : first;
}

const BESIDE_DISABILITY =
  /^(?:disabilitas|difabel|cacat|penyandang|tuna|tunanetra|tunarungu|tunawicara|tunadaksa|tunagrahita|netra|rungu|wicara|daksa|grahita|buta|tuli|bisu|lumpuh|odgj|gila|orang|gangguan|jiwa|mental|fisik|ganda|intelektual|autis|autisme|down|syndrome|sindrom|keterbelakangan|stroke|polio|pincang|kaki|tangan|dan|sejak|dari|lahir|total|berat)$/;

/** Nothing but a disability. */
export function isDisability(text: string): boolean {
  const words = looseWords(text).split(' ');
  return words.every((word) => BESIDE_DISABILITY.test(word)) && readDisability(text) !== null;
}
