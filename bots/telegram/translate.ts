import type { Message, Update } from 'grammy/types';
import { z } from 'zod';
import type { InboundContent, InboundMessage } from '../../src/domain/channel/message.js';

/** What Telegram lets a bot download (https://core.telegram.org/bots/api#getfile). */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** The least that makes an update ours; everything else is looked at with care. */
const Envelope = z.object({
  message: z.looseObject({ message_id: z.number(), chat: z.looseObject({ id: z.number() }) }).optional(),
  edited_message: z
    .looseObject({ message_id: z.number(), chat: z.looseObject({ id: z.number() }) })
    .optional(),
  callback_query: z.looseObject({ id: z.string(), from: z.looseObject({ id: z.number() }) }).optional(),
});

/** null: nothing that a person said to the bot. Never throws, whatever comes. */
export function translateUpdate(raw: unknown, account: string): InboundMessage | null {
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return null;
  const update = raw as Update;
  if (update.message !== undefined) return said(update.message, account);
  if (update.edited_message !== undefined) {
    const { message_id, chat, edit_date } = update.edited_message;
    return {
      ...place(update.edited_message, account),
      providerId: `e:${String(chat.id)}:${String(message_id)}:${String(edit_date)}`,
      content: { type: 'other', what: 'edited' },
    };
  }
  return update.callback_query === undefined ? null : pressed(update.callback_query, account);
}

function place({ chat }: Pick<Message, 'chat'>, account: string) {
  return {
    channel: 'telegram' as const,
    account,
    address: String(chat.id),
    chat: chat.type === 'private' ? ('private' as const) : ('group' as const),
  };
}

function said(message: Message, account: string): InboundMessage | null {
  if (message.from?.is_bot === true) return null;
  return {
    ...place(message, account),
    // Update ids start anew after a week's silence; a message's id in its chat does not.
    providerId: `m:${String(message.chat.id)}:${String(message.message_id)}`,
    content: contentOf(message, account),
  };
}

function pressed(query: NonNullable<Update['callback_query']>, account: string): InboundMessage | null {
  const { id, data, message } = query;
  if (data === undefined || message === undefined) return null;
  return {
    ...place(message, account),
    providerId: `cb:${id}`,
    pressedOn: String(message.message_id),
    content: { type: 'choice', token: data },
  };
}

function contentOf(message: Message, account: string): InboundContent {
  if (typeof message.text === 'string') return { type: 'text', text: message.text };
  const photo = photoOf(message);
  if (photo !== null) {
    const source = { kind: 'telegram' as const, account, fileId: photo };
    return message.caption === undefined
      ? { type: 'photo', source }
      : { type: 'photo', source, caption: message.caption };
  }
  if (message.location !== undefined) {
    return { type: 'location', latitude: message.location.latitude, longitude: message.location.longitude };
  }
  if (message.contact !== undefined) {
    const { phone_number: phone, user_id: owner } = message.contact;
    // Anybody's card can be forwarded: it proves a number only when Telegram says it is the sender's.
    const own = owner !== undefined && owner === message.from?.id;
    return { type: 'contact', phone: phone.startsWith('+') ? phone : `+${phone}`, own };
  }
  return { type: 'other', what: kindOf(message) };
}

function photoOf(message: Message): string | null {
  const sizes = (message.photo ?? []).filter((size) => (size.file_size ?? 0) <= MAX_FILE_BYTES);
  const largest = sizes.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1);
  if (largest !== undefined) return largest.file_id;
  const { document } = message;
  const image =
    document?.mime_type?.startsWith('image/') === true && (document.file_size ?? 0) <= MAX_FILE_BYTES;
  return image ? document.file_id : null;
}

function kindOf(message: Message): (InboundContent & { type: 'other' })['what'] {
  if (message.voice !== undefined || message.audio !== undefined) return 'voice';
  if (message.sticker !== undefined || message.animation !== undefined) return 'sticker';
  if (message.video !== undefined || message.video_note !== undefined) return 'video';
  if (message.document !== undefined) return 'document';
  return message.poll === undefined ? 'unknown' : 'poll';
}
