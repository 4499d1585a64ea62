/** Which kind of report is meant, in the words people use for it. */
import type { DataChange } from '../domain/report/data-update.js';
import { reportKinds, type ReportKind } from '../domain/report/report.js';
import { kindLabels } from '../i18n/labels.js';
import { readChoice } from './parse/choice.js';
import { plainWords } from './parse/text.js';

export interface KindSaid {
  readonly kind: ReportKind;
  readonly change: DataChange | null;
}

const changeWords: readonly (readonly [RegExp, DataChange])[] = [
  [/\b(?:warga|penduduk|orang|pendatang) baru\b|\bpendatang\b|\bbaru (?:datang|pindah)\b/, 'new_arrival'],
  [/\b(?:meninggal|wafat|mati|almarhum|almarhumah|kematian)\b/, 'died'],
  [/\b(?:pindah|pindahan)\b/, 'moved'],
  [/\b(?:alamat)\b/, 'address'],
  [/\b(?:anggota|lahir|kelahiran|menikah|cerai)\b/, 'members'],
];

/** One change, or none when the words tell of several or of none. */
export function changeIn(text: string): DataChange | null {
  const words = plainWords(text);
  const found = changeWords.filter(([pattern]) => pattern.test(words)).map(([, change]) => change);
  // "warga baru pindah ke sini" is a new arrival.
  if (found.includes('new_arrival')) return 'new_arrival';
  return found.length === 1 ? (found[0] ?? null) : null;
}

const kindWords: readonly (readonly [RegExp, ReportKind])[] = [
  [/\b(?:pmks|ppks|kasus sosial|kasus pmks)\b/, 'pmks_case'],
  [
    /\b(?:(?:tidak|tdk|ga|gak) layak|sudah mampu|sdh mampu|tidak miskin lagi|mampu|graduasi)\b/,
    'no_longer_eligible',
  ],
  [/\b(?:pemutakhiran|perubahan data|ubah data|update data|perbarui data|data berubah)\b/, 'data_update'],
  [
    /\b(?:miskin baru|rumah tangga miskin|keluarga miskin|warga miskin|orang miskin|rtm|miskin)\b/,
    'new_poor_household',
  ],
];

/** By number, label or words; null when it is none or could be several. */
export function kindIn(text: string): KindSaid | null {
  const place = readChoice(
    text,
    reportKinds.map((kind) => kindLabels[kind]),
  );
  const numbered = place === null ? undefined : reportKinds[place];
  if (numbered !== undefined) return { kind: numbered, change: null };
  return kindWorded(text);
}

const MOST_WORDS = 5;

/** In words alone. A longer sentence may be about anything. */
export function kindWorded(text: string): KindSaid | null {
  const words = plainWords(text);
  if (words.split(' ').length > MOST_WORDS) return null;
  const kinds = [...new Set(kindWords.filter(([pattern]) => pattern.test(words)).map(([, kind]) => kind))];
  // "tidak miskin lagi" has both words.
  const kind = kinds.includes('no_longer_eligible')
    ? 'no_longer_eligible'
    : kinds.length === 1
      ? kinds[0]
      : undefined;
  const change = changeIn(words);
  if (kind !== undefined && kind !== 'data_update') return { kind, change: null };
  if (kind === 'data_update' || change !== null) return { kind: 'data_update', change };
  return null;
}
