import { AppError } from '../../errors.js';

type Reason =
  | 'platform_unsupported'
  | 'no_system_user'
  | 'folder_unreachable'
  | 'folder_of_other_user'
  | 'initdb_failed'
  | 'start_failed'
  | 'stop_failed';

/** `advice` says what is wrong and what to do; it travels as the cause, for the terminal and the log. */
export function unavailable(reason: Reason, advice: string, cause?: unknown): AppError {
  return new AppError('database.unavailable', { reason }, { cause: new Error(advice, { cause }) });
}
