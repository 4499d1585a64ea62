/** The list that a case was opened from, as its address carries it. What was searched for stays sealed. */
import { hrefWith } from './href.js';
import { queryOf, readQueueQuery, type QueueQuery } from './queue-query.js';

const MARK = 'daftar';

/** null: the case was opened by itself. */
export function listQuery(query: unknown): QueueQuery | null {
  const marked = typeof query === 'object' && query !== null && MARK in query && query[MARK] === 'ya';
  return marked ? { ...readQueueQuery(query), cursor: undefined } : null;
}

/** What an address carries of that list; '' of none. */
export function listSuffix(query: QueueQuery | null): string {
  return query === null ? '' : hrefWith('', { [MARK]: 'ya', ...queryOf({ ...query, cursor: undefined }) });
}
