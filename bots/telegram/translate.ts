import { z } from 'zod';
import type { InboundContent, InboundMessage } from '../../src/domain/channel/message.js';
import { kindOfFile } from '../file-kind.js';

/** What Telegram lets a bot download (https://core.telegram.org/bots/api#getfile). */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

const size = z.number().catch(0);
const Chat = z.object({ id: z.number(), type: z.string().catch('') });
const File = z.object({
  file_id: z.string(),
  file_size: size,
  mime_type: z.string().catch(''),
  file_name: z.string().catch(''),
});
const PhotoSize = z.object({ file_id: z.string(), file_size: size, width: size, height: size });
/** A part that is not as Telegram describes it counts as absent; the rest is looked at. */
const optional = <T extends z.ZodType>(part: T) => part.optional().catch(undefined);
const present = optional(z.looseObject({}));

/** What is used of https://core.telegram.org/bots/api#message. */
const Message = z.object({
  message_id: z.number(),
  chat: Chat,
  edit_date: optional(z.number()),
  from: optional(z.object({ id: z.number(), is_bot: z.boolean().catch(false) })),
  text: optional(z.string()),
  caption: optional(z.string()),
  photo: optional(z.array(PhotoSize)),
  document: optional(File),
  location: optional(z.object({ latitude: z.number(), longitude: z.number() })),
  contact: optional(z.object({ phone_number: z.string(), user_id: optional(z.number()) })),
  voice: present,
  audio: present,
  sticker: present,
  animation: present,
  video: present,
  video_note: present,
  poll: present,
});
type Message = z.infer<typeof Message>;

const Update = z.object({
  message: optional(Message),
  edited_message: optional(Message),
  callback_query: optional(
    z.object({
      id: z.string(),
      data: optional(z.string()),
      message: optional(z.object({ message_id: z.number(), chat: Chat })),
    }),
  ),
});

/** What Telegram itself tells about a chat comes as a message too; nobody said it. */
const serviceParts: ReadonlySet<string> = new Set([
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'write_access_allowed',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
]);

/** null: nothing that a person said to the bot. Never throws, whatever comes. */
export function translateUpdate(raw: unknown, account: string): InboundMessage | null {
  const update = Update.safeParse(raw);
  if (!update.success) return null;
  const { message, edited_message: edited, callback_query: query } = update.data;
  if (message !== undefined) {
    return message.from?.is_bot === true || isService(raw) ? null : said(message, account);
  }
  if (edited !== undefined) {
    // A live location moves by edits, one every few seconds.
    if (edited.location !== undefined || edited.from?.is_bot === true) return null;
    return {
      ...place(edited.chat, account),
      providerId: `e:${String(edited.chat.id)}:${String(edited.message_id)}:${String(edited.edit_date)}`,
      content: { type: 'other', what: 'edited' },
    };
  }
  if (query?.data === undefined || query.message === undefined) return null;
  return {
    ...place(query.message.chat, account),
    providerId: `cb:${query.id}`,
    pressedOn: String(query.message.message_id),
    content: { type: 'choice', token: query.data },
  };
}

/** Of the raw update, which has a message: what `Update` keeps of one has none of these parts. */
function isService(raw: unknown): boolean {
  const { message } = raw as { readonly message: object };
  return Object.keys(message).some((part) => serviceParts.has(part));
}

function place(chat: Message['chat'], account: string) {
  return {
    channel: 'telegram' as const,
    account,
    address: String(chat.id),
    chat: chat.type === 'private' ? ('private' as const) : ('group' as const),
  };
}

function said(message: Message, account: string): InboundMessage {
  const { channel, address, chat } = place(message.chat, account);
  return {
    channel,
    account,
    address,
    chat,
    // Update ids start anew after a week's silence; a message's id in its chat does not.
    providerId: `m:${String(message.chat.id)}:${String(message.message_id)}`,
    content: contentOf(message, account),
  };
}

function contentOf(message: Message, account: string): InboundContent {
  const { text, caption, location, contact } = message;
  if (text !== undefined) return { type: 'text', text };
  const file = fileOf(message);
  if (file !== null) {
    const source = { kind: 'telegram' as const, account, fileId: file.fileId };
    return caption === undefined ? { type: file.type, source } : { type: file.type, source, caption };
  }
  // A venue has its location beside it.
  if (location !== undefined) return { type: 'location', ...location };
  if (contact !== undefined) {
    // Anybody's card can be forwarded: it proves a number only when Telegram says it is the sender's.
    const own = contact.user_id !== undefined && contact.user_id === message.from?.id;
    return { type: 'contact', phone: `+${contact.phone_number.replace(/\D/g, '')}`, own };
  }
  return { type: 'other', what: kindOf(message) };
}

/** The pictures of an album are messages of their own; only one of them bears the album's words. */
function fileOf({
  photo = [],
  document,
  animation,
}: Message): { readonly type: 'photo' | 'pdf'; readonly fileId: string } | null {
  const sizes = photo.filter((one) => one.file_size <= MAX_FILE_BYTES);
  const largest = sizes.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1);
  if (largest !== undefined) return { type: 'photo', fileId: largest.file_id };
  // Of an animation Telegram tells a document as well.
  if (document === undefined || animation !== undefined || document.file_size > MAX_FILE_BYTES) return null;
  const type = kindOfFile(document.mime_type, document.file_name);
  return type === null ? null : { type, fileId: document.file_id };
}

function kindOf(message: Message): (InboundContent & { type: 'other' })['what'] {
  if (message.voice !== undefined || message.audio !== undefined) return 'voice';
  if (message.sticker !== undefined || message.animation !== undefined) return 'sticker';
  if (message.video !== undefined || message.video_note !== undefined) return 'video';
  if (message.document !== undefined) return 'document';
  return message.poll === undefined ? 'unknown' : 'poll';
}
