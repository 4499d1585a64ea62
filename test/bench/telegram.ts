import type { UserFromGetMe } from 'grammy/types';

export const botToken = '1:bench';

export const botInfo = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as UserFromGetMe;

export interface Nowhere {
  /** For grammY's client: messages are handed over and go nowhere, whoever is measured. */
  readonly fetch: never;
  /** Messages handed over so far. */
  readonly handed: () => number;
}

export function nowhere(): Nowhere {
  let handed = 0;
  const result = {
    ok: true,
    result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' }, text: '' },
  };
  const fetch = () => {
    handed += 1;
    // All that grammY asks of a response: making a whole one would cost more than the step.
    return Promise.resolve({ json: () => Promise.resolve(result) });
  };
  return { fetch: fetch as never, handed: () => handed };
}
