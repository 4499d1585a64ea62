/** What still stands between a session and the console. */

/**
 * code: the second factor is to be given. password: a new password is due. second_factor: one is to be set
 * up. none: the session is whole.
 */
export type SignInStep = 'code' | 'password' | 'second_factor' | 'none';

export interface SessionFacts {
  /** Whether the account has a second factor. */
  readonly hasSecondFactor: boolean;
  /** Whether it was given in this session. */
  readonly gaveSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  /** Whether a password alone is too little for this account. */
  readonly needsSecondFactor: boolean;
}

/** The code comes first: who knows but the password changes nothing. */
export function signInStep(facts: SessionFacts): SignInStep {
  if (facts.hasSecondFactor && !facts.gaveSecondFactor) return 'code';
  if (facts.mustChangePassword) return 'password';
  return facts.needsSecondFactor && !facts.hasSecondFactor ? 'second_factor' : 'none';
}
