import {
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  isLidUser,
  isPnUser,
  jidDecode,
  jidNormalizedUser,
  normalizeMessageContent,
  proto,
  type WAMessage,
  type WAMessageContent,
  type WAMessageKey,
} from '@whiskeysockets/baileys';
import type { InboundContent, InboundMessage } from '../../src/domain/channel/message.js';
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
  const { key } = raw;
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
  if (raw.messageStubType !== proto.WebMessageInfo.StubType.CIPHERTEXT) return nothing;
  const other = { type: 'other', what: 'unreadable' } as const;
  return { type: 'unreadable', message: { ...base, providerId: unreadableId(id), content: other } };
}

function isText(value: string | null | undefined): value is string {
  return typeof value === 'string' && value !== '';
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

/** null: nothing a person says (a reaction, a key, a setting), or nothing that could be read. */
function contentOf(raw: WAMessageContent | null | undefined): InboundContent | null {
  const content = normalizeMessageContent(raw ?? undefined);
  if (content === undefined) return null;
  const text = content.conversation ?? content.extendedTextMessage?.text ?? replyText(content);
  if (isText(text)) return { type: 'text', text };
  if (content.imageMessage) return photo(content.imageMessage, 'image');
  const document = content.documentMessage;
  if (document) {
    const image = document.mimetype?.startsWith('image/') === true;
    return image ? photo(document, 'document') : other('document');
  }
  const place = content.locationMessage ?? content.liveLocationMessage;
  if (typeof place?.degreesLatitude === 'number' && typeof place.degreesLongitude === 'number') {
    return { type: 'location', latitude: place.degreesLatitude, longitude: place.degreesLongitude };
  }
  if (content.contactMessage || content.contactsArrayMessage)
    return { type: 'contact', phone: '', own: false };
  return kindOf(content);
}

/** Buttons of earlier times, or of other clients. */
function replyText({
  buttonsResponseMessage,
  listResponseMessage,
}: WAMessageContent): string | null | undefined {
  return buttonsResponseMessage?.selectedDisplayText ?? listResponseMessage?.title;
}

interface Encrypted {
  readonly directPath?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly caption?: string | null;
}

function photo({ directPath, mediaKey, caption }: Encrypted, media: 'image' | 'document'): InboundContent {
  // The sender could name any host in the message's url: only the path counts, on the provider's own.
  if (!isText(directPath) || !directPath.startsWith('/') || !mediaKey) return other('unreadable');
  const source = {
    kind: 'whatsapp' as const,
    directPath,
    mediaKey: Buffer.from(mediaKey).toString('base64'),
    media,
  };
  return isText(caption) ? { type: 'photo', source, caption } : { type: 'photo', source };
}

function other(what: (InboundContent & { type: 'other' })['what']): InboundContent {
  return { type: 'other', what };
}

function kindOf(content: WAMessageContent): InboundContent | null {
  if (content.audioMessage) return other('voice');
  if (content.stickerMessage) return other('sticker');
  if (content.videoMessage || content.ptvMessage) return other('video');
  if (content.pollCreationMessage || content.pollCreationMessageV2 || content.pollCreationMessageV3)
    return other('poll');
  if (content.protocolMessage?.editedMessage) return other('edited');
  return isSilent(content) ? null : other('unknown');
}

const silent = new Set([
  'protocolMessage',
  'reactionMessage',
  'encReactionMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'pollUpdateMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'albumMessage',
]);

/** Only what clients tell each other; an album's pictures come as messages of their own. */
function isSilent(content: WAMessageContent): boolean {
  return Object.entries(content).every(
    ([name, value]) => value === null || value === undefined || silent.has(name),
  );
}
