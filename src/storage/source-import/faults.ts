import * as z from 'zod';
import { rowFaultCodes, type RowFault } from '../../domain/import/row.js';
import { columns } from '../../domain/import/sources.js';
import type { StorageContext } from '../context.js';
import { faultCell } from './staging.js';

/** What is wrong with a row of a file. */
export interface FileFault extends RowFault {
  /** Its line in the file. */
  readonly n: number;
  /** The row was taken all the same. */
  readonly taken: boolean;
}

const Code = z.enum(rowFaultCodes);
const Field = z.enum(columns).nullable().catch(null);
const Written = z.object({ value: z.string().optional(), meant: z.string().optional() });

/** In the order of the file. It holds what is written there: for who may see the rows. */
export async function faultsOf(context: StorageContext, importId: string): Promise<readonly FileFault[]> {
  const rows = await context.db.sourceImportFault.findMany({
    where: { importId },
    orderBy: [{ n: 'asc' }, { field: 'asc' }, { code: 'asc' }],
  });
  return rows.map((row) => faultOf(context, row));
}

export interface FaultRow {
  readonly importId: string;
  readonly n: number;
  readonly field: string;
  readonly code: string;
  readonly taken: boolean;
  readonly valueEnc: string | null;
}

export function faultOf({ cipher }: StorageContext, row: FaultRow): FileFault {
  const { importId, n, field, taken, valueEnc } = row;
  const { value, meant } =
    valueEnc === null ? {} : Written.parse(cipher.openJson(valueEnc, faultCell(importId, row)));
  return {
    n,
    taken,
    column: Field.parse(field),
    code: Code.parse(row.code),
    ...(value === undefined ? {} : { value }),
    ...(meant === undefined ? {} : { meant }),
  };
}
