/** One error type. Each edge (HTTP, chat, worker) maps a code once, from this table. */
const table = {
  'auth.invalid_credentials': { status: 401, retryable: false },
  'auth.locked': { status: 429, retryable: false },
  'auth.required': { status: 401, retryable: false },
  'auth.csrf': { status: 403, retryable: false },
  /** Also for "exists, but not for you": unauthorised is indistinguishable from absent. */
  not_found: { status: 404, retryable: false },
  'case.already_decided': { status: 409, retryable: false },
  /** Somebody else works on it: details {by, until (ISO)}. */
  'case.claimed': { status: 409, retryable: false },
  'case.wrong_state': { status: 409, retryable: false },
  /** Whoever approved a sensitive case first is not the second one. */
  'case.second_person_needed': { status: 409, retryable: false },
  /** Not there, not for the actor, or in a state (details.state) in which it holds nobody. */
  'case.no_such_duplicate': { status: 422, retryable: false },
  'case.reason_required': { status: 422, retryable: false },
  /** Reference data: somebody else was first; details {by, at (ISO)}. */
  'reference.changed': { status: 409, retryable: false },
  /** A list of people for aid is not as the page showed it: details {state}. */
  'aid.list_changed': { status: 409, retryable: false },
  /** A file of aid is not as the page showed it: details {state}. */
  'aid.file_changed': { status: 409, retryable: false },
  /** Of a source whose last import is not ended; details {source}. */
  /** Somebody else has decided whether two are one, and otherwise. */
  'pair.decided': { status: 409, retryable: false },
  'import.open': { status: 409, retryable: false },
  /** Its data are of a day before those that were taken over last; details {source, asOf (ISO)}. */
  'import.older': { status: 409, retryable: false },
  /** Only the newest import of a source that was taken over can be reverted. */
  'import.not_newest': { status: 409, retryable: false },
  /** Not in the state that this takes; details {state}. */
  'import.wrong_state': { status: 409, retryable: false },
  /** Sealing anew under another key is under way; details {key}. */
  'rotation.other_key': { status: 409, retryable: true },
  /** A position in a list or feed that was told before something changed of it: read from the beginning. */
  'api.cursor_expired': { status: 410, retryable: false },
  /** An agency's own key of aid was used for another. */
  'api.key_reused': { status: 409, retryable: false },
  /** More requests than a key may make. */
  'api.too_many': { status: 429, retryable: true },
  'input.invalid': { status: 422, retryable: false },
  'media.too_large': { status: 413, retryable: false },
  'media.not_an_image': { status: 415, retryable: false },
  'media.gone': { status: 410, retryable: false },
  'media.unreachable': { status: 502, retryable: true },
  'job.invalid': { status: 500, retryable: false },
  'crypto.unreadable': { status: 500, retryable: false },
  'crypto.unknown_key': { status: 500, retryable: false },
  'database.unavailable': { status: 503, retryable: true },
  'queue.unavailable': { status: 503, retryable: true },
  'config.invalid': { status: 500, retryable: false },
  internal: { status: 500, retryable: false },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof table;

/** `details` reach the reader's sentence and the log: ids, codes and names of staff only. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly status: number;
  readonly retryable: boolean;

  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, string | number>> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.status = table[code].status;
    this.retryable = table[code].retryable;
  }
}
