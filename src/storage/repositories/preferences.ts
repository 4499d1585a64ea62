import type { PreferenceWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

export class PrismaPreferenceWork implements PreferenceWork {
  constructor(private readonly context: StorageContext) {}

  async setDigest(reporterId: string, on: boolean): Promise<void> {
    await this.context.db.reporter.update({ where: { id: reporterId }, data: { digest: on } });
  }
}
