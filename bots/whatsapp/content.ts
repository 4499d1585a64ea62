import { normalizeMessageContent, proto, type WAMessageContent } from '@whiskeysockets/baileys';
import type { InboundContent } from '../../src/domain/channel/message.js';
import { kindOfFile } from '../file-kind.js';

const { SecretEncType } = proto.Message.SecretEncryptedMessage;
type What = (InboundContent & { type: 'other' })['what'];

/** null: nothing a person says (a reaction, a key, a setting), or nothing that could be read. */
export function contentOf(raw: WAMessageContent | null | undefined): InboundContent | null {
  const content = normalizeMessageContent(raw ?? undefined);
  // What is wrapped may be anything.
  if (!content || typeof content !== 'object') return null;
  const text = [content.conversation, content.extendedTextMessage?.text].find(isText);
  if (text !== undefined) return { type: 'text', text };
  return (
    replyOf(content) ?? fileOf(content) ?? placeOf(content) ?? contactOf(content) ?? other(content) ?? null
  );
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Ids of choices are the dialogue's own (see Choice); other clients make up theirs. */
const OWN_TOKEN = /^[a-z]:[^\s]{1,60}$/;

/** A press on buttons or a list: of earlier times, or of other clients. */
function replyOf(content: WAMessageContent): InboundContent | null {
  const { buttonsResponseMessage: button, listResponseMessage: list, templateButtonReplyMessage } = content;
  const ids = [button?.selectedButtonId, list?.singleSelectReply?.selectedRowId];
  const labels = [button?.selectedDisplayText, list?.title, templateButtonReplyMessage?.selectedDisplayText];
  const id = [...ids, templateButtonReplyMessage?.selectedId, flowId(content)].find(isText);
  if (id !== undefined && OWN_TOKEN.test(id)) return { type: 'choice', token: id };
  const text = labels.find(isText) ?? content.interactiveResponseMessage?.body?.text ?? id;
  return isText(text) ? { type: 'text', text } : null;
}

/** Of the newest kind of button, whose answer is JSON. */
function flowId({ interactiveResponseMessage }: WAMessageContent): unknown {
  const json = interactiveResponseMessage?.nativeFlowResponseMessage?.paramsJson;
  if (!isText(json)) return null;
  try {
    return Reflect.get(Object(JSON.parse(json)), 'id');
  } catch {
    return null;
  }
}

function fileOf({ imageMessage, documentMessage }: WAMessageContent): InboundContent | null {
  if (imageMessage) return media('photo', imageMessage, 'image');
  if (!documentMessage) return null;
  const [mime, name] = [documentMessage.mimetype, documentMessage.fileName].map((part) =>
    isText(part) ? part : '',
  );
  const kind = kindOfFile(mime ?? '', name ?? '');
  return kind === null ? { type: 'other', what: 'document' } : media(kind, documentMessage, 'document');
}

interface Encrypted {
  readonly directPath?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly caption?: string | null;
}

function media(
  type: 'photo' | 'pdf',
  { directPath, mediaKey, caption }: Encrypted,
  schedule: 'image' | 'document',
): InboundContent {
  // The sender could name any host in the message's url: only the path counts, on the provider's own.
  if (!isText(directPath) || !directPath.startsWith('/') || !(mediaKey instanceof Uint8Array)) {
    return { type: 'other', what: 'unreadable' };
  }
  const source = {
    kind: 'whatsapp' as const,
    directPath,
    mediaKey: Buffer.from(mediaKey).toString('base64'),
    media: schedule,
  };
  return isText(caption) ? { type, source, caption } : { type, source };
}

function placeOf({ locationMessage, liveLocationMessage }: WAMessageContent): InboundContent | null {
  const place = locationMessage ?? liveLocationMessage;
  const { degreesLatitude: latitude, degreesLongitude: longitude } = place ?? {};
  if (!isNumber(latitude) || !isNumber(longitude)) return null;
  // A live location says where it began; the way from there is not asked for.
  if (!locationMessage && (liveLocationMessage?.timeOffset ?? 0) > 0) return null;
  return { type: 'location', latitude, longitude };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** Anybody's card can be sent: it proves nothing. */
function contactOf({ contactMessage, contactsArrayMessage }: WAMessageContent): InboundContent | null {
  return contactMessage || contactsArrayMessage ? { type: 'contact', phone: '', own: false } : null;
}

const kinds: readonly (readonly [What, (content: WAMessageContent) => unknown])[] = [
  ['voice', ({ audioMessage }) => audioMessage],
  ['sticker', ({ stickerMessage, lottieStickerMessage }) => stickerMessage ?? lottieStickerMessage],
  ['video', ({ videoMessage, ptvMessage }) => videoMessage ?? ptvMessage],
  [
    'poll',
    (content) =>
      content.pollCreationMessage ??
      content.pollCreationMessageV2 ??
      content.pollCreationMessageV3 ??
      content.pollCreationMessageV4 ??
      content.pollCreationMessageV5,
  ],
  ['edited', ({ protocolMessage }) => protocolMessage?.editedMessage],
  // What it was changed into is encrypted once more, and is not read.
  [
    'edited',
    ({ secretEncryptedMessage }) => secretEncryptedMessage?.secretEncType === SecretEncType.MESSAGE_EDIT,
  ],
];

function other(content: WAMessageContent): InboundContent | null {
  const [what] = kinds.find(([, part]) => Boolean(part(content))) ?? [];
  if (what !== undefined) return { type: 'other', what };
  return isSilent(content) ? null : { type: 'other', what: 'unknown' };
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
  'liveLocationMessage',
  'call',
  'secretEncryptedMessage',
  'messageHistoryBundle',
]);

/** Only what clients tell each other; an album's pictures come as messages of their own. */
function isSilent(content: WAMessageContent): boolean {
  return Object.entries(content).every(
    ([name, value]) => value === null || value === undefined || silent.has(name),
  );
}
