import { MediaSource } from '../../domain/channel/message.js';
import type {
  AttachmentStore,
  AttachmentWork,
  OrphanAttachment,
  PendingAttachment,
  StoredMedia,
} from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { Prisma } from '../generated/client.js';

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

  store(id: string, media: StoredMedia): Promise<{ readonly caseId: string | null } | null> {
    return this.settle(id, { ...media, state: 'stored', storedAt: new Date() });
  }

  fail(id: string, code: string): Promise<{ readonly caseId: string | null } | null> {
    return this.settle(id, { state: 'failed', failure: code });
  }

  private async settle(
    id: string,
    data: Prisma.AttachmentUpdateManyMutationInput,
  ): Promise<{ readonly caseId: string | null } | null> {
    const [row] = await this.context.db.attachment.updateManyAndReturn({
      where: { id, state: 'pending' },
      data,
      select: { caseId: true },
    });
    return row ?? null;
  }

  async forget(id: string): Promise<boolean> {
    const { count } = await this.context.db.attachment.deleteMany({ where: { id, caseId: null } });
    return count === 1;
  }
}

export class PrismaAttachmentStore implements AttachmentStore {
  constructor(private readonly context: StorageContext) {}

  async pending(id: string): Promise<PendingAttachment | null> {
    const row = await this.context.db.attachment.findUnique({ where: { id } });
    if (row?.state !== 'pending') return null;
    return { contactId: row.contactId, source: this.source(row), since: row.createdAt };
  }

  async unsent(before: Date, after: string | null, limit: number): Promise<readonly OrphanAttachment[]> {
    const rows = await this.context.db.attachment.findMany({
      where: { caseId: null, createdAt: { lt: before }, ...(after === null ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map((row) => {
      const { id, contactId, pages } = row;
      return { id, contactId, pages, blobIds: row.state === 'pending' ? uploadsOf(this.source(row)) : [] };
    });
  }

  async named(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { attachment } = this.context.db;
    const own = await attachment.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    const pending = await attachment.findMany({ where: { state: 'pending' } });
    return new Set([...own.map(({ id }) => id), ...pending.flatMap((row) => uploadsOf(this.source(row)))]);
  }

  private source({ id, sourceEnc }: { readonly id: string; readonly sourceEnc: string }): MediaSource {
    return MediaSource.parse(this.context.cipher.openJson(sourceEnc, { ...CELL, row: id }));
  }
}

function uploadsOf(source: MediaSource): readonly string[] {
  return source.kind === 'upload' ? [source.blobId] : [];
}
