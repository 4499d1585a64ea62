import {
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  isLidUser,
  isPnUser,
  jidDecode,
  jidNormalizedUser,
  proto,
  type WAMessage,
  type WAMessageKey,
} from '@whiskeysockets/baileys';
import type { InboundMessage } from '../../src/domain/channel/message.js';
import { contentOf, isText } from './content.js';
import { unreadableId } from './unreadable.js';

/**
 * `message`: somebody said something. `unreadable`: it could not be decrypted; the sender's phone is asked
 * again and usually sends it anew, under the same id. `nothing`: no person said it to us.
 */
export type Translation =
  | { readonly type: 'message' | 'unreadable'; readonly message: InboundMessage }
  | { readonly type: 'nothing' };

const nothing: Translation = { type: 'nothing' };

/** Never throws, whatever comes. */
export function translateMessage(raw: WAMessage, account: string): Translation {
  const { key } = raw as Partial<WAMessage>;
  if (typeof key !== 'object') return nothing;
  const { remoteJid, id } = key;
  if (key.fromMe === true || !isText(id) || !isText(remoteJid)) return nothing;
  const group = isJidGroup(remoteJid) === true;
  if (!group && !isPerson(remoteJid)) return nothing;
  const base = {
    channel: 'whatsapp' as const,
    account,
    address: group ? remoteJid : addressOf(key, remoteJid),
    chat: group ? ('group' as const) : ('private' as const),
    ...phoneOf(group ? key.participant : remoteJid, group ? key.participantAlt : key.remoteJidAlt),
  };
  const content = contentOf(raw.message);
  if (content !== null) return { type: 'message', message: { ...base, providerId: id, content } };
  const other = { type: 'other', what: 'unreadable' } as const;
  // A picture to be seen once is not given to linked devices such as ours: only that there was one.
  if (key.isViewOnce === true)
    return { type: 'message', message: { ...base, providerId: id, content: other } };
  if (raw.messageStubType !== proto.WebMessageInfo.StubType.CIPHERTEXT) return nothing;
  return { type: 'unreadable', message: { ...base, providerId: unreadableId(id), content: other } };
}

function isPerson(jid: string): boolean {
  if (isJidBroadcast(jid) === true || isJidNewsletter(jid) === true) return false;
  return isPnUser(jid) === true || isLidUser(jid) === true;
}

/** The LID where it is known: it stays when the person changes numbers, and hides the number. */
function addressOf(key: WAMessageKey, remoteJid: string): string {
  const { remoteJidAlt: alternative } = key;
  const lid = isText(alternative) && isLidUser(alternative) === true ? alternative : remoteJid;
  return jidNormalizedUser(lid);
}

/** WhatsApp itself vouches for the number behind a JID. */
function phoneOf(...jids: readonly (string | null | undefined)[]): { phone?: string } {
  const jid = jids.find((candidate) => isText(candidate) && isPnUser(candidate) === true);
  const user = jidDecode(jid ?? undefined)?.user;
  return user === undefined || !/^\d{6,15}$/.test(user) ? {} : { phone: `+${user}` };
}
