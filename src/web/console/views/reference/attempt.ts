/** A change of reference data that was not kept: what was typed, and why. */
export interface Attempt<T> {
  /** Which of the forms on the page: its code, or '' of a new one. */
  readonly form: string;
  readonly typed: T;
  /** Sentences. */
  readonly problems: readonly string[];
  /** Somebody else was first: what is told of it. */
  readonly overtaken: string | null;
}

export function at<T>(attempt: Attempt<T> | null, form: string): Attempt<T> | null {
  return attempt?.form === form ? attempt : null;
}

/**
 * The version that a form is sent with: the one that its page showed first. Who was told that somebody else
 * was first, and saves all the same, does so over what stands there now.
 */
export function versionFor(attempt: Attempt<{ readonly version: number }> | null, now: number): number {
  return attempt?.overtaken === null ? attempt.typed.version : now;
}
