import { initialState, parseState, step } from '../../dialogue/engine.js';
import type { ConversationState, DialogueContext, DialogueInput, Effect, Fed } from '../../dialogue/types.js';
import type { OutboundBody } from '../../domain/channel/message.js';
import { strangerReply } from '../../i18n/chat.js';
import type {
  Clock,
  ConversationReporter,
  ConversationWrite,
  LockedConversation,
  NewOutbound,
  PendingMessage,
  UnitOfWork,
  Work,
} from '../ports.js';
import type { ReporterActor } from '../report/actor.js';
import { performEffect } from './perform-effect.js';

export interface AnswerDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly homeRegion: string;
}

export interface AnswerResult {
  /** Contacts that must be looked at again: their conversation changed under them. */
  readonly again: readonly string[];
}

/**
 * Answers all that waits in the inbox of these contacts, in one transaction: messages ticked off,
 * dialogue moved on, reports written and replies queued, or nothing of it (invariants 2 and 3).
 */
export async function answerMessages(deps: AnswerDeps, contactIds: readonly string[]): Promise<AnswerResult> {
  return deps.unitOfWork.run(async (tx) => {
    const writes: ConversationWrite[] = [];
    const again: string[] = [];
    for (const conversation of await tx.chat.lock(contactIds)) {
      if (conversation.pending.length === 0) continue;
      const enrolled = conversation.reporter === null ? await enrolContacts(tx, conversation) : [];
      if (enrolled.length > 0) {
        again.push(...enrolled);
      } else {
        writes.push(await answerConversation(deps, tx, conversation));
      }
    }
    if (writes.length > 0) await tx.chat.save(writes);
    return { again };
  });
}

/** A stranger whose number the channel vouches for may be one of ours after all. */
async function enrolContacts(tx: Work, conversation: LockedConversation): Promise<readonly string[]> {
  const enrolled: string[] = [];
  for (const { contactId, body } of conversation.pending) {
    const phone = vouchedPhone(body);
    if (phone !== null && !enrolled.includes(contactId) && (await tx.chat.enrol(contactId, phone))) {
      enrolled.push(contactId);
    }
  }
  return enrolled;
}

function vouchedPhone({ chat, phone, content }: PendingMessage['body']): string | null {
  // What is said in a group is heard by strangers: no dialogue there, whoever speaks.
  if (chat === 'group') return null;
  return content.type === 'contact' && content.own ? content.phone : (phone ?? null);
}

async function answerConversation(
  deps: AnswerDeps,
  tx: Work,
  conversation: LockedConversation,
): Promise<ConversationWrite> {
  const { reporter, pending } = conversation;
  const processed = pending.map(({ id }) => ({ id, failure: null }));
  if (reporter?.active !== true) {
    return { id: conversation.id, state: undefined, processed, replies: refusals(deps, conversation) };
  }
  const before = conversation.state === null ? initialState() : parseState(conversation.state);
  let state = before;
  const replies: NewOutbound[] = [];
  for (const message of pending) {
    if (message.body.chat === 'group') continue;
    const said = await answerMessage(deps, tx, { state, message, reporter });
    state = said.state;
    replies.push(...said.replies.map((body, n) => reply(conversation, message, `reply:${message.id}:${String(n)}`, body)));
  }
  return { id: conversation.id, state: state === before ? undefined : state, processed, replies };
}

interface Turn {
  readonly state: ConversationState;
  readonly message: PendingMessage;
  readonly reporter: ConversationReporter;
}

async function answerMessage(
  { clock, homeRegion }: AnswerDeps,
  tx: Work,
  { state: initial, message, reporter }: Turn,
): Promise<{ state: ConversationState; replies: readonly OutboundBody[] }> {
  const now = clock.now();
  const context: DialogueContext = { now, messageId: message.id, reporter, homeRegion };
  let state = initial;
  const replies: OutboundBody[] = [];
  let input: DialogueInput | null = { type: 'message', body: message.body };
  while (input !== null) {
    const result = step(state, input, context);
    state = result.state;
    replies.push(...result.replies);
    const fed = await performAll(tx, result.effects, {
      reporterId: reporter.id,
      regions: reporter.desa.map((desa) => desa.code),
      contactId: message.contactId,
      now,
    });
    input = fed === null ? null : { type: 'fed', fed };
  }
  return { state, replies };
}

async function performAll(
  tx: Work,
  effects: readonly Effect[],
  by: ReporterActor,
): Promise<Fed | null> {
  let fed: Fed | null = null;
  for (const effect of effects) fed = (await performEffect(tx, effect, by)) ?? fed;
  return fed;
}

/** One polite answer a day to whoever is not (or no longer) enrolled, and nothing else. */
function refusals({ clock }: AnswerDeps, conversation: LockedConversation): NewOutbound[] {
  const day = clock.now().toISOString().slice(0, 10);
  return conversation.pending.flatMap((message) => {
    const contact = conversation.contacts.get(message.contactId);
    if (contact === undefined) return [];
    const body = strangerReply({ channel: contact.channel, chat: message.body.chat });
    return [reply(conversation, message, `stranger:${message.contactId}:${day}`, body)];
  });
}

function reply(
  conversation: LockedConversation,
  message: PendingMessage,
  dedupeKey: string,
  body: OutboundBody,
): NewOutbound {
  const contact = conversation.contacts.get(message.contactId);
  if (contact === undefined) throw new Error(`message ${message.id} is of another conversation`);
  return { ...contact, contactId: message.contactId, purpose: 'reply', dedupeKey, caseId: null, body };
}
