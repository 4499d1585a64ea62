import { dueAt, initialState, parseState } from '../../dialogue/engine.js';
import type { DialogueInput } from '../../dialogue/types.js';
import type { NewOutbound, Work } from '../ports.js';
import { advance, performIn, type AdvanceDeps } from './advance.js';

export interface Telling {
  /** Any contact of the conversation. */
  readonly contactId: string;
  /** uuid; the same for every try of the same telling, and said once. */
  readonly id: string;
  readonly input: DialogueInput;
  readonly purpose: NewOutbound['purpose'];
}

/**
 * Lets the dialogue hear what no person said (the time, the fate of a photo). What it answers goes to
 * the contact written by last. Nothing is said to who is not, or no longer, enrolled.
 */
export async function tellConversation(deps: AdvanceDeps, tx: Work, telling: Telling): Promise<void> {
  const [conversation] = await tx.chat.lock([telling.contactId]);
  if (conversation?.reporter?.active !== true) return;
  const { id, version, reporter, contacts } = conversation;
  const contactId = conversation.contactId ?? telling.contactId;
  const contact = contacts.get(contactId);
  if (contact === undefined) return;
  const told = await advance(deps, {
    state: conversation.state === null ? initialState() : parseState(conversation.state),
    input: telling.input,
    reporter,
    contactId,
    messageId: telling.id,
    perform: performIn(tx),
  });
  if (told === null) return;
  const { state } = told;
  const replies = told.replies.map((body, n): NewOutbound => ({
    ...contact,
    contactId,
    purpose: telling.purpose,
    dedupeKey: `told:${telling.id}:${String(n)}`,
    caseId: null,
    body,
  }));
  await tx.chat.save([
    { id, version, state, dueAt: dueAt(state, deps.drafts), contactId: undefined, processed: [], replies },
  ]);
}
