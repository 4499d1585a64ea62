/** A case on paper. Every method authorises by `actor` itself. */
import type { ExportPurpose } from '../../domain/access/export-purpose.js';
import type { FoundCase } from '../console/ports.js';
import type { StaffActor } from '../console-services.js';

export interface Printable {
  readonly id: string;
  readonly number: string;
  /** A purpose has to be said. */
  readonly sensitive: boolean;
  /** Whether the actor may have NIK and KK in full. */
  readonly mayIdentify: boolean;
  readonly photoCount: number;
}

export interface PrintInput {
  readonly caseId: string;
  /** NIK and KK in full, which takes print_identities and a purpose. */
  readonly identities: boolean;
  readonly purpose: ExportPurpose | null;
  /** What for, when no code names it; '' otherwise. */
  readonly note: string;
  readonly ip: string;
}

export interface PrintServices {
  /** Throws not_found for what is not there, not the actor's, or concealed from them. */
  printable(actor: StaffActor, caseId: string): Promise<Printable>;
  /**
   * What the paper shows: identity numbers masked unless they were asked for. It is in the access log before it
   * is given. Throws not_found as above, also for identities that the actor may not have; input.invalid
   * {field: 'purpose' | 'note'}.
   */
  sheet(actor: StaffActor, input: PrintInput): Promise<FoundCase>;
}
