import { AppError } from '../../errors.js';
import type { AccountStore } from '../accounts/ports.js';
import type { ConsoleQueries } from './ports.js';

interface Attempt {
  readonly username: string;
  readonly ip: string;
}

interface RecordDeps {
  readonly accounts: Pick<AccountStore, 'byUsername'>;
  readonly queries: Pick<ConsoleQueries, 'recordView'>;
}

/** Of a refused attempt the typed name is not kept: people type their password there. */
export async function recordedSignIn<T>(
  { accounts, queries }: RecordDeps,
  { username, ip }: Attempt,
  signIn: () => Promise<T>,
): Promise<T> {
  const record = async (action: string) => {
    const account = await accounts.byUsername(username.trim().toLowerCase());
    await queries.recordView({ userId: account?.id ?? null, action, subject: null, ip });
  };
  try {
    const opened = await signIn();
    await record('session.opened');
    return opened;
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === 'auth.invalid_credentials') await record('session.refused');
    if (code === 'auth.locked') await record('session.locked');
    throw error;
  }
}
