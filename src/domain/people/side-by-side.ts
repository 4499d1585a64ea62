/** What each store says of a person, field by field. */
import { addressText } from '../report/parts.js';
import type { MembershipFact, PersonFile, SourceFact, Store } from './person-file.js';

export const comparedFields = [
  'name',
  'birthDate',
  'sex',
  'nik',
  'kk',
  'desa',
  'address',
  'relation',
  'motherName',
  'occupation',
  'status',
] as const;
export type ComparedField = (typeof comparedFields)[number];

export interface StoreColumn {
  readonly store: Store;
  /** Of a source. */
  readonly fact: SourceFact | null;
}

export interface ComparedRow {
  readonly field: ComparedField;
  /** By column, as written; null: says nothing about it. */
  readonly values: readonly (string | null)[];
  /** Two stores say different things of what is to be the same. */
  readonly differs: boolean;
}

/** Written in many ways, or of the source alone: no two need to say the same. */
const free: readonly ComparedField[] = ['address', 'relation', 'occupation', 'status', 'motherName'];

/**
 * Data Pemda first, then the sources; of the lists of PMKS one record, since they tell of one person what they are
 * listed for. `elsewhere`: records of which no more may be told than that they are there.
 */
export function sideBySide(
  file: PersonFile,
  elsewhere: ReadonlySet<string> = new Set(),
): { readonly columns: readonly StoreColumn[]; readonly rows: readonly ComparedRow[] } {
  const told = file.sources.filter(({ present, recordId }) => present && !elsewhere.has(recordId));
  const lists = told.filter(({ source }) => source === 'PMKS');
  const records = [...told.filter(({ source }) => source !== 'PMKS'), ...lists.slice(0, 1)];
  const own = file.entries.length > 0 || file.households.length > 0;
  const columns: StoreColumn[] = [
    ...(own ? [{ store: 'PEMDA' as const, fact: null }] : []),
    ...records.map((fact) => ({ store: fact.source, fact })),
  ];
  const rows = comparedFields.map((field): ComparedRow => {
    const values = columns.map(({ fact }) => (fact === null ? ofPemda(file, field) : ofSource(fact, field)));
    const said = new Set(values.flatMap((value) => (value === null ? [] : [plain(field, value)])));
    return { field, values, differs: !free.includes(field) && said.size > 1 };
  });
  return { columns, rows: rows.filter(({ values }) => values.some((value) => value !== null)) };
}

function plain(field: ComparedField, value: string): string {
  return field === 'name'
    ? value
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}]/gu, '')
    : value;
}

function ofSource(fact: SourceFact, field: ComparedField): string | null {
  switch (field) {
    case 'name':
    case 'birthDate':
    case 'sex':
      return fact[field];
    case 'desa':
      return fact.desaCode;
    case 'nik':
    case 'kk':
    case 'address':
    case 'relation':
    case 'motherName':
    case 'occupation':
    case 'status':
      return fact.said?.[field] ?? null;
  }
}

function ofPemda(file: PersonFile, field: ComparedField): string | null {
  switch (field) {
    case 'name':
    case 'birthDate':
    case 'sex':
    case 'nik':
      return file[field];
    case 'kk':
      return home(file)?.kk ?? null;
    case 'relation':
      return home(file)?.relation ?? null;
    case 'desa':
      return file.entries[0]?.desaCode ?? null;
    case 'address':
      return addressOf(file);
    case 'motherName':
    case 'occupation':
    case 'status':
      return null;
  }
}

function home({ households }: PersonFile): MembershipFact | undefined {
  return households.find(({ to }) => to === null);
}

/** As last reported. */
function addressOf({ entries }: PersonFile): string | null {
  const versions = entries
    .flatMap((entry) => entry.versions)
    .toSorted((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
  for (const { report } of versions) {
    if ('address' in report && report.address !== null) return addressText(report.address);
  }
  return null;
}
