import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ImportWork } from '../../usecases/enrolment/ports.js';
import type { StorageContext } from '../context.js';

const Rows = z.array(
  z.object({
    line: z.number(),
    name: z.string(),
    role: z.string(),
    phone: z.string(),
    desa: z.string(),
    kecamatan: z.string(),
  }),
);
const cell = (row: string) => ({ table: 'reporter_import', column: 'rows_enc', row });

export class PrismaImportWork implements ImportWork {
  constructor(private readonly context: StorageContext) {}

  async keep({ userId, rows, at, forgetBefore }: Parameters<ImportWork['keep']>[0]): Promise<string> {
    const { db, cipher } = this.context;
    await db.reporterImport.deleteMany({ where: { createdAt: { lt: forgetBefore } } });
    const id = uuidv7();
    const rowsEnc = cipher.sealJson(rows, cell(id));
    await db.reporterImport.create({ data: { id, createdById: userId, createdAt: at, rowsEnc } });
    return id;
  }

  async rows(id: string, userId: string) {
    const { db, cipher } = this.context;
    const found = await db.reporterImport.findFirst({ where: { id, createdById: userId } });
    if (found === null) return null;
    return {
      rows: Rows.parse(cipher.openJson(found.rowsEnc, cell(id))),
      confirmed: found.confirmedAt !== null,
    };
  }

  async confirm(id: string, at: Date): Promise<void> {
    await this.context.db.reporterImport.updateMany({
      where: { id, confirmedAt: null },
      data: { confirmedAt: at },
    });
  }
}
