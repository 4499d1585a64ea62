import { checkText } from '../../i18n/field-check.js';
import type { CaseHead, Work } from '../ports.js';
import { tellingChecker } from './tell-checker.js';

/**
 * Of a sensitive case no reporter is told: their open check of it ends when it becomes one, by other answers
 * or because the office made its category sensitive. They are told that it need not be done any more.
 */
export async function endReporterCheck(
  tx: Work,
  {
    before,
    now,
    at,
  }: { readonly before: Pick<CaseHead, 'sensitive'>; readonly now: CaseHead; readonly at: Date },
): Promise<void> {
  if (before.sensitive || !now.sensitive || !(await tx.fieldChecks.isOpen(now.id))) return;
  const { fieldCheck } = await tx.cases.snapshot(now.id);
  if (fieldCheck?.state !== 'open' || fieldCheck.checker.kind !== 'reporter') return;
  await tellingChecker(tx, now.id, () =>
    tx.cases.append(now, {
      actor: { kind: 'system', id: null },
      at,
      data: { type: 'field_check_cancelled', note: checkText.becameSensitive },
    }),
  );
}
