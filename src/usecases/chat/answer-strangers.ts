/** Who is not enrolled, not any more, or of the staff: one polite answer, and no dialogue. */
import { dayIn } from '../../domain/time.js';
import { enrolmentReplies, strangerReply } from '../../i18n/enrolment.js';
import type { Conversation, NewOutbound, PendingMessage } from '../ports.js';
import { replyTo } from './reply.js';

/** So many days in a row a stranger is answered; then there is silence until a week has passed. */
export const DAYS_IN_A_ROW = 3;
const SILENT_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;

export interface Today {
  readonly now: Date;
  readonly timeZone: string;
}

/** Keys of the answers that strangers here got lately: what `refusals` must know of. */
export function strangerKeys(conversation: Conversation, today: Today): readonly string[] {
  if (conversation.reporter !== null) return [];
  const ids = new Set(conversation.pending.map(({ contactId }) => contactId));
  return [...ids].flatMap((id) => earlierDays.map((offset) => strangerKey(id, today, offset)));
}

/** Far enough back to see a row of days that ended a week ago. */
const earlierDays = Array.from({ length: SILENT_DAYS + DAYS_IN_A_ROW - 2 }, (_, n) => n + 1);

/** `offset`: days before today. */
function strangerKey(contactId: string, { now, timeZone }: Today, offset = 0): string {
  return `stranger:${contactId}:${dayIn(timeZone, new Date(now.getTime() - offset * DAY_MS))}`;
}

/** `answered(n)`: whether there was an answer n days ago. */
export function mayAnswerStranger(answered: (daysAgo: number) => boolean): boolean {
  const last = earlierDays.find((offset) => offset < SILENT_DAYS && answered(offset));
  if (last === undefined) return true;
  return !Array.from({ length: DAYS_IN_A_ROW }, (_, n) => last + n).every(answered);
}

/** `said`: those of `strangerKeys` that were used. */
export function refusals(
  conversation: Conversation,
  today: Today,
  said: ReadonlySet<string>,
): readonly NewOutbound[] {
  return conversation.pending.flatMap((message) => refusal(conversation, message, today, said) ?? []);
}

function refusal(
  conversation: Conversation,
  message: PendingMessage,
  today: Today,
  said: ReadonlySet<string>,
): NewOutbound | null {
  const contact = conversation.contacts.get(message.contactId);
  if (contact === undefined) return null;
  const { contactId, body } = message;
  const say = (key: string, text: string) => replyTo(conversation, message, key, { text });
  if (conversation.reporter !== null) {
    if (body.chat === 'group') return null;
    return say(`inactive:${contactId}:${dayIn(today.timeZone, today.now)}`, enrolmentReplies.inactive);
  }
  if (contact.userId !== null) {
    const newest = conversation.pending.findLast((one) => one.contactId === contactId);
    // One answer to whatever came at once.
    return newest?.id === message.id ? say(`reply:${message.id}:0`, enrolmentReplies.staff) : null;
  }
  if (!mayAnswerStranger((daysAgo) => said.has(strangerKey(contactId, today, daysAgo)))) return null;
  const reply = strangerReply({ channel: contact.channel, chat: body.chat });
  return replyTo(conversation, message, strangerKey(contactId, today), reply);
}
