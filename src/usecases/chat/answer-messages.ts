import { dueAt, initialState, parseState } from '../../dialogue/engine.js';
import type { OutboundBody } from '../../domain/channel/message.js';
import { strangerReply } from '../../i18n/chat.js';
import { lookedUp, questionOf } from '../report/look-up.js';
import type {
  ChatStore,
  Conversation,
  ConversationWrite,
  LookUpStore,
  NewOutbound,
  PendingMessage,
  UnitOfWork,
  Work,
} from '../ports.js';
import { advance, performIn, type AdvanceDeps, type Perform } from './advance.js';
import { GatheredLookUps } from './gathered-look-ups.js';

export interface AnswerDeps extends AdvanceDeps {
  readonly chat: ChatStore;
  readonly unitOfWork: UnitOfWork;
  readonly lookUps: LookUpStore;
}

export interface AnswerResult {
  /** Contacts that must be looked at again: their conversation changed under them. */
  readonly again: readonly string[];
}

/** Conversations answered before whatever else has come gets its turn: the next webhooks, above all. */
const IN_ONE_GO = 2;

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Answers all that waits in the inbox of these contacts (invariants 2 and 3). A conversation whose
 * answers touch nothing but itself is saved in one statement, many at once; it yields when another
 * process was faster. What such conversations want looked up is looked up for all of them at once.
 * One that writes a report, or meets its reporter, gets a transaction of its own.
 */
export async function answerMessages(deps: AnswerDeps, contactIds: readonly string[]): Promise<AnswerResult> {
  const answered = await answerAside(deps, await deps.chat.load(contactIds));
  const writes = answered.flatMap(({ write }) => write ?? []);
  const saved = writes.length === 0 ? new Set<string>() : await deps.chat.save(writes);
  const again: string[] = [];
  for (const { conversation, write } of answered) {
    const contacts = [...conversation.contacts.keys()];
    if (write === null) again.push(...(await answerInTransaction(deps, contacts)));
    else if (!saved.has(write.id)) again.push(...contacts);
  }
  return { again };
}

interface Answered {
  readonly conversation: Conversation;
  /** null: not without a transaction. */
  readonly write: ConversationWrite | null;
}

/** Side by side: while some wait for what they want looked up, the others go on. */
async function answerAside(
  deps: AnswerDeps,
  conversations: readonly Conversation[],
): Promise<readonly Answered[]> {
  const lookUps = new GatheredLookUps(deps.lookUps);
  const waiting = conversations.filter(({ pending }) => pending.length > 0);
  const begun: Promise<Answered>[] = [];
  for (const [n, conversation] of waiting.entries()) {
    if (n > 0 && n % IN_ONE_GO === 0) await othersTurn();
    const answer = mayMeetReporter(conversation)
      ? Promise.resolve(null)
      : answerConversation(deps, conversation, lookingUp(lookUps));
    const answered = answer.then((write) => ({ conversation, write }));
    // Heard of at the end, with the others: until then it has not failed unheard.
    answered.catch(() => undefined);
    begun.push(answered);
  }
  lookUps.begun();
  return Promise.all(begun);
}

async function answerInTransaction(
  deps: AnswerDeps,
  contactIds: readonly string[],
): Promise<readonly string[]> {
  return deps.unitOfWork.run(async (tx) => {
    const writes: ConversationWrite[] = [];
    for (const conversation of await tx.chat.lock(contactIds)) {
      const enrolled = await enrolContacts(tx, conversation);
      if (enrolled.length > 0) return enrolled;
      const write = await answerConversation(deps, conversation, performIn(tx));
      if (write !== null) writes.push(write);
    }
    await tx.chat.save(writes);
    return [];
  });
}

function mayMeetReporter({ reporter, pending }: Conversation): boolean {
  return reporter === null && pending.some(({ body }) => vouchedPhone(body) !== null);
}

/** A stranger whose number the channel vouches for may be one of ours after all. */
async function enrolContacts(tx: Work, { reporter, pending }: Conversation): Promise<readonly string[]> {
  if (reporter !== null) return [];
  const enrolled: string[] = [];
  for (const { contactId, body } of pending) {
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

/** Only reads, and takes no lock: no transaction is needed for it. */
function lookingUp(lookUps: GatheredLookUps): Perform {
  return (effects, by) => {
    const [effect, second] = effects;
    if (effect === undefined) return Promise.resolve(null);
    if (effect.type !== 'look_up' || second !== undefined) return null;
    return lookUps.ask(questionOf(effect)).then((found) => lookedUp(found, by));
  };
}

/** null when `perform` cannot carry out what the dialogue asks for. */
async function answerConversation(
  deps: AnswerDeps,
  conversation: Conversation,
  perform: Perform,
): Promise<ConversationWrite | null> {
  const { id, version, reporter, pending } = conversation;
  const processed = pending.map((message) => ({ id: message.id, failure: null }));
  if (reporter?.active !== true) {
    const contactId = pending.at(-1)?.contactId;
    return {
      id,
      version,
      state: undefined,
      dueAt: undefined,
      contactId,
      processed,
      replies: refusals(deps, conversation),
    };
  }
  let state = conversation.state === null ? initialState() : parseState(conversation.state);
  const replies: NewOutbound[] = [];
  for (const message of pending) {
    if (message.body.chat === 'group') continue;
    const turn = await advance(deps, {
      state,
      input: { type: 'message', body: message.body },
      reporter,
      contactId: message.contactId,
      messageId: message.id,
      perform,
    });
    if (turn === null) return null;
    state = turn.state;
    replies.push(
      ...turn.replies.map((body, n) =>
        reply(conversation, message, `reply:${message.id}:${String(n)}`, body),
      ),
    );
  }
  const contactId = pending.findLast(({ body }) => body.chat === 'private')?.contactId;
  return { id, version, state, dueAt: dueAt(state, deps.drafts), contactId, processed, replies };
}

/** One polite answer a day to whoever is not (or no longer) enrolled, and nothing else. */
function refusals({ clock }: AnswerDeps, conversation: Conversation): NewOutbound[] {
  const day = clock.now().toISOString().slice(0, 10);
  return conversation.pending.flatMap((message) => {
    const contact = conversation.contacts.get(message.contactId);
    if (contact === undefined) return [];
    const body = strangerReply({ channel: contact.channel, chat: message.body.chat });
    return [reply(conversation, message, `stranger:${message.contactId}:${day}`, body)];
  });
}

function reply(
  conversation: Conversation,
  message: PendingMessage,
  dedupeKey: string,
  body: OutboundBody,
): NewOutbound {
  const contact = conversation.contacts.get(message.contactId);
  if (contact === undefined) throw new Error(`message ${message.id} is of another conversation`);
  return { ...contact, contactId: message.contactId, purpose: 'reply', dedupeKey, caseId: null, body };
}
