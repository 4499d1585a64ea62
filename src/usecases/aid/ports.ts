import type { AidContent, WithdrawReason } from '../../domain/aid/given.js';

/** Who says that aid was given. Keys are made anew; what was recorded by them is the agency's. */
export type AidRecorder =
  | { readonly type: 'user'; readonly userId: string }
  | { readonly type: 'agency'; readonly agencyId: string; readonly apiKeyId: string };

export interface AidProgram {
  readonly code: string;
  readonly name: string;
  /** null: of the social office itself. */
  readonly agencyId: string | null;
  readonly active: boolean;
  readonly version: number;
}

export interface NewAid extends AidContent {
  readonly id: string;
  readonly personId: string;
  readonly listId: string | null;
  readonly key: string;
}

export interface AidWork {
  program(code: string): Promise<AidProgram | null>;
  /** false: there is one with that code. */
  addProgram(program: AidProgram, at: Date): Promise<boolean>;
  changeProgram(program: AidProgram): Promise<void>;
  /** Until the transaction ends nobody else records aid of these programmes. Those that there are, by code. */
  lockPrograms(codes: readonly string[]): Promise<ReadonlyMap<string, { readonly active: boolean }>>;
  /** By id the one that they are read as; of those that there are. */
  rootsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  byKey(
    recorder: AidRecorder,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, AidContent & { readonly id: string }>>;
  /** What these people were given and was not withdrawn, by `aidOnce`. */
  standing(
    rootIds: readonly string[],
    of: { readonly programs: readonly string[]; readonly days: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>;
  add(
    recorder: AidRecorder,
    aid: readonly NewAid[],
    of: { readonly batchId: string; readonly at: Date },
  ): Promise<void>;
  /** Row-locks it. null: there is none. */
  lockGiven(id: string): Promise<{
    readonly personId: string;
    readonly agencyId: string | null;
    readonly withdrawn: boolean;
  } | null>;
  withdraw(id: string, how: Withdrawal): Promise<void>;
}

export interface Withdrawal {
  /** Of the person of the office, or of the agency's key. */
  readonly by: string;
  readonly reason: WithdrawReason;
  readonly note: string | null;
  readonly at: Date;
}

/** Aid that a person was given, as it is shown. */
export interface AidReceived {
  readonly id: string;
  readonly programCode: string;
  readonly programName: string;
  /** null: by the social office. */
  readonly agencyName: string | null;
  /** ISO date. */
  readonly givenOn: string;
  /** Whole rupiah. */
  readonly amount: number | null;
  readonly goods: string | null;
  readonly listId: string | null;
  readonly recordedAt: Date;
  /** Of the person of the office, or of the agency. */
  readonly recordedBy: string;
  readonly withdrawn: { readonly at: Date; readonly reason: WithdrawReason } | null;
}

export interface AidReader {
  /**
   * By each of the ids, whoever of those who are one it is, all that they together were given up to a day
   * (`on`, ISO date), as the office held it at a moment (`known`); newest first. What was withdrawn by then says so.
   * No scope is applied: whoever asks may know the person.
   */
  aidOf(
    personIds: readonly string[],
    asOf: { readonly on: string; readonly known: Date } | 'now',
  ): Promise<ReadonlyMap<string, readonly AidReceived[]>>;
}
