import type { ReporterReach } from '../../domain/access/report-rules.js';

/** The reporter who acts, as the transaction that locked their conversation found them. */
export interface ReporterActor extends ReporterReach {
  /** Desa codes they answer for. */
  readonly regions: readonly string[];
  /** The contact they wrote by: answers about the report go there. */
  readonly contactId: string;
  readonly now: Date;
}
