/** The reporter who acts, as the transaction that locked their conversation found them. */
export interface ReporterActor {
  readonly reporterId: string;
  /** Desa codes they answer for. */
  readonly regions: readonly string[];
  /** The contact they wrote by: answers about the report go there. */
  readonly contactId: string;
  readonly now: Date;
}
