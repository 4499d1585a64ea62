/** What the pages of enrolment may ask for. Every method authorises by `actor` itself. */
import type { ChannelName } from '../../domain/channel/message.js';
import type { Page, StaffActor } from '../console-services.js';
import type { ImportVerdict } from './import/judge-rows.js';
import type { ContactState, PersonInput, ReporterEvent, ReporterStatus } from './model.js';

export interface ReporterFilter {
  /** Part of a name. */
  readonly q?: string | undefined;
  readonly kecamatan?: string | undefined;
  readonly desa?: string | undefined;
  readonly status?: ReporterStatus | undefined;
  readonly cursor?: string | undefined;
}

export interface ReporterRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  readonly desaNames: readonly string[];
  readonly status: ReporterStatus;
  /** Empty: not yet connected. */
  readonly channels: readonly { readonly channel: ChannelName; readonly status: ContactState }[];
}

export interface ReporterView extends Omit<ReporterRow, 'channels' | 'desaNames'> {
  readonly desa: readonly {
    readonly code: string;
    readonly name: string;
    readonly kecamatan: string;
    /** Reports of it that are still open and theirs. */
    readonly openCases: number;
  }[];
  /** Open reports of desa for which they no longer report. */
  readonly strayCases: number;
  readonly contacts: readonly {
    readonly id: string;
    readonly channel: ChannelName;
    readonly status: ContactState;
    readonly since: Date;
  }[];
  /** The code that is still good; null: none. */
  readonly inviteExpiresAt: Date | null;
  /** Newest first. */
  readonly events: readonly (Pick<ReporterEvent, 'type' | 'at' | 'data'> & {
    readonly id: string;
    /** null: the reporter, or the service. */
    readonly actorName: string | null;
  })[];
  /** Names of the desa and reporters that the events speak of, by code or id. */
  readonly names: Readonly<Record<string, string>>;
}

/** A desa with open reports that nobody goes on with. */
export interface OrphanedDesa {
  readonly code: string;
  readonly name: string;
  readonly kecamatan: string;
  readonly openCases: number;
}

export interface EnrolInput extends PersonInput {
  readonly desaCodes: readonly string[];
}

export interface HandoverInput {
  readonly desaCode: string;
  /** null: whoever left open reports behind. */
  readonly fromId: string | null;
  readonly to:
    | { readonly type: 'existing'; readonly id: string }
    | { readonly type: 'new'; readonly person: PersonInput };
}

export interface MadeInvite {
  /** As it is shown. */
  readonly code: string;
  readonly expiresAt: Date;
}

export interface ImportPreview {
  readonly id: string;
  readonly confirmed: boolean;
  readonly rows: readonly ImportVerdict[];
}

export interface AlertsView {
  readonly onDuty: boolean;
  readonly contacts: readonly {
    readonly id: string;
    readonly channel: ChannelName;
    readonly status: ContactState;
    readonly since: Date;
  }[];
  readonly inviteExpiresAt: Date | null;
}

/** Who may not gets not_found, as for what is not there. */
export interface EnrolmentServices {
  list(actor: StaffActor, filter: ReporterFilter): Promise<Page<ReporterRow>>;
  orphans(actor: StaffActor): Promise<readonly OrphanedDesa[]>;
  reporter(actor: StaffActor, id: string, ip: string): Promise<ReporterView>;
  /** Who is active, to take over a desa. */
  successors(actor: StaffActor): Promise<readonly Pick<ReporterRow, 'id' | 'name' | 'desaNames'>[]>;
  /** Throws input.invalid {field: 'phone' | 'name' | 'role' | 'desa' | 'phone_taken'}, as do the next two. */
  enrol(actor: StaffActor, input: EnrolInput, ip: string): Promise<{ id: string }>;
  change(actor: StaffActor, id: string, input: EnrolInput, ip: string): Promise<void>;
  /** Also {field: 'successor'}: nobody who may take over. */
  handOver(actor: StaffActor, input: HandoverInput, ip: string): Promise<{ id: string; cases: number }>;
  /** input.invalid {field: 'desa'}: who has no desa cannot be active. */
  setStatus(actor: StaffActor, id: string, status: ReporterStatus, ip: string): Promise<void>;
  disconnect(actor: StaffActor, id: string, contactId: string, ip: string): Promise<void>;
  invite(actor: StaffActor, id: string, ip: string): Promise<MadeInvite>;
  revokeInvite(actor: StaffActor, id: string, ip: string): Promise<void>;

  /** Throws input.invalid {field: FileProblem}. */
  upload(actor: StaffActor, file: Buffer): Promise<{ id: string }>;
  preview(actor: StaffActor, id: string): Promise<ImportPreview>;
  /** How many were enrolled and changed. */
  confirmImport(actor: StaffActor, id: string, ip: string): Promise<{ added: number; changed: number }>;

  alerts(actor: StaffActor): Promise<AlertsView>;
  setDuty(actor: StaffActor, on: boolean, ip: string): Promise<void>;
  inviteSelf(actor: StaffActor, ip: string): Promise<MadeInvite>;
  disconnectSelf(actor: StaffActor, contactId: string, ip: string): Promise<void>;
}
