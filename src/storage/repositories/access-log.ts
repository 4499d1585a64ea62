import type { AccessWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

export class PrismaAccessWork implements AccessWork {
  constructor(private readonly context: StorageContext) {}

  async record(entry: {
    userId: string | null;
    action: string;
    subject: string | null;
    ip: string | null;
  }): Promise<void> {
    await this.context.db.accessLog.create({ data: entry });
  }
}
