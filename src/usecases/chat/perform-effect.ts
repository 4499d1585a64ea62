import type { Effect, Fed } from '../../dialogue/types.js';
import { listChecks, loadCheck, reportCheck } from '../field-check/report-check.js';
import { listReports } from '../report/list-reports.js';
import { loadCorrection } from '../report/load-correction.js';
import { lookedUp, questionOf } from '../report/look-up.js';
import { objectReport } from '../report/object-report.js';
import { resubmitReport } from '../report/resubmit-report.js';
import { showReport } from '../report/show-report.js';
import { submitReport } from '../report/submit-report.js';
import { withdrawReport } from '../report/withdraw-report.js';
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
    case 'look_up': {
      const [found = []] = await tx.lookUps.find([questionOf(effect)]);
      return lookedUp(found, by);
    }
    // Asked outside of the transaction (answer-messages), which a fault of it would end.
    case 'look_alike':
      return { type: 'looked_alike', alike: false };
    case 'show_report':
      return showReport(tx, by, effect.number);
    case 'withdraw_report':
      return withdrawReport(tx, by, effect);
    case 'object_report':
      return objectReport(tx, by, effect);
    case 'set_digest':
      await tx.preferences.setDigest(by.reporterId, effect.on);
      return { type: 'digest_set', on: effect.on };
    case 'list_checks':
      return listChecks(tx, by);
    case 'load_check':
      return loadCheck(tx, by, effect.number);
    case 'report_check':
      return reportCheck(tx, by, effect);
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
