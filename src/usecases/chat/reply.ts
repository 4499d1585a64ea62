import type { OutboundBody } from '../../domain/channel/message.js';
import type { Conversation, NewOutbound, PendingMessage } from '../ports.js';

/** An answer to where the message came from. */
export function replyTo(
  conversation: Conversation,
  message: PendingMessage,
  dedupeKey: string,
  body: OutboundBody,
): NewOutbound {
  const contact = conversation.contacts.get(message.contactId);
  if (contact === undefined) throw new Error(`message ${message.id} is of another conversation`);
  const { channel, account, address } = contact;
  return {
    channel,
    account,
    address,
    contactId: message.contactId,
    purpose: 'reply',
    dedupeKey,
    caseId: null,
    body,
  };
}
