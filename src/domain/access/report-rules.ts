/** What a reporter may do with a report. The one place: every command of the chat asks here. */
import { mayAccess, type Scoped } from './scope.js';

export interface ReporterReach extends Scoped {
  readonly reporterId: string;
}

export interface OwnedReport {
  /** Who goes on with it: its reporter, or after a handover the successor. */
  readonly ownerId: string;
  readonly desaCode: string;
}

export const reportCommands = ['list', 'show', 'correct', 'withdraw', 'object'] as const;
export type ReportCommand = (typeof reportCommands)[number];

/**
 * One's own reports, as long as one answers for their desa: who was moved to another desa leaves them
 * behind. An objection (sanggah) is the desa's: any of its reporters may make it.
 */
export function mayUseReport(reporter: ReporterReach, report: OwnedReport, command: ReportCommand): boolean {
  if (!mayAccess(reporter, report.desaCode)) return false;
  return command === 'object' || report.ownerId === reporter.reporterId;
}
