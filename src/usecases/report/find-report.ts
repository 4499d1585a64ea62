import { mayUseReport, type ReportCommand } from '../../domain/access/report-rules.js';
import type { CaseHead, Work } from '../ports.js';
import type { ReporterActor } from './actor.js';

/** null: there is none of that number, or not for this reporter; nobody can tell which. */
export async function findReport(
  tx: Work,
  actor: ReporterActor,
  command: ReportCommand,
  number: string,
): Promise<CaseHead | null> {
  const head = await tx.cases.byNumber(number);
  return head !== null && mayUseReport(actor, head, command) ? head : null;
}

/** The same, locked: it is what it is until the transaction ends. */
export async function lockReport(
  tx: Work,
  actor: ReporterActor,
  command: ReportCommand,
  number: string,
): Promise<CaseHead | null> {
  const found = await findReport(tx, actor, command, number);
  const head = found === null ? null : await tx.cases.lock(found.id);
  // It may have been handed over in between.
  return head !== null && mayUseReport(actor, head, command) ? head : null;
}
