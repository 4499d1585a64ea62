import { officeDay } from '../../domain/working-days.js';
import { commandToken } from '../../dialogue/engine.js';
import { checkNotices } from '../../i18n/field-check.js';
import type { NotifyDeps } from '../notify/notify-reporter.js';
import { waitsUntil } from '../notify/rules.js';
import { tellReporter } from './notify-checker.js';

const AT_ONCE = 20;

/**
 * Tells checkers, once each, that their check is late. Of somebody of the office it is only noted: their
 * queue shows it. Several may run at once. Returns how many there were.
 */
export async function remindChecks({ unitOfWork, clock, news }: NotifyDeps): Promise<number> {
  for (let told = 0; ;) {
    const now = clock.now();
    const some = await unitOfWork.run(async (tx) => {
      const overdue = await tx.fieldChecks.lockOverdue(officeDay(news, now), AT_ONCE);
      for (const { id, caseId, number, dueOn, reporterId } of overdue) {
        await tx.fieldChecks.reminded(id, now);
        if (reporterId === null) continue;
        await tellReporter(tx, reporterId, {
          dedupeKey: `check-late:${id}`,
          caseId,
          body: {
            text: checkNotices.overdue(number, dueOn),
            choices: [{ token: commandToken('tugas', number), label: checkNotices.fill }],
          },
          notBefore: waitsUntil(news, now, false),
        });
      }
      return overdue.length;
    });
    told += some;
    if (some < AT_ONCE) return told;
  }
}
