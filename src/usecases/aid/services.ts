/** Aid: lists of people for a programme, and what they were given. Every method authorises by `actor` itself. */
import type { ExportPurpose } from '../../domain/access/export-purpose.js';
import type { AidComposition, AidCriteria, CriteriaProblem } from '../../domain/aid/criteria.js';
import type { AidOutcome, AidProblem, WithdrawReason } from '../../domain/aid/given.js';
import type { Agency, ReferenceChangeView, Saved } from '../reference/services.js';
import type { StaffActor } from '../console-services.js';
import type { ExportFile } from '../export/services.js';
import type { AidListRow, AidListSummary, AidListView, AidProgram, AidReceived } from './ports.js';
import type { ProgramInput } from './programs.js';

export type ProgramView = AidProgram & { readonly agencyName: string | null };

export interface ListInput {
  /** Made by the page for a new one: the same form sent twice is one list. */
  readonly id: string;
  /** The one that the page showed; 0: it is new. */
  readonly version: number;
  readonly name: string;
  readonly programCode: string;
  readonly criteria: AidCriteria;
}

export const listProblems = ['name', 'program', 'sensitive', 'empty', 'note'] as const;
export type ListProblem = (typeof listProblems)[number] | CriteriaProblem;

export type ListSaved =
  { readonly ok: true } | { readonly ok: false; readonly problems: readonly ListProblem[] };

/** What was given, as it was typed. */
export interface GiftInput {
  /** ISO date. */
  readonly givenOn: string;
  readonly amount: number | null;
  readonly goods: string | null;
}

/** How many of those told were recorded, stood already, or were refused and why. */
export interface GiftCounts {
  readonly recorded: number;
  /** Recorded before, by this or another way. */
  readonly standing: number;
  readonly refused: Readonly<Partial<Record<AidProblem, number>>>;
}

export interface AidPerson {
  readonly id: string;
  readonly name: string;
  readonly desaName: string;
  readonly received: readonly AidReceived[];
}

export const LIST_ROWS_A_PAGE = 50;

export interface AidServices {
  programs(actor: StaffActor): Promise<{
    readonly programs: readonly ProgramView[];
    readonly agencies: readonly Agency[];
    readonly changes: readonly ReferenceChangeView[];
    readonly mayChange: boolean;
  }>;
  /** Throws not_found to who may not, reference.changed when somebody else was first. */
  saveProgram(actor: StaffActor, input: ProgramInput, ip: string): Promise<Saved>;

  /** Those by which aid is given now. */
  activePrograms(actor: StaffActor): Promise<readonly ProgramView[]>;
  /** By code, also of those that are not used any more. */
  programNames(actor: StaffActor): Promise<ReadonlyMap<string, string>>;
  lists(actor: StaffActor): Promise<readonly AidListSummary[]>;
  /** Who would be on a list by these criteria, counted; or why there can be none. null: they could not be read. */
  preview(
    actor: StaffActor,
    criteria: AidCriteria | null,
  ): Promise<
    | { readonly ok: true; readonly composition: AidComposition; readonly sensitive: boolean }
    | { readonly ok: false; readonly problems: readonly ListProblem[] }
    | null
  >;
  /** A draft, of its author alone. Throws aid.list_changed when it is another by now. */
  saveList(actor: StaffActor, input: ListInput, ip: string): Promise<ListSaved>;
  /** Of a draft; what is gone is gone. */
  dropList(actor: StaffActor, id: string): Promise<void>;
  /** Notes in the access log who looks at one that takes the grant. */
  list(actor: StaffActor, id: string, ip: string): Promise<AidListView>;
  /** Of a frozen list, behind row `after`. */
  rows(actor: StaffActor, list: AidListView, after: number): Promise<readonly AidListRow[]>;
  /** Pressed twice, or by two at once, it is one snapshot. Throws aid.list_changed. */
  freeze(
    actor: StaffActor,
    input: { readonly id: string; readonly version: number; readonly ip: string },
  ): Promise<ListSaved>;
  /** By a supervisor who is not its author. Throws aid.list_changed when somebody else has decided otherwise. */
  decide(
    actor: StaffActor,
    input: {
      readonly id: string;
      readonly approve: boolean;
      readonly note: string;
      readonly ip: string;
    },
  ): Promise<ListSaved>;
  /** Of an approved list. In the access log before its first byte; throws as the other exports do. */
  file(
    actor: StaffActor,
    input: {
      readonly id: string;
      readonly format: 'csv' | 'xlsx';
      readonly identities: boolean;
      readonly purpose: ExportPurpose;
      readonly note: string;
      readonly ip: string;
    },
  ): Promise<ExportFile>;

  /**
   * To these rows of an approved list, or to all. `form`: made by the page, so that the same form sent twice records
   * nothing twice.
   */
  giveByList(
    actor: StaffActor,
    input: {
      readonly id: string;
      readonly rows: readonly number[] | 'all';
      readonly gift: GiftInput;
      readonly form: string;
      readonly ip: string;
    },
  ): Promise<GiftCounts>;
  person(actor: StaffActor, personId: string): Promise<AidPerson>;
  /** Whether the actor may record aid for them; `person` would find them. */
  mayGive(actor: StaffActor, personId: string): Promise<boolean>;
  /** By NIK; null: nobody whom the actor may know. */
  findPerson(actor: StaffActor, nik: string): Promise<string | null>;
  giveToPerson(
    actor: StaffActor,
    input: {
      readonly personId: string;
      readonly programCode: string;
      readonly gift: GiftInput;
      readonly form: string;
      readonly ip: string;
    },
  ): Promise<AidOutcome>;
  /** false: the note is missing or holds an identity number. */
  withdraw(
    actor: StaffActor,
    input: {
      readonly personId: string;
      readonly aidId: string;
      readonly reason: WithdrawReason;
      readonly note: string;
      readonly ip: string;
    },
  ): Promise<boolean>;
}
