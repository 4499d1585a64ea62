import type { Account, AccountStore } from '../accounts/ports.js';
import { refusalOf, type SignInAction } from '../accounts/session.js';
import type { ConsoleQueries } from './ports.js';

interface Attempt {
  readonly username: string;
  readonly ip: string;
}

interface RecordDeps {
  readonly accounts: Pick<AccountStore, 'byUsername'>;
  readonly queries: Pick<ConsoleQueries, 'recordView'>;
}

/**
 * Of a refused attempt the typed name is not kept: people type their password there. Where a code is to
 * follow nobody has come in yet: with it, that is written down.
 */
export async function recordedSignIn<T>(
  { accounts, queries }: RecordDeps,
  { username, ip }: Attempt,
  signIn: () => Promise<T>,
): Promise<T> {
  const record = async (action: SignInAction, unless?: (account: Account) => boolean) => {
    const account = await accounts.byUsername(username.trim().toLowerCase());
    if (account !== null && unless?.(account) === true) return;
    await queries.recordView({ userId: account?.id ?? null, action, subject: null, ip });
  };
  try {
    const opened = await signIn();
    await record('session.opened', ({ hasSecondFactor }) => hasSecondFactor);
    return opened;
  } catch (error) {
    const action = refusalOf(error);
    if (action !== null) await record(action);
    throw error;
  }
}
