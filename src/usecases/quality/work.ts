/** What counting the quality of the data does in a transaction. */
export interface CountingState {
  /** null: never. */
  readonly countedAt: Date | null;
  readonly askedAt: Date | null;
  /** Something of persons was recorded since. */
  readonly changed: boolean;
}

export interface QualityWork {
  /** Until the end of the transaction nobody else counts. null: somebody else does. */
  lock(): Promise<CountingState | null>;
  /** Finds everybody anew; returns how many. What stays as it was is not written. */
  count(at: Date): Promise<number>;
  /** That it is to be counted soon. */
  ask(at: Date): Promise<void>;
}
