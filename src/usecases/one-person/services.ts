/** Two persons who may be one, as the office sees them and decides. */
import type { PersonFacts, PairVerdict } from '../../domain/matching/person.js';
import type { FieldResult } from '../../domain/matching/score.js';
import type { Source } from '../../domain/import/sources.js';
import type { StaffActor } from '../console-services.js';

export interface PairEnd {
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly desaName: string | null;
}

export interface PairRow {
  readonly id: string;
  readonly verdict: Exclude<PairVerdict, 'same'>;
  /** Bits. */
  readonly weight: number;
  readonly fields: readonly FieldResult[];
  readonly foundAt: Date;
  readonly one: PairEnd;
  readonly other: PairEnd;
}

export interface DecidedPair {
  readonly id: string;
  readonly what: 'same' | 'different';
  readonly at: Date;
  /** null: the service itself. */
  readonly by: string | null;
  readonly one: PairEnd;
  readonly other: PairEnd;
}

/** As one place writes a person. */
export interface Face {
  /** null: Data Pemda. */
  readonly source: Source | null;
  readonly facts: PersonFacts;
  readonly desaName: string | null;
}

export interface PairPerson extends PairEnd {
  readonly id: string;
  readonly faces: readonly Face[];
}

export interface PairView extends Omit<PairRow, 'verdict' | 'one' | 'other'> {
  readonly verdict: PairVerdict;
  readonly decision: 'same' | 'different' | null;
  /** What was decided and undone, the last first; by: null: the service itself. */
  readonly history: readonly {
    readonly what: 'same' | 'different' | 'undone';
    readonly at: Date;
    readonly by: string | null;
  }[];
  /** They are read as one, by this pair or by others. */
  readonly areOne: boolean;
  /** Recorded first. */
  readonly one: PairPerson;
  readonly other: PairPerson;
}

/** By what each is told: of the one recorded first, or of the other. */
export type ToldOf = Readonly<Record<'name' | 'birthDate' | 'sex' | 'nik', 'one' | 'other'>>;

export interface PairPage {
  readonly open: readonly PairRow[];
  readonly openCount: number;
  /** The last pair on this page, where there are more behind it. */
  readonly next: string | null;
  readonly decided: readonly DecidedPair[];
}

/** Every method throws not_found for those who may not. */
export interface OnePersonServices {
  page(actor: StaffActor, after: string | null): Promise<PairPage>;
  /** The look is written down: it shows NIK and No. KK of both. */
  pair(actor: StaffActor, id: string, ip: string): Promise<PairView>;
  /**
   * 'same' merges both, told as `told` says. Decided before in the same way, nothing more is done; otherwise throws
   * pair.decided.
   */
  decide(
    actor: StaffActor,
    input: {
      readonly id: string;
      readonly what: 'same' | 'different';
      readonly told: ToldOf | null;
      readonly ip: string;
    },
  ): Promise<void>;
  /** As if it had not been decided: those who were merged are two again. Of what is not decided, nothing. */
  undo(actor: StaffActor, input: { readonly id: string; readonly ip: string }): Promise<void>;
}
