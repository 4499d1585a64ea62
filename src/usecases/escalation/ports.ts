import type { Grant } from '../../domain/access/scope.js';
import type { StaffActor } from '../console-services.js';
import type { ContactAddress } from '../contact-address.js';
import type { HandledEscalation, OpenEscalation, SupervisorReach } from './services.js';

/** An urgent case that waits, and that nobody took up since it last came. */
export interface LeftEmergency {
  readonly caseId: string;
  readonly number: string;
  readonly desaCode: string;
  readonly kecamatanName: string;
  readonly sensitive: boolean;
  /** The event by which it last came, and when that was. */
  readonly round: number;
  readonly since: Date;
}

export interface StaffChat extends ContactAddress {
  readonly contactId: string;
}

export interface SupervisorToTell {
  readonly actor: StaffActor;
  readonly chat: StaffChat;
}

export interface EscalationMoment {
  readonly now: Date;
  /** ISO date by the office's calendar. */
  readonly today: string;
}

/** Parts of one transaction. */
export interface EscalationWork {
  /** Of cases whose due day is over, each once since it last came. Returns how many: none are left under `limit`. */
  raiseOverdue(moment: EscalationMoment, limit: number): Promise<number>;
  /** Row-locked; those that have waited longest first. `before`: only what last came before. */
  lockEmergencies(now: Date, before: Date, limit: number): Promise<readonly LeftEmergency[]>;
  /** false: it was raised already. */
  raiseEmergency(emergency: LeftEmergency, now: Date): Promise<boolean>;
  /** The chat of each supervisor who may handle this case, the newest that takes messages. */
  supervisorChats(
    of: Pick<LeftEmergency, 'desaCode' | 'sensitive'>,
  ): Promise<readonly (StaffChat & { readonly userId: string })[]>;
  /** Supervisors with a chat to whom nothing was said yet under the key that `key` makes of their id. */
  untold(key: (userId: string) => string): Promise<readonly SupervisorToTell[]>;
  /** Numbers of what is open for that actor, the most pressing first; of sensitive cases how many. */
  openFor(actor: StaffActor): Promise<{ readonly numbers: readonly string[]; readonly sensitive: number }>;
  /** Settles what is open of a case. Returns how many. */
  settle(
    caseId: string,
    by: { readonly userId: string; readonly at: Date; readonly note: string },
  ): Promise<number>;
  /** Gives a case to somebody; a claim of another's on it ends. */
  assign(caseId: string, userId: string): Promise<void>;
  chatOf(userId: string): Promise<StaffChat | null>;
}

/** Who works on cases, with what decides which. */
export interface Assignable {
  readonly id: string;
  readonly name: string;
  readonly role: StaffActor['role'];
  readonly regions: readonly string[];
  readonly grants: readonly Grant[];
}

export type StoredEscalation = Omit<OpenEscalation, 'assignees'> & { readonly desaCode: string };

/** Each keeps to the cases that the actor may decide. */
export interface EscalationQueries {
  openCount(actor: StaffActor): Promise<number>;
  open(actor: StaffActor, limit: number): Promise<readonly StoredEscalation[]>;
  handled(actor: StaffActor, since: Date, limit: number): Promise<readonly HandledEscalation[]>;
  /** Supervisors who answer for nothing beyond what the actor does, and the actor. */
  supervisors(actor: StaffActor): Promise<readonly SupervisorReach[]>;
  assignable(): Promise<readonly Assignable[]>;
}
