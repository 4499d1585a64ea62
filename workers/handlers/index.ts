import { jobs, type JobName, type JobPayload } from '../../src/domain/jobs/jobs.js';
import { runAidFile, type AidFileRunDeps } from '../../src/usecases/aid/run-file.js';
import { notifyOfAid } from '../../src/usecases/aid/notify-of-aid.js';
import { freezeList } from '../../src/usecases/aid/freeze-list.js';
import { runBulk } from '../../src/usecases/bulk/run-rows.js';
import { lapseObjections } from '../../src/usecases/case/lapse-objections.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { forgetOrphanMedia, type ForgetOrphansDeps } from '../../src/usecases/media/forget-orphans.js';
import { storeMedia, type StoreMediaDeps } from '../../src/usecases/media/store-media.js';
import { alertReviewers } from '../../src/usecases/notify/alert-reviewers.js';
import { notifyReporter, type NotifyDeps } from '../../src/usecases/notify/notify-reporter.js';
import { repeatUndelivered } from '../../src/usecases/notify/repeat-undelivered.js';
import { sendDigests } from '../../src/usecases/notify/send-digests.js';
import {
  raiseEscalations,
  sendEscalationDigests,
  type RaiseDeps,
} from '../../src/usecases/escalation/raise.js';
import { countAllEvents } from '../../src/usecases/overview/count-events.js';
import { countQuality } from '../../src/usecases/quality/count-quality.js';
import { recountDue } from '../../src/usecases/reference/recount-due.js';
import { recountSensitivity } from '../../src/usecases/reference/recount-sensitivity.js';
import {
  deliverWebhook,
  noticeWebhooks,
  type DeliverDeps,
  type NoticeDeps,
} from '../../src/usecases/opd/deliver.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { remindDue, type RemindDeps } from '../../src/usecases/schedule/remind-due.js';
import { beginNightlyCheck, runHistoryCheck } from '../../src/usecases/oversight/verify-histories.js';
import { runAccessCheck, sealAccessLog } from '../../src/usecases/oversight/access-chain.js';
import { notifyChecker } from '../../src/usecases/field-check/notify-checker.js';
import { remindChecks } from '../../src/usecases/field-check/remind-checks.js';
import type { AccessChain, HistoryStore } from '../../src/usecases/oversight/ports.js';
import { forgetUploads } from '../../src/usecases/source-import/forget-uploads.js';
import { runImport, type RunImportDeps } from '../../src/usecases/source-import/run-import.js';
import { runRotation, type RotateDeps } from '../../src/usecases/rotation/rotate-keys.js';
import type { JobHandlers } from '../registry.js';
import type { ScheduleHandlers } from '../schedules.js';

export type HandlerDeps = StoreMediaDeps &
  NotifyDeps &
  RunImportDeps &
  AidFileRunDeps &
  RotateDeps &
  DeliverDeps & {
    readonly history: HistoryStore;
    readonly accessChain: AccessChain;
  };

export function jobHandlers(deps: HandlerDeps): JobHandlers {
  return {
    'case.screen': handler('case.screen', (payload) => screenCase(deps, payload)),
    'registry.write': handler('registry.write', (payload) => registerCase(deps, payload)),
    'case.recount_due': handler('case.recount_due', (payload) => recountDue(deps, payload)),
    'case.recount_sensitivity': handler('case.recount_sensitivity', (payload) =>
      recountSensitivity(deps, payload),
    ),
    'case.notify': handler('case.notify', (payload) => notifyReporter(deps, payload)),
    'aid.notify': handler('aid.notify', (payload) => notifyOfAid(deps, payload)),
    'case.alert': handler('case.alert', (payload) => alertReviewers(deps, payload)),
    'check.notify': handler('check.notify', (payload) => notifyChecker(deps, payload)),
    'bulk.run': handler('bulk.run', (payload) => runBulk(deps, payload)),
    'webhook.deliver': handler('webhook.deliver', (payload) => deliverWebhook(deps, payload)),
    'aid.freeze': handler('aid.freeze', (payload) => freezeList(deps, payload)),
    'aid.file': handler('aid.file', (payload) => runAidFile(deps, payload)),
    'media.store': handler('media.store', (payload) => storeMedia(deps, payload)),
    'import.run': handler('import.run', (payload) => runImport(deps, payload)),
    'keys.rotate': handler('keys.rotate', (payload) => runRotation(deps, payload)),
    'history.verify': handler('history.verify', async (payload) => {
      await runAccessCheck(deps, payload);
      await runHistoryCheck(deps, payload);
    }),
  };
}

export function scheduleHandlers(
  deps: RemindDeps & ForgetOrphansDeps & RaiseDeps & NoticeDeps & Pick<HandlerDeps, 'accessChain' | 'files'>,
): ScheduleHandlers {
  return {
    'conversations.remind': () => remindDue(deps),
    'messages.fallback': () => repeatUndelivered(deps),
    'objections.lapse': () => lapseObjections(deps),
    'checks.remind': () => remindChecks(deps),
    'digests.send': () => sendDigests(deps),
    'escalations.raise': () => raiseEscalations(deps),
    'escalations.digest': () => sendEscalationDigests(deps),
    'webhooks.notice': () => noticeWebhooks(deps),
    'access.seal': () => sealAccessLog(deps),
    'overview.count': () => countAllEvents(deps),
    'quality.count': () => countQuality(deps),
    'media.forget': () => forgetOrphanMedia(deps),
    'imports.forget': () => forgetUploads(deps),
    'history.nightly': () => beginNightlyCheck(deps),
  };
}

/** Job data has been outside the process: it is parsed again. */
function handler<N extends JobName>(
  name: N,
  run: (payload: JobPayload<N>) => Promise<void>,
): (payload: unknown) => Promise<void> {
  return (payload) => run(jobs[name].payload.parse(payload) as JobPayload<N>);
}
