import type { UnitOfWork, Work } from '../usecases/ports.js';
import type { CommitMarks, Signal, StorageContext } from './context.js';
import { inTransaction, type Database } from './database.js';
import { PrismaAccountWork } from './repositories/accounts.js';
import { PgAccessWork } from './repositories/access-log.js';
import { PrismaAttachmentWork } from './repositories/attachments.js';
import { PrismaCaseWork, type CaseFormat } from './repositories/cases.js';
import { PgClaimStore } from './console/claims.js';
import { PgBulkWork } from './repositories/bulk.js';
import { PrismaSavedViewWork } from './repositories/saved-views.js';
import { PrismaChatWork } from './repositories/chat.js';
import { PrismaCommentWork } from './repositories/comments.js';
import { PrismaFieldCheckWork } from './repositories/field-checks.js';
import { PgLookUpStore } from './repositories/look-ups.js';
import { PrismaMessageWork } from './repositories/outbound.js';
import { PrismaNewsWork } from './repositories/news.js';
import { PrismaOutboxWork } from './repositories/outbox.js';
import { PrismaOverviewWork } from './repositories/overview.js';
import { PrismaPreferenceWork } from './repositories/preferences.js';
import { PrismaRegistryWork } from './repositories/registry.js';
import { PrismaContactWork } from './repositories/contact-ties.js';
import { PrismaInviteWork } from './repositories/invites.js';
import { PrismaImportWork } from './repositories/reporter-imports.js';
import { PrismaReporterWork } from './repositories/reporters.js';
import { PrismaStaffAlertStore } from './repositories/staff-alerts.js';
import { PgEscalationWork } from './repositories/escalations.js';
import { PgAidWork } from './aid/aid-work.js';
import { PgAidFileWork } from './aid/file-work.js';
import { PgAidListWork } from './aid/list-work.js';
import { PrismaVerdictWork } from './repositories/verdicts.js';
import { PgReferenceWork } from './reference/reference-store.js';
import { PrismaHistoryWork } from './oversight/history.js';
import { PgOpdWork } from './opd/keys.js';
import { PgWebhookWork } from './opd/webhooks.js';
import { PrismaShapeWork } from './place/shapes.js';
import { PgQualityWork } from './quality/counting.js';
import { PgRotationWork } from './rotation/rotation.js';
import { PgOnePersonWork } from './matching/pair-store.js';
import { PrismaImportRunWork } from './source-import/import-runs.js';
import { PgSourceImportWork } from './source-import/source-imports.js';
import { transactionSql } from './sql.js';

export interface UnitOfWorkDeps extends Omit<StorageContext, 'db' | 'sql'> {
  readonly database: Database;
  readonly format: CaseFormat;
  readonly signals: { readonly outbox: Signal; readonly outgoing: Signal };
}

export class PrismaUnitOfWork implements UnitOfWork {
  constructor(private readonly deps: UnitOfWorkDeps) {}

  async run<T>(work: (tx: Work) => Promise<T>, longestMs?: number): Promise<T> {
    const { database, regions, cipher, index, lately, signals } = this.deps;
    let marks: CommitMarks = { outbox: false, outgoing: false };
    const result = await inTransaction(
      database,
      (db) => {
        marks = { outbox: false, outgoing: false };
        return work(this.bind({ db, sql: transactionSql(db), regions, cipher, index, lately }, marks));
      },
      longestMs,
    );
    if (marks.outbox) signals.outbox.fire();
    if (marks.outgoing) signals.outgoing.fire();
    return result;
  }

  private bind(context: StorageContext, marks: CommitMarks): Work {
    const { format } = this.deps;
    return {
      chat: new PrismaChatWork(context, marks),
      cases: new PrismaCaseWork(context, format),
      comments: new PrismaCommentWork(context),
      registry: new PrismaRegistryWork(context, format),
      lookUps: new PgLookUpStore(context),
      preferences: new PrismaPreferenceWork(context),
      attachments: new PrismaAttachmentWork(context),
      outbox: new PrismaOutboxWork(context, marks),
      messages: new PrismaMessageWork(context, marks),
      access: new PgAccessWork(context),
      news: new PrismaNewsWork(context),
      reporters: new PrismaReporterWork(context),
      contacts: new PrismaContactWork(context),
      invites: new PrismaInviteWork(context),
      staff: new PrismaStaffAlertStore(context),
      imports: new PrismaImportWork(context),
      sourceImports: new PgSourceImportWork(context),
      rotation: new PgRotationWork(context),
      onePerson: new PgOnePersonWork(context),
      importRuns: new PrismaImportRunWork(context),
      overview: new PrismaOverviewWork(context),
      quality: new PgQualityWork(context),
      accounts: new PrismaAccountWork(context),
      history: new PrismaHistoryWork(context),
      shapes: new PrismaShapeWork(context),
      verdicts: new PrismaVerdictWork(context),
      claims: new PgClaimStore(context, format.timeZone),
      fieldChecks: new PrismaFieldCheckWork(context),
      bulk: new PgBulkWork(context, format.timeZone),
      savedViews: new PrismaSavedViewWork(context),
      reference: new PgReferenceWork(context, format.reference),
      escalations: new PgEscalationWork(context),
      opd: new PgOpdWork(context),
      webhooks: new PgWebhookWork(context),
      aid: new PgAidWork(context),
      aidLists: new PgAidListWork(context),
      aidFiles: new PgAidFileWork(context),
    };
  }
}
