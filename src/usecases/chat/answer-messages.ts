import { dueAt, initialState, parseState } from '../../dialogue/engine.js';
import type { LookAlike } from '../report/look-alike.js';
import { lookedUp, questionOf } from '../report/look-up.js';
import type { ConversationState } from '../../dialogue/types.js';
import type {
  ChatStore,
  Conversation,
  ConversationWrite,
  LookUpStore,
  NewOutbound,
  UnitOfWork,
  Work,
} from '../ports.js';
import { advance, performIn, type AdvanceDeps, type Perform } from './advance.js';
import { refusals, strangerKeys } from './answer-strangers.js';
import { meetContacts, needsMeeting, vouchedPhone } from './enrol-contacts.js';
import { GatheredLookUps } from './gathered-look-ups.js';
import { replyTo } from './reply.js';

export interface AnswerDeps extends AdvanceDeps {
  readonly chat: ChatStore;
  readonly unitOfWork: UnitOfWork;
  readonly lookUps: LookUpStore;
  readonly lookAlike: LookAlike;
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
 * One that writes a report, or meets its reporter, gets a transaction of its own. `saved` is called when
 * none but those are left.
 */
export async function answerMessages(
  deps: AnswerDeps,
  contactIds: readonly string[],
  saved?: () => void,
): Promise<AnswerResult> {
  const answered = await answerAside(deps, await deps.chat.load(contactIds));
  const writes = answered.flatMap(({ write }) => write ?? []);
  const moved = writes.length === 0 ? new Set<string>() : await deps.chat.save(writes);
  saved?.();
  const again: string[] = [];
  for (const { conversation, write } of answered) {
    const contacts = [...conversation.contacts.keys()];
    if (write === null) again.push(...(await answerInTransaction(deps, contacts)));
    else if (!moved.has(write.id)) again.push(...contacts);
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
  const strangers = await knowStrangers(deps, waiting);
  const begun: Promise<Answered>[] = [];
  for (const [n, conversation] of waiting.entries()) {
    if (n > 0 && n % IN_ONE_GO === 0) await othersTurn();
    const answer = needsMeeting(conversation, strangers.phones)
      ? Promise.resolve(null)
      : answerConversation(deps, {
          conversation,
          perform: lookingUp(lookUps, deps.lookAlike),
          said: strangers.said,
        });
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
  const { timeZone } = deps;
  const now = deps.clock.now();
  return deps.unitOfWork.run(async (tx) => {
    const writes: ConversationWrite[] = [];
    for (const conversation of await tx.chat.lock(contactIds)) {
      const met = await meetContacts(tx, conversation, now);
      if (met.enrolled.length > 0) return met.enrolled;
      const said = await tx.chat.said(strangerKeys(conversation, { now, timeZone }));
      const left = { conversation: met.conversation, perform: performLooking(tx, deps.lookAlike), said };
      const answered = await answerConversation(deps, left);
      const write = answered === null ? null : withCodes(answered, conversation, met.replies);
      if (write !== null) writes.push(write);
    }
    await tx.chat.save(writes);
    return [];
  });
}

/** Messages that were codes are done with as well, and answered first. */
function withCodes(
  write: ConversationWrite,
  { pending }: Conversation,
  replies: readonly NewOutbound[],
): ConversationWrite {
  const processed = pending.map(({ id }) => ({ id, failure: null }));
  return { ...write, processed, replies: [...replies, ...write.replies] };
}

interface Strangers {
  /** Of the numbers vouched for, those that are a reporter's after all. */
  readonly phones: ReadonlySet<string>;
  /** Keys of what they were told lately. */
  readonly said: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** All strangers of a batch in two looks: there may be many, and they are to cost little. */
async function knowStrangers(
  { chat, clock, timeZone }: AnswerDeps,
  conversations: readonly Conversation[],
): Promise<Strangers> {
  const strangers = conversations.filter(({ reporter, pending }) => reporter === null && pending.length > 0);
  if (strangers.length === 0) return { phones: none, said: none };
  const today = { now: clock.now(), timeZone };
  const phones = strangers.flatMap(({ pending }) => pending.flatMap(({ body }) => vouchedPhone(body) ?? []));
  return {
    phones: phones.length === 0 ? none : await chat.knownPhones(phones),
    said: await chat.said(strangers.flatMap((conversation) => strangerKeys(conversation, today))),
  };
}

/** Who is alike is looked for beside the transaction. */
function performLooking(tx: Work, lookAlike: LookAlike): Perform {
  const perform = performIn(tx);
  return async (effects, by) => {
    const fed = await perform(effects, by);
    const alike = effects.find(({ type }) => type === 'look_alike');
    return alike?.type === 'look_alike' ? lookAlike(alike, by) : fed;
  };
}

/** Only reads, and takes no lock: no transaction is needed for it. */
function lookingUp(lookUps: GatheredLookUps, lookAlike: LookAlike): Perform {
  return (effects, by) => {
    const [effect, second] = effects;
    if (effect === undefined) return Promise.resolve(null);
    if (second !== undefined) return null;
    if (effect.type === 'look_alike') return lookAlike(effect, by);
    if (effect.type !== 'look_up') return null;
    return lookUps.ask(questionOf(effect)).then((found) => lookedUp(found, by));
  };
}

interface Answering {
  readonly conversation: Conversation;
  readonly perform: Perform;
  /** Keys of what strangers here were told lately. */
  readonly said: ReadonlySet<string>;
}

/** null when `perform` cannot carry out what the dialogue asks for. */
async function answerConversation(
  deps: AnswerDeps,
  { conversation, perform, said }: Answering,
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
      replies: refusals(conversation, { now: deps.clock.now(), timeZone: deps.timeZone }, said),
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
        replyTo(conversation, message, `reply:${message.id}:${String(n)}`, body),
      ),
    );
  }
  const contactId = pending.findLast(({ body }) => body.chat === 'private')?.contactId;
  return { id, version, state, dueAt: moved(conversation, state, deps), contactId, processed, replies };
}

const MOVED_FROM_MS = 60 * 60_000;

/**
 * Every answer moves the reminder of its draft on, but its row is written for it only now and then: by the
 * column an index finds what is due, and a row whose indexed columns stay is several times cheaper to write.
 * Looked at too early, the dialogue says nothing, and when it is due in truth.
 */
function moved({ dueAt: before }: Conversation, state: ConversationState, { drafts }: AnswerDeps) {
  const due = dueAt(state, drafts);
  if (before === null || due === null) return before === due ? undefined : due;
  const later = due.getTime() - before.getTime();
  return later >= 0 && later < MOVED_FROM_MS ? undefined : due;
}
