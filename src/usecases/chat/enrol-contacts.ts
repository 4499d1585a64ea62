/** A chat becomes a reporter's, or a reviewer's: by a number that the channel vouches for, or by a code. */
import { readCode, type TypedCode } from '../../domain/enrolment/invite-code.js';
import type { InboundBody } from '../../domain/channel/message.js';
import { enrolmentReplies } from '../../i18n/enrolment.js';
import type { InviteFor } from '../enrolment/model.js';
import { tellLate } from '../enrolment/notices.js';
import type { Conversation, ConversationContact, NewOutbound, PendingMessage, Work } from '../ports.js';
import { replyTo } from './reply.js';

/** Wrong codes of one chat a day; who goes on guessing is not answered. */
export const TRIES_A_DAY = 5;
const DAY_MS = 24 * 60 * 60_000;

/** What the messages that wait have made of the conversation's chats. */
export interface Met {
  /** Chats that are a reporter's now: to be read again, they may have another conversation. */
  readonly enrolled: readonly string[];
  /** What is left to be answered, by the dialogue or by a refusal. */
  readonly conversation: Conversation;
  /** Answers to codes. */
  readonly replies: readonly NewOutbound[];
}

/** Whether a message here may concern more than its conversation. `known`: numbers that are a reporter's. */
export function needsMeeting(
  { reporter, pending, contacts }: Conversation,
  known: ReadonlySet<string>,
): boolean {
  return pending.some(({ contactId, body }) => {
    if (contacts.get(contactId)?.away === true) return true;
    const phone = reporter === null ? vouchedPhone(body) : null;
    return (phone !== null && known.has(phone)) || codeIn(body) !== null;
  });
}

export function vouchedPhone({ chat, phone, content }: InboundBody): string | null {
  // What is said in a group is heard by strangers: no dialogue there, whoever speaks.
  if (chat === 'group') return null;
  return content.type === 'contact' && content.own ? content.phone : (phone ?? null);
}

function codeIn({ chat, content }: InboundBody): TypedCode | null {
  return chat === 'private' && content.type === 'text' ? readCode(content.text) : null;
}

export async function meetContacts(tx: Work, conversation: Conversation, now: Date): Promise<Met> {
  const back = [...conversation.contacts].filter(
    ([id, { away }]) => away && conversation.pending.some(({ contactId }) => contactId === id),
  );
  if (back.length > 0) await tx.contacts.revive(back.map(([id]) => id));
  const meeting = new Meeting(tx, conversation, now);
  for (const message of conversation.pending) await meeting.hear(message);
  return meeting.result();
}

class Meeting {
  private readonly contacts: Map<string, ConversationContact>;
  private readonly enrolled = new Set<string>();
  private readonly left: PendingMessage[] = [];
  private readonly replies: NewOutbound[] = [];

  constructor(
    private readonly tx: Work,
    private readonly conversation: Conversation,
    private readonly now: Date,
  ) {
    this.contacts = new Map(conversation.contacts);
  }

  result(): Met {
    const conversation = { ...this.conversation, contacts: this.contacts, pending: this.left };
    return { enrolled: [...this.enrolled], conversation, replies: this.replies };
  }

  async hear(message: PendingMessage): Promise<void> {
    if (this.enrolled.has(message.contactId)) return;
    const phone = this.conversation.reporter === null ? vouchedPhone(message.body) : null;
    const reporterId = phone === null ? null : await this.tx.contacts.reporterOf(phone);
    if (reporterId !== null) return this.enrol(message, reporterId);
    const typed = codeIn(message.body);
    if (typed === null) this.left.push(message);
    else await this.hearCode(message, typed);
  }

  private async hearCode(message: PendingMessage, typed: TypedCode): Promise<void> {
    const { tx, now, conversation } = this;
    const { contactId } = message;
    const { code, named } = typed;
    const active = conversation.reporter?.active === true;
    const before = code === null ? null : await tx.invites.usedBy(code, contactId);
    if (before !== null && this.stillHolds(before, contactId)) {
      this.greet(message, before);
      return;
    }
    // To whoever is enrolled an unnamed code is an answer to some question.
    if (active && !named) {
      this.left.push(message);
      return;
    }
    const { count, since } = this.triesOf(contactId);
    if (count >= TRIES_A_DAY) {
      // The silence is for those who guess: a reporter's own dialogue goes on.
      if (active) this.left.push(message);
      return;
    }
    const use = { contactId, at: now, staffOnly: active };
    const taken = code === null ? null : await tx.invites.take(code, use);
    if (taken === null) {
      await tx.contacts.countTry(contactId, { count: count + 1, since });
      this.setContact(contactId, { tries: { count: count + 1, since } });
      this.say(message, enrolmentReplies.codeRefused);
      return;
    }
    if (taken.reporterId !== null) return this.enrol(message, taken.reporterId);
    await tx.contacts.bindStaff(contactId, taken.userId);
    this.setContact(contactId, { userId: taken.userId });
    this.say(message, enrolmentReplies.staffConnected);
  }

  private stillHolds({ reporterId, userId }: InviteFor, contactId: string): boolean {
    if (reporterId !== null) return this.conversation.reporter?.id === reporterId;
    return this.contacts.get(contactId)?.userId === userId;
  }

  /** The code was used by this very chat: its message is no more than a greeting. */
  private greet(message: PendingMessage, { reporterId }: InviteFor): void {
    if (reporterId === null) {
      this.say(message, enrolmentReplies.staffConnected);
      return;
    }
    const content = { type: 'contact', phone: '', own: true } as const;
    this.left.push({ ...message, body: { ...message.body, content } });
  }

  private async enrol({ contactId }: PendingMessage, reporterId: string): Promise<void> {
    const { tx, now } = this;
    const channel = this.contacts.get(contactId)?.channel ?? '';
    await tx.contacts.bindReporter(contactId, reporterId);
    await tx.reporters.record([{ reporterId, type: 'connected', actorId: null, at: now, data: { channel } }]);
    await tellLate(tx, reporterId, now);
    this.enrolled.add(contactId);
  }

  private triesOf(contactId: string): { readonly count: number; readonly since: Date } {
    const { count = 0, since = null } = this.contacts.get(contactId)?.tries ?? {};
    const fresh = since === null || this.now.getTime() - since.getTime() >= DAY_MS;
    return fresh ? { count: 0, since: this.now } : { count, since };
  }

  private setContact(contactId: string, change: Partial<ConversationContact>): void {
    const contact = this.contacts.get(contactId);
    if (contact !== undefined) this.contacts.set(contactId, { ...contact, ...change });
  }

  private say(message: PendingMessage, text: string): void {
    this.replies.push(replyTo(this.conversation, message, `reply:${message.id}:0`, { text }));
  }
}
