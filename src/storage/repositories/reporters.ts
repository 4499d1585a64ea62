import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../errors.js';
import type { ReporterStore } from '../../usecases/console/ports.js';
import type { StorageContext } from '../context.js';
import { isUniqueViolation } from '../database.js';

export class PrismaReporterStore implements ReporterStore {
  constructor(private readonly context: StorageContext) {}

  async create(input: {
    name: string;
    role: string;
    phone: string;
    desaCodes: readonly string[];
  }): Promise<{ id: string }> {
    const { db, cipher, index } = this.context;
    const id = uuidv7();
    try {
      await db.reporter.create({
        data: {
          id,
          name: input.name,
          role: input.role,
          phoneEnc: cipher.seal(input.phone, { table: 'reporter', column: 'phone_enc', row: id }),
          phoneMac: index.mac('phone', input.phone),
          scopes: { create: input.desaCodes.map((desaCode) => ({ desaCode })) },
        },
      });
    } catch (error) {
      if (isUniqueViolation(error))
        throw new AppError('input.invalid', { field: 'phone_taken' }, { cause: error });
      throw error;
    }
    return { id };
  }

  async knownDesa(codes: readonly string[]): Promise<readonly string[]> {
    const rows = await this.context.db.region.findMany({
      where: { code: { in: [...codes] }, level: 'desa' },
      select: { code: true },
    });
    return rows.map((row) => row.code);
  }
}
