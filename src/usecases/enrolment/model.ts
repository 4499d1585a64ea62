/** The words that enrolment is spoken of in. */
import type { ChannelName } from '../../domain/channel/message.js';

export type ReporterStatus = 'active' | 'suspended' | 'left';

/** As the transaction that locked the row found it. */
export interface ReporterRecord {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** E.164 */
  readonly phone: string;
  readonly status: ReporterStatus;
  readonly desaCodes: readonly string[];
}

export type NewReporter = Omit<ReporterRecord, 'id' | 'status'>;

/** Codes and ids only. */
export type ReporterEventData = Readonly<Record<string, string | number | readonly string[]>>;
export interface ReporterEvent {
  readonly reporterId: string;
  readonly type:
    | 'enrolled'
    | 'changed'
    | 'suspended'
    | 'reactivated'
    | 'desa_changed'
    | 'handed_over'
    | 'took_over'
    | 'invited'
    | 'connected';
  /** null: the service itself, or the reporter. */
  readonly actorId: string | null;
  readonly at: Date;
  readonly data: ReporterEventData;
}

/** A chat of somebody's. */
export interface ChatAddress {
  readonly channel: ChannelName;
  readonly account: string;
  readonly address: string;
}

export type ContactState = 'active' | 'blocked' | 'gone';

export type InviteFor =
  | { readonly reporterId: string; readonly userId: null }
  | { readonly reporterId: null; readonly userId: string };

export interface PersonInput {
  readonly name: string;
  readonly role: string;
  /** As typed: 0812…, 62812… or +62812… */
  readonly phone: string;
}

/** A row of an uploaded list, as it was typed. */
export interface ImportedRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  readonly desa: string;
  readonly kecamatan: string;
}

export type ImportColumn = 'name' | 'role' | 'phone' | 'desa' | 'kecamatan';

/** All desa, to be told apart by name. */
export interface DesaName {
  readonly code: string;
  readonly name: string;
  readonly kecamatan: string;
}

export type FileProblem =
  | 'none'
  | 'too_large'
  | 'too_many_rows'
  | 'old_excel'
  | 'unreadable'
  | 'no_rows'
  | 'no_header'
  | 'header_twice';
