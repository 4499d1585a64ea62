import { z } from 'zod';
import { CaseState } from '../../domain/case/events.js';
import { ReportKind } from '../../domain/report/report.js';
import { decisionFilters, fieldCheckFilters, queueSorts } from '../../usecases/console-services.js';
import type { SavedViewWork } from '../../usecases/views/ports.js';
import type { SavedView } from '../../usecases/views/services.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';

/** A name or a NIK may be searched for, and a view be called by it: both are sealed. */
const Sealed = z.object({
  name: z.string(),
  filter: z.object({
    state: z.union([CaseState, z.enum(['all', 'objected'])]).optional(),
    kind: ReportKind.optional(),
    kecamatan: z.string().optional(),
    desa: z.string().optional(),
    category: z.string().optional(),
    holder: z.enum(['me', 'nobody', 'others']).optional(),
    age: z.union([z.literal(3), z.literal(7), z.literal(14), z.literal('late')]).optional(),
    duplicates: z.boolean().optional(),
    photos: z.boolean().optional(),
    receivedFrom: z.string().optional(),
    receivedTo: z.string().optional(),
    decidedFrom: z.string().optional(),
    decidedTo: z.string().optional(),
    decision: z.enum(decisionFilters).optional(),
    urgent: z.boolean().optional(),
    second: z.boolean().optional(),
    escalated: z.boolean().optional(),
    fieldCheck: z.enum(fieldCheckFilters).optional(),
    q: z.string().optional(),
    sort: z.enum(queueSorts).optional(),
  }),
});

const cell = (row: string) => ({ table: 'saved_view', column: 'view_enc', row });

const ofUser: Statement = {
  name: 'saved_views_of',
  text: 'SELECT id, view_enc FROM saved_view WHERE user_id = $1::uuid ORDER BY created_at, id',
};

export async function savedViewsOf({ sql, cipher }: StorageContext, userId: string): Promise<SavedView[]> {
  const rows = await sql.rows<{ id: string; view_enc: string }>(ofUser, [userId]);
  return rows.map((row) => ({
    id: row.id,
    ...Sealed.parse(cipher.openJson(row.view_enc, cell(row.id))),
  }));
}

export class PrismaSavedViewWork implements SavedViewWork {
  constructor(private readonly context: StorageContext) {}

  async lock(userId: string): Promise<readonly SavedView[]> {
    await this.context.db.$queryRaw`
      SELECT id FROM console_user WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    return savedViewsOf(this.context, userId);
  }

  async put(userId: string, view: SavedView, createdAt: Date): Promise<void> {
    const { id } = view;
    const data = [{ id, userId, createdAt, viewEnc: this.seal(view) }];
    await this.context.db.savedView.createMany({ data, skipDuplicates: true });
  }

  async rename(userId: string, view: SavedView): Promise<void> {
    const { id } = view;
    await this.context.db.savedView.updateMany({ where: { id, userId }, data: { viewEnc: this.seal(view) } });
  }

  async remove(userId: string, id: string): Promise<void> {
    await this.context.db.savedView.deleteMany({ where: { id, userId } });
  }

  private seal({ id, name, filter }: SavedView): string {
    return this.context.cipher.sealJson({ name, filter }, cell(id));
  }
}
