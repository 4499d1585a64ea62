import { sourceRowSchema, type SourceRow } from '../../domain/import/row.js';
import type { ImportHead, ReadRow } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { matchKeysOf } from '../matching/faces.js';
import { rowId } from '../row-id.js';

/** The field of what is wrong with a row as a whole. */
export const ROW = 'row';

export function faultCell(
  importId: string,
  { n, field, code }: { readonly n: number; readonly field: string; readonly code: string },
) {
  const row = JSON.stringify([importId, String(n), field, code]);
  return { table: 'source_import_fault', column: 'value_enc', row };
}

/** Whose row it is: by the source's own id, else by NIK; of PMKS each category apart. null: by neither. */
function keyOf(
  head: Pick<ImportHead, 'source'>,
  { sourceKey, nik, category }: Pick<SourceRow, 'sourceKey' | 'nik' | 'category'>,
): string | null {
  const whose = sourceKey !== null ? `id ${sourceKey}` : nik !== null ? `nik ${nik}` : null;
  if (whose === null) return null;
  return head.source === 'PMKS' ? `PMKS ${category ?? ''} ${whose}` : `${head.source} ${whose}`;
}

/**
 * By their NIK, what they are called and when they were born, beside the number that two in the file have; and where
 * they live, of who has none.
 */
function narrowKeyOf(
  head: Pick<ImportHead, 'source'>,
  row: SourceRow,
  { key, self }: { readonly key: string | null; readonly self: string },
): string {
  const whose = key ?? `${head.source} ${row.category ?? ''} in ${row.desaCode ?? ''}`;
  return `${whose} nik ${row.nik ?? ''} ${self}`;
}

function selfOf({ name, birthDate }: SourceRow): string {
  const called = name
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  return `called ${called} born ${birthDate ?? ''}`;
}

/** The same for the same row, also where the code that read it has more to say, or in another order. */
function toldBy(row: SourceRow): string {
  const said: Record<string, unknown> = {};
  for (const column of columnsByName) if (row[column] !== null) said[column] = row[column];
  return JSON.stringify(said);
}

const columnsByName = sourceRowSchema.keyof().options.toSorted();

export type Sealer = Pick<StorageContext, 'cipher' | 'index'>;

/** Rows of a file, sealed and as COPY reads them; made while the ones before are on their way. */
export interface Staged {
  /** By row its line in the file, ascending, and where its line of `text` ends. */
  readonly rows: readonly { readonly n: number; readonly end: number }[];
  readonly text: Uint8Array;
  readonly faults: readonly StagedFault[];
}

/** Rows with their ids, made where they are read: in the order of the file, whoever seals them. */
export interface ToSeal {
  readonly head: Pick<ImportHead, 'id' | 'source'>;
  readonly rows: readonly ReadRow[];
  readonly ids: readonly RowIds[];
}

/** Of the record, its version and the person that a row may become. */
type RowIds = readonly [record: string, version: string, person: string];

export const idsFor = (rows: readonly ReadRow[]): readonly RowIds[] =>
  rows.map(() => [rowId(), rowId(), rowId()]);

export function sealRows(context: Sealer, { head, rows, ids }: ToSeal): Staged {
  const { index } = context;
  const today = new Date().toISOString().slice(0, 10);
  const faults = rows.flatMap((one) => {
    const { n } = one;
    const taken = 'row' in one;
    const key = taken ? null : keyOf(head, one.of);
    const keyMac = key === null ? null : index.mac('source-key', key);
    return (taken ? one.warnings : one.faults).map(({ column, code, ...written }): StagedFault => {
      const field = column ?? ROW;
      const cell = faultCell(head.id, { n, field, code });
      const value = Object.keys(written).length === 0 ? null : context.cipher.sealJson(written, cell);
      return { n, field, code, taken, key_mac: keyMac, value_enc: value };
    });
  });
  const ends: Staged['rows'][number][] = [];
  let text = '';
  for (const [at, one] of rows.entries()) {
    const own = ids[at];
    if (!('row' in one) || own === undefined) continue;
    const staged = stagedRow(context, one, { head, today, ids: own });
    text += head.id;
    for (const column of stagedColumns) text += `\t${written(staged[column])}`;
    text += '\n';
    ends.push({ n: one.n, end: text.length });
  }
  return { ...encoded(text, ends), faults };
}

/** Ends are told in bytes. */
function encoded(text: string, ends: Staged['rows']): Pick<Staged, 'rows' | 'text'> {
  const bytes = encoder.encode(text);
  // Nearly always: nobody's name has anything else.
  if (bytes.length === text.length) return { rows: ends, text: bytes };
  let start = 0;
  let size = 0;
  const rows = ends.map(({ n, end }) => {
    size += Buffer.byteLength(text.slice(start, end));
    start = end;
    return { n, end: size };
  });
  return { rows, text: bytes };
}

const encoder = new TextEncoder();
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function written(value: string | number | boolean | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one) : value;
}

export interface StagedFault {
  readonly n: number;
  readonly field: string;
  readonly code: string;
  readonly taken: boolean;
  readonly key_mac: string | null;
  readonly value_enc: string | null;
}

type StagedRow = ReturnType<typeof stagedRow>;

/** In the order in which they are written. */
export const stagedColumns = [
  'n',
  'key_mac',
  'narrow_key_mac',
  'self_mac',
  'content_mac',
  'nik_mac',
  'kk_mac',
  'record_id',
  'version_id',
  'person_id',
  'sealed_nik',
  'name',
  'birth_date',
  'sex',
  'desa_code',
  'desil',
  'category_code',
  'verified',
  'sealed_data',
  'match_keys',
] as const satisfies readonly (keyof StagedRow)[];

function stagedRow(
  { cipher, index }: Sealer,
  { n, row }: { readonly n: number; readonly row: SourceRow },
  {
    head,
    today,
    ids: [recordId, versionId, personId],
  }: Pick<ToSeal, 'head'> & { readonly today: string; readonly ids: RowIds },
) {
  const { nik, kk, name, birthDate, sex, desaCode, desil, category, verification } = row;
  const told = toldBy(row);
  const key = keyOf(head, row);
  const self = selfOf(row);
  const narrow = narrowKeyOf(head, row, { key, self });
  return {
    n,
    key_mac: index.mac('source-key', key ?? narrow),
    narrow_key_mac: index.mac('source-key', narrow),
    self_mac: index.mac('source-key', self),
    content_mac: index.mac('source-row', told),
    nik_mac: nik === null ? null : index.mac('nik', nik),
    kk_mac: kk === null ? null : index.mac('kk', kk),
    record_id: recordId,
    version_id: versionId,
    person_id: personId,
    sealed_nik: nik === null ? null : cipher.seal(nik, { table: 'person', column: 'nik_enc', row: personId }),
    name,
    birth_date: birthDate,
    sex,
    desa_code: desaCode,
    desil,
    category_code: category,
    verified: verification !== null,
    sealed_data: cipher.seal(told, { table: 'source_record_version', column: 'data_enc', row: versionId }),
    match_keys: `{${matchKeysOf({ index }, row, today).join(',')}}`,
  };
}
