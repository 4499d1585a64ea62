/** What is sealed, sealed anew under the key that seals from now on. */

export type RotationState = 'running' | 'stopped' | 'finished';
export type RotationFailure = 'crypto.unknown_key';

export interface RotationHead {
  readonly id: string;
  /** The key under which everything is to be. */
  readonly keyId: string;
  readonly state: RotationState;
  readonly failure: RotationFailure | null;
  /** From 1: all is gone through again until nothing is left. */
  readonly round: number;
  /** Of this round: what no key opens. */
  readonly unreadable: number;
}

export interface RotationView extends RotationHead {
  readonly startedBy: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly total: number;
  readonly done: number;
  /** At its end: what still holds another key. */
  readonly left: number | null;
}

/** Sealed files of one kind, in an order of their own. */
export interface ResealedFiles {
  /** Seals those anew that need it, of up to `limit` behind `after`. null: there are no more. */
  resealNext(after: string | null, limit: number): Promise<ResealedPart | null>;
  /** How many hold another key than the one that seals from now on. */
  countOld(): Promise<number>;
}

export interface ResealedPart {
  readonly last: string;
  readonly done: number;
  readonly unreadable: number;
}

/** Where the files are at: of which kind, and the last one done with. */
export interface FilesPlace {
  readonly kind: number;
  readonly after: string | null;
}

export interface RotationWork {
  /** Row-locked; null: none is open. */
  lockOpen(): Promise<RotationHead | null>;
  begin(rotation: {
    readonly keyId: string;
    readonly startedById: string | null;
    readonly at: Date;
    readonly total: number;
  }): Promise<RotationHead>;
  move(id: string, state: 'running' | 'stopped', failure: RotationFailure | null): Promise<void>;
  /**
   * The next cells of the database. false: all of this round are done with. What others hold locked is left for another
   * round. Throws crypto.unknown_key.
   */
  resealRows(id: string, limit: number): Promise<boolean>;
  filesPlace(id: string): Promise<FilesPlace>;
  noteFiles(
    id: string,
    place: FilesPlace,
    count: { readonly done: number; readonly unreadable: number },
  ): Promise<void>;
  nextRound(id: string): Promise<void>;
  finish(id: string, end: { readonly at: Date; readonly left: number }): Promise<void>;
}

export interface RotationQueries {
  /** The newest; null: there never was one. */
  newest(): Promise<RotationView | null>;
  /** Cells of the database that are under another key than this. */
  countOld(keyId: string): Promise<number>;
}

/** The ids of the keys that this process has. */
export interface KnownKeys {
  readonly active: string;
  readonly all: readonly string[];
}
