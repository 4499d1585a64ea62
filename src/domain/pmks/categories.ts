/**
 * The 26 categories of people with social-welfare problems, in the order and numbering of the annex
 * of Permensos 8/2012 (now also called PPKS). Age and sex limits warn, they never block.
 */
export interface PmksCategory {
  /** "01" … "26" */
  readonly code: string;
  /** As the office calls it; at first, as the annex does. */
  readonly name: string;
  /** Never named in anything that leaves the service; seen only by those granted. */
  readonly sensitive: boolean;
  /** Offered for new reports. Whoever has it keeps it. */
  readonly active: boolean;
  readonly minAge: number | null;
  readonly maxAge: number | null;
  readonly sex: 'L' | 'P' | null;
  readonly needsDisability: boolean;
}

type Limits = Partial<Omit<PmksCategory, 'code' | 'name' | 'active'>>;

function category(code: string, name: string, limits: Limits = {}): PmksCategory {
  return {
    code,
    name,
    sensitive: false,
    active: true,
    minAge: null,
    maxAge: null,
    sex: null,
    needsDisability: false,
    ...limits,
  };
}

/** As they come with the service. */
export const pmksCategories: readonly PmksCategory[] = [
  category('01', 'Anak balita telantar', { minAge: 0, maxAge: 5 }),
  category('02', 'Anak terlantar', { minAge: 6, maxAge: 18 }),
  category('03', 'Anak yang berhadapan dengan hukum', { sensitive: true, minAge: 12, maxAge: 17 }),
  category('04', 'Anak jalanan', { maxAge: 17 }),
  category('05', 'Anak dengan kedisabilitasan', { maxAge: 17, needsDisability: true }),
  category('06', 'Anak yang menjadi korban tindak kekerasan atau diperlakukan salah', {
    sensitive: true,
    maxAge: 17,
  }),
  category('07', 'Anak yang memerlukan perlindungan khusus', { maxAge: 17 }),
  category('08', 'Lanjut usia terlantar', { minAge: 60 }),
  category('09', 'Penyandang disabilitas', { needsDisability: true }),
  category('10', 'Tuna susila', { sensitive: true }),
  category('11', 'Gelandangan'),
  category('12', 'Pengemis'),
  category('13', 'Pemulung'),
  category('14', 'Kelompok minoritas', { sensitive: true }),
  category('15', 'Bekas warga binaan lembaga pemasyarakatan'),
  category('16', 'Orang dengan HIV/AIDS', { sensitive: true }),
  category('17', 'Korban penyalahgunaan NAPZA', { sensitive: true }),
  category('18', 'Korban trafficking', { sensitive: true }),
  category('19', 'Korban tindak kekerasan', { sensitive: true }),
  category('20', 'Pekerja migran bermasalah sosial'),
  category('21', 'Korban bencana alam'),
  category('22', 'Korban bencana sosial'),
  category('23', 'Perempuan rawan sosial ekonomi', { sex: 'P' }),
  category('24', 'Fakir miskin'),
  category('25', 'Keluarga bermasalah sosial psikologis'),
  category('26', 'Komunitas adat terpencil'),
];

/** Codes of categories that are sensitive now. */
export type SensitiveCodes = ReadonlySet<string>;

export function sensitiveCodes(categories: readonly PmksCategory[]): SensitiveCodes {
  return new Set(categories.filter((one) => one.sensitive).map(({ code }) => code));
}

/** By the regulation: these are never ordinary, whatever the office sets. */
export const builtInSensitive: SensitiveCodes = sensitiveCodes(pmksCategories);

/** Words that tell one of them, besides its name. */
const tellingWords: readonly (readonly [code: string, words: string])[] = [
  ['03', 'abh|berhadapan dengan hukum'],
  ['10', 'psk|pekerja seks|pelacur|wts'],
  ['16', 'hiv|aids|odha'],
  ['17', 'napza|narkoba|pecandu'],
  ['18', 'trafficking|tppo|perdagangan orang|perdagangan manusia'],
  ['19', 'tindak kekerasan|korban kekerasan|kdrt'],
];

/** A quick look, which lets most texts pass: a part of each of the above, and of each name in the annex. */
const mayNameSensitive =
  /hukum|tindak|kekerasan|kdrt|susila|psk|seks|pelacur|wts|minoritas|hiv|aids|odha|napza|narkoba|pecandu|trafficking|tppo|perdagangan|abh/i;

function wholeWords(words: string): RegExp {
  const spaced = words.replaceAll(' ', '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})(?![\\p{L}\\p{N}])`, 'giu');
}

interface Guard {
  /** By category, names before words: a name may hold one of the words. */
  readonly each: readonly { readonly code: string; readonly pattern: RegExp }[];
  readonly any: RegExp;
  /** Whether a text passes at a quick look. */
  readonly passes: (text: string) => boolean;
}

const guards = new WeakMap<readonly PmksCategory[], Guard>();

function guardOf(categories: readonly PmksCategory[]): Guard {
  const known = guards.get(categories);
  if (known !== undefined) return known;
  const annex = new Map(pmksCategories.map(({ code, name }) => [code, plain(name)]));
  // What the annex calls it tells it, too, whatever the office does.
  const called = categories
    .filter(({ code, sensitive }) => sensitive || builtInSensitive.has(code))
    .flatMap(({ code, name }) =>
      [...new Set([plain(name), annex.get(code) ?? ''])].map((one) => ({ code, one })),
    )
    .toSorted((a, b) => b.one.length - a.one.length);
  const own = called.some(({ code, one }) => !builtInSensitive.has(code) || one !== annex.get(code));
  const words = [...called.map(({ code, one }) => [code, escaped(one)] as const), ...tellingWords];
  const guard: Guard = {
    each: words.map(([code, told]) => ({ code, pattern: wholeWords(told) })),
    any: wholeWords(words.map(([, told]) => told).join('|')),
    passes: (text) => !own && !mayNameSensitive.test(text),
  };
  guards.set(categories, guard);
  return guard;
}

const plain = (name: string) => name.toLowerCase().replace(/\s+/g, ' ').trim();
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text says one of the sensitive categories: such a text must not leave the service. */
export function namesSensitive(text: string, categories: readonly PmksCategory[] = pmksCategories): boolean {
  return text.search(guardOf(categories).any) !== -1;
}

/** The text with each sensitive category by its number alone. */
export function withoutSensitiveNames(
  text: string,
  categories: readonly PmksCategory[] = pmksCategories,
): string {
  const { each, any, passes } = guardOf(categories);
  if (passes(text) || text.search(any) === -1) return text;
  return each.reduce((rest, { code, pattern }) => rest.replace(pattern, code), text);
}
