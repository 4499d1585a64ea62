import type { AccessEntry, AccessWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

export class PrismaAccessWork implements AccessWork {
  constructor(private readonly context: StorageContext) {}

  async record(entry: AccessEntry): Promise<void> {
    await this.context.db.accessLog.create({ data: entry });
  }
}
