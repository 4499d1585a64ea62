import * as z from 'zod';
import type { SavedMapping } from '../../domain/import/mapping.js';
import type { ImportFailure } from '../../domain/import/problem.js';
import { columns, sources, type Source } from '../../domain/import/sources.js';
import type {
  ChosenColumns,
  ImportRunWork,
  RunMarks,
  Upload,
} from '../../usecases/source-import/console-ports.js';
import type { ImportHead } from '../../usecases/source-import/ports.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';

const Columns = z.partialRecord(z.enum(columns), z.int().min(0)) as z.ZodType<ChosenColumns>;
const Headers = z.partialRecord(z.enum(columns), z.string()) as z.ZodType<SavedMapping>;
const File = z.object({ name: z.string(), digest: z.string() });
const ofFile = (row: string) => ({ table: 'source_upload', column: 'file_enc', row });
export const ofReason = (row: string) => ({ table: 'source_import', column: 'revert_reason_enc', row });

type UploadRow = NonNullable<Awaited<ReturnType<StorageContext['db']['sourceUpload']['findUnique']>>>;

export function uploadOf({ cipher }: StorageContext, row: UploadRow): Upload {
  const { id, whole, uploadedById, uploadedAt, importId, lastLine } = row;
  const { name, digest } = File.parse(cipher.openJson(row.fileEnc, ofFile(id)));
  return {
    id,
    source: z.enum(sources).parse(row.source),
    asOf: row.asOf.toISOString().slice(0, 10),
    whole,
    bytes: Number(row.bytes),
    fileName: name,
    digest,
    uploadedById,
    uploadedAt,
    columns: row.columns === null ? null : Columns.parse(row.columns),
    importId,
    lastLine,
  };
}

export async function savedMappingOf({ db }: StorageContext, source: Source): Promise<SavedMapping | null> {
  const row = await db.sourceMapping.findUnique({ where: { source } });
  return row === null ? null : Headers.parse(row.headers);
}

export class PrismaImportRunWork implements ImportRunWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async addUpload(upload: Parameters<ImportRunWork['addUpload']>[0]): Promise<void> {
    const { id, source, asOf, whole, bytes, fileName, digest, uploadedById, uploadedAt } = upload;
    await this.db.sourceUpload.create({
      data: {
        id,
        source,
        asOf: new Date(asOf),
        whole,
        bytes: BigInt(bytes),
        fileEnc: this.context.cipher.sealJson({ name: fileName, digest }, ofFile(id)),
        uploadedById,
        uploadedAt,
      },
    });
  }

  async lockUpload(id: string): Promise<Upload | null> {
    await this.db.$queryRaw`SELECT id FROM source_upload WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const row = await this.db.sourceUpload.findFirst({ where: { id, removedAt: null } });
    return row === null ? null : uploadOf(this.context, row);
  }

  async uploadOf(importId: string): Promise<Upload | null> {
    const row = await this.db.sourceUpload.findUnique({ where: { importId } });
    return row === null ? null : uploadOf(this.context, row);
  }

  async tie(uploadId: string, importId: string, chosen: ChosenColumns): Promise<void> {
    await this.db.sourceUpload.update({ where: { id: uploadId }, data: { importId, columns: chosen } });
  }

  async forgetUpload(id: string): Promise<void> {
    await this.db.sourceUpload.deleteMany({ where: { id, importId: null } });
  }

  async counted(uploadId: string, lastLine: number): Promise<void> {
    await this.db.sourceUpload.updateMany({ where: { id: uploadId }, data: { lastLine } });
  }

  async removed(uploadId: string, at: Date): Promise<void> {
    await this.db.sourceUpload.updateMany({
      where: { id: uploadId, removedAt: null },
      data: { removedAt: at },
    });
  }

  async leftUploads(notBegunSince: Date): Promise<readonly Upload[]> {
    const rows = await this.db.$queryRaw<{ id: string }[]>`
      SELECT u.id FROM source_upload u LEFT JOIN source_import i ON i.id = u.import_id
      WHERE u.removed_at IS NULL AND (i.state IN ('applied', 'reverted', 'dropped')
        OR (u.import_id IS NULL AND u.uploaded_at < ${notBegunSince}::timestamptz))
      LIMIT 1000`;
    const ids = rows.map(({ id }) => id);
    const found = await this.db.sourceUpload.findMany({ where: { id: { in: ids } } });
    return found.map((row) => uploadOf(this.context, row));
  }

  async saveMapping(
    source: Source,
    headers: SavedMapping,
    { userId: savedById, at: savedAt }: { readonly userId: string; readonly at: Date },
  ): Promise<void> {
    const data = { headers, savedById, savedAt };
    await this.db.sourceMapping.upsert({ where: { source }, create: { source, ...data }, update: data });
  }

  savedMapping(source: Source): Promise<SavedMapping | null> {
    return savedMappingOf(this.context, source);
  }

  async marks(importId: string): Promise<RunMarks> {
    const row = await this.db.sourceImport.findUnique({
      where: { id: importId },
      select: { stoppedAt: true, failure: true },
    });
    return {
      stopped: (row?.stoppedAt ?? null) !== null,
      failure: (row?.failure ?? null) as ImportFailure | null,
    };
  }

  async stop(
    importId: string,
    { userId, at }: { readonly userId: string; readonly at: Date },
  ): Promise<void> {
    await this.db.sourceImport.update({
      where: { id: importId },
      data: { stoppedAt: at, stoppedById: userId },
    });
  }

  async resume(importId: string): Promise<void> {
    await this.db.sourceImport.update({
      where: { id: importId },
      data: { stoppedAt: null, stoppedById: null, failure: null },
    });
  }

  async fail(importId: string, failure: ImportFailure): Promise<void> {
    await this.db.sourceImport.update({ where: { id: importId }, data: { failure } });
  }

  async did(
    importId: string,
    what: 'applied' | 'reverted' | 'dropped',
    { userId, reason }: { readonly userId: string; readonly reason: string | null },
  ): Promise<void> {
    const revertReasonEnc =
      reason === null ? {} : { revertReasonEnc: this.context.cipher.seal(reason, ofReason(importId)) };
    const data = {
      applied: { appliedById: userId },
      reverted: { revertedById: userId },
      dropped: { droppedById: userId },
    };
    await this.db.sourceImport.update({
      where: { id: importId },
      data: { ...data[what], ...revertReasonEnc },
    });
  }

  async isBusy({ id, source }: ImportHead): Promise<boolean> {
    const [row] = await this.db.$queryRaw<{ busy: boolean }[]>(busyWith(id, source));
    return row?.busy === true;
  }
}

/** That another import of the source is under way. */
export function busyWith(id: string, source: string): Prisma.Sql {
  return Prisma.sql`SELECT EXISTS (SELECT FROM source_import WHERE source = ${source} AND id <> ${id}::uuid
    AND state IN ('reading', 'read', 'applying', 'reverting')) AS busy`;
}
