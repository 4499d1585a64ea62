import { pmksCategories, type PmksCategory } from '../pmks/categories.js';
import { plainKey } from './cell-text.js';
import { editDistance } from './spelling.js';

export type CategoryReading =
  | { readonly ok: true; readonly category: PmksCategory }
  | { readonly ok: false; readonly fault: 'unknown' | 'several' };

/** What offices write for them besides number and name. */
const shortNames: Readonly<Record<string, string>> = {
  ABH: '03',
  ADK: '05',
  AMPK: '07',
  LANSIATERLANTAR: '08',
  LUT: '08',
  DISABILITAS: '09',
  PSK: '10',
  WTS: '10',
  BWBLP: '15',
  BWBP: '15',
  ODHA: '16',
  ODHIV: '16',
  HIVAIDS: '16',
  KORBANNAPZA: '17',
  KORBANKEKERASAN: '19',
  PMBS: '20',
  PRSE: '23',
  KAT: '26',
};

const remembered = new WeakMap<readonly PmksCategory[], Map<string, CategoryReading>>();
const MAX_REMEMBERED = 5_000;

/** `1`, `01`, `PMKS-01`, `01 - Anak balita telantar`, a name, or a short one. `categories`: as they are now. */
export function readCategory(text: string, categories: readonly PmksCategory[]): CategoryReading {
  const known = remembered.get(categories) ?? new Map<string, CategoryReading>();
  remembered.set(categories, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  const reading = look(text, categories);
  if (known.size >= MAX_REMEMBERED) known.clear();
  known.set(text, reading);
  return reading;
}

function look(text: string, categories: readonly PmksCategory[]): CategoryReading {
  const numbers = text.replace(/\.0+$/, '').match(/\d+/g) ?? [];
  const name = nameOf(text);
  const named = name === '' ? null : byName(name, categories);
  if (numbers.length > 1) return { ok: false, fault: 'several' };
  const [number] = numbers;
  if (number === undefined)
    return named === null ? { ok: false, fault: 'unknown' } : { ok: true, category: named };
  const numbered = categories.find(({ code }) => Number(code) === Number(number));
  // A number of another list beside a name of this one.
  if (numbered === undefined || (name !== '' && named !== numbered)) return { ok: false, fault: 'unknown' };
  return { ok: true, category: numbered };
}

/** The words of a cell that name a category; '' for `PMKS-01`. */
function nameOf(text: string): string {
  const words = plainKey(text.replace(/\([^)]*\)/g, ' ')).replace(/\d/g, '');
  return spelled(words.replace(/^(?:KODE|KATEGORI|JENIS|NO|NOMOR|PMKS|PPKS)+/, ''));
}

/** The annex itself writes both. */
function spelled(key: string): string {
  return key.replaceAll('TERLANTAR', 'TELANTAR');
}

function byName(name: string, categories: readonly PmksCategory[]): PmksCategory | null {
  const code = Object.entries(shortNames).find(([short]) => spelled(short) === name)?.[1];
  const short = categories.find((one) => one.code === code);
  if (short !== undefined) return short;
  const annex = new Map(pmksCategories.map((one) => [one.code, one.name]));
  const keys = categories.map((category) => ({
    category,
    keys: [category.name, annex.get(category.code) ?? ''].map((one) => spelled(plainKey(one))),
  }));
  const exact = keys.find((one) => one.keys.includes(name));
  if (exact !== undefined) return exact.category;
  const near = keys.filter((one) =>
    one.keys.some((key) => key.length > 9 && editDistance(name, key, 2) <= 2),
  );
  const [only, ...others] = near;
  return only === undefined || others.length > 0 ? null : only.category;
}
