import { v7 as uuidv7 } from 'uuid';
import type { SourceRow } from '../../domain/import/row.js';
import type { ImportHead, ReadRow } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';

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
  head: ImportHead,
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
function narrowKeyOf(head: ImportHead, row: SourceRow): string {
  const whose = keyOf(head, row) ?? `${head.source} ${row.category ?? ''} in ${row.desaCode ?? ''}`;
  return `${whose} nik ${row.nik ?? ''} ${selfOf(row)}`;
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
  const said = Object.entries(row).filter(([, value]) => value !== null);
  return JSON.stringify(Object.fromEntries(said.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export async function stageRows(
  context: StorageContext,
  head: ImportHead,
  rows: readonly ReadRow[],
): Promise<void> {
  const { db, index } = context;
  const good = rows.flatMap((one) => ('row' in one ? [stagedRow(context, head, one)] : []));
  const faults = rows.flatMap((one) => {
    const { n } = one;
    const taken = 'row' in one;
    const key = taken ? null : keyOf(head, one.of);
    const keyMac = key === null ? null : index.mac('source-key', key);
    return (taken ? one.warnings : one.faults).map(({ column, code, ...written }) => ({
      import_id: head.id,
      n,
      field: column ?? ROW,
      code,
      taken,
      key_mac: keyMac,
      value_enc:
        Object.keys(written).length === 0
          ? null
          : context.cipher.sealJson(written, faultCell(head.id, { n, field: column ?? ROW, code })),
    }));
  });
  // As one value: many hundred parameters take longer to bind than the rows to write.
  if (good.length > 0) {
    await db.$executeRaw`
      INSERT INTO source_import_row SELECT * FROM json_populate_recordset(NULL::source_import_row, ${JSON.stringify(good)}::json)`;
  }
  if (faults.length > 0) {
    await db.$executeRaw`
      INSERT INTO source_import_fault
      SELECT * FROM json_populate_recordset(NULL::source_import_fault, ${JSON.stringify(faults)}::json)
      ON CONFLICT DO NOTHING`;
  }
}

function stagedRow(
  { cipher, index }: StorageContext,
  head: ImportHead,
  { n, row }: { n: number; row: SourceRow },
) {
  const [recordId, versionId, personId] = [uuidv7(), uuidv7(), uuidv7()];
  const { nik, kk, name, birthDate, sex, desaCode, desil, category, verification } = row;
  const told = toldBy(row);
  const narrow = narrowKeyOf(head, row);
  return {
    import_id: head.id,
    n,
    key_mac: index.mac('source-key', keyOf(head, row) ?? narrow),
    narrow_key_mac: index.mac('source-key', narrow),
    self_mac: index.mac('source-key', selfOf(row)),
    nik_shared: false,
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
  };
}
