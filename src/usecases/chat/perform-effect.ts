import type { Effect, Fed } from '../../dialogue/types.js';
import { listReports } from '../report/list-reports.js';
import { loadCorrection } from '../report/load-correction.js';
import { resubmitReport } from '../report/resubmit-report.js';
import { submitReport } from '../report/submit-report.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from '../report/actor.js';

/** Carries out what the dialogue asked for, within the transaction of its step. */
export async function performEffect(tx: Work, effect: Effect, by: ReporterActor): Promise<Fed | null> {
  switch (effect.type) {
    case 'submit_report':
      return submitReport(tx, by, effect);
    case 'resubmit_report':
      return resubmitReport(tx, by, effect);
    case 'list_reports':
      return listReports(tx, by);
    case 'look_up':
      return { type: 'looked_up', matches: [] };
    case 'show_report':
      return { type: 'report', number: effect.number, report: null };
    case 'withdraw_report':
      return { type: 'withdraw_refused', number: effect.number, state: null };
    case 'object_report':
      return { type: 'object_refused', number: effect.number, state: null };
    case 'set_digest':
      return { type: 'digest_set', on: effect.on };
    case 'load_correction':
      return loadCorrection(tx, by, effect.number);
    case 'attach_photo':
      await tx.attachments.register({
        id: effect.attachmentId,
        contactId: by.contactId,
        source: effect.source,
      });
      await tx.outbox.add('media.store', { attachmentId: effect.attachmentId });
      return null;
  }
}
