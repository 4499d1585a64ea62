/** What a password of the console must be: long, and not what everybody tries first (NIST SP 800-63B). */

export const MIN_PASSWORD = 12;
/** Longer ones only cost time to hash. */
export const MAX_PASSWORD = 200;
const MIN_DIFFERENT = 5;

export type PasswordProblem = 'password_short' | 'password_long' | 'password_username' | 'password_simple';

/** null: it may be used. Letters of any kind count, and no mixture of them is asked for. */
export function passwordProblem(password: string, username: string): PasswordProblem | null {
  const letters = Array.from(password);
  if (letters.length < MIN_PASSWORD) return 'password_short';
  if (letters.length > MAX_PASSWORD) return 'password_long';
  if (isMadeOf(password.toLowerCase(), username.toLowerCase())) return 'password_username';
  return new Set(letters).size < MIN_DIFFERENT ? 'password_simple' : null;
}

/** The name itself, repeated, or with a few figures or signs around it. */
function isMadeOf(password: string, username: string): boolean {
  return password.includes(username) && !/\p{L}/u.test(password.replaceAll(username, ''));
}

/** What a user name may look like. */
export const usernamePattern = /^[a-z0-9._-]{3,40}$/;
