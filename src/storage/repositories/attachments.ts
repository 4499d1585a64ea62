import { MediaSource } from '../../domain/channel/message.js';
import type { AttachmentStore, AttachmentWork } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';

const CELL = { table: 'attachment', column: 'source_enc' } as const;

export class PrismaAttachmentWork implements AttachmentWork {
  constructor(private readonly context: StorageContext) {}

  async register({
    id,
    contactId,
    source,
  }: {
    id: string;
    contactId: string;
    source: MediaSource;
  }): Promise<void> {
    const { db, cipher } = this.context;
    await db.attachment.createMany({
      data: { id, contactId, sourceEnc: cipher.sealJson(source, { ...CELL, row: id }) },
      skipDuplicates: true,
    });
  }

  async assign(caseId: string, reporterId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.context.db.$executeRaw`
      UPDATE attachment a SET case_id = ${caseId}::uuid FROM contact c
      WHERE a.id = ANY(${ids}::uuid[]) AND c.id = a.contact_id AND c.reporter_id = ${reporterId}::uuid
        AND a.case_id IS NULL`;
  }

  async fail(id: string, code: string): Promise<boolean> {
    const { count } = await this.context.db.attachment.updateMany({
      where: { id, state: 'pending' },
      data: { state: 'failed', failure: code },
    });
    return count === 1;
  }
}

export class PrismaAttachmentStore implements AttachmentStore {
  constructor(private readonly context: StorageContext) {}

  async pending(id: string): Promise<{ contactId: string; source: MediaSource } | null> {
    const { db, cipher } = this.context;
    const row = await db.attachment.findUnique({ where: { id } });
    if (row?.state !== 'pending') return null;
    return {
      contactId: row.contactId,
      source: MediaSource.parse(cipher.openJson(row.sourceEnc, { ...CELL, row: id })),
    };
  }

  async stored(
    id: string,
    image: { mime: string; bytes: number; width: number; height: number },
  ): Promise<void> {
    await this.context.db.attachment.updateMany({
      where: { id, state: 'pending' },
      data: { ...image, state: 'stored', storedAt: new Date() },
    });
  }
}
