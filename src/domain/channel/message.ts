/**
 * The channel-neutral message: what an adapter in `bots/` translates a provider's payload into, and
 * what the dialogue answers with. Nothing here knows Telegram or WhatsApp.
 */
import { z } from 'zod';

export const channelNames = ['telegram', 'whatsapp', 'simulator'] as const;
export const ChannelName = z.enum(channelNames);
export type ChannelName = z.infer<typeof ChannelName>;

/** Where the bytes of a photo can be fetched. Sealed in the database; never in a job payload. */
export const MediaSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('telegram'), account: z.string(), fileId: z.string() }),
  z.object({
    kind: z.literal('whatsapp'),
    /** Path on the provider's media host; must start with "/" (a full URL is sender-controlled). */
    directPath: z.string().startsWith('/'),
    /** base64 */
    mediaKey: z.string(),
    /** Under which of the provider's key schedules the file is encrypted. */
    media: z.enum(['image', 'document']),
  }),
  /** Uploaded through the simulator; the sealed raw bytes stand in the blob store under this id. */
  z.object({ kind: z.literal('upload'), blobId: z.uuid() }),
]);
export type MediaSource = z.infer<typeof MediaSource>;

export const InboundContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  /** A button press. `token` is the token of the Choice that was offered. */
  z.object({ type: z.literal('choice'), token: z.string() }),
  z.object({ type: z.literal('photo'), source: MediaSource, caption: z.string().optional() }),
  /** A PDF: taken for a berita acara. */
  z.object({ type: z.literal('pdf'), source: MediaSource, caption: z.string().optional() }),
  z.object({ type: z.literal('location'), latitude: z.number(), longitude: z.number() }),
  /** A shared contact card. `own` only when the provider proves it is the sender's own number. */
  z.object({ type: z.literal('contact'), phone: z.string(), own: z.boolean() }),
  /** Anything the dialogue cannot use; it answers what to send instead. */
  z.object({
    type: z.literal('other'),
    what: z.enum(['voice', 'sticker', 'video', 'document', 'poll', 'edited', 'unreadable', 'unknown']),
  }),
]);
export type InboundContent = z.infer<typeof InboundContent>;

/** What is sealed into inbox_message.body_enc. */
export const InboundBody = z.object({
  chat: z.enum(['private', 'group']),
  /** E.164, when the channel itself vouches for it (WhatsApp). */
  phone: z.string().optional(),
  /** Provider id of the message whose button was pressed: a reply may replace it. */
  pressedOn: z.string().optional(),
  content: InboundContent,
});
export type InboundBody = z.infer<typeof InboundBody>;

export interface InboundMessage extends InboundBody {
  readonly channel: ChannelName;
  /** The bot account that received it: Telegram bot id, WhatsApp number id, "web". */
  readonly account: string;
  /** Unique per channel and account; the same for every redelivery. */
  readonly providerId: string;
  /** Where an answer goes: Telegram chat id, WhatsApp LID, simulator chat id. */
  readonly address: string;
}

/** An offered answer. Where there are buttons it is one; typed text is as good. */
export const Choice = z.object({
  /** At most 64 bytes: it is Telegram's callback_data as it stands. */
  token: z.string().max(64),
  label: z.string(),
});
export type Choice = z.infer<typeof Choice>;

/** What is sealed into outbound_message.body_enc. Plain text, no markup. */
export const OutboundBody = z.object({
  text: z.string(),
  choices: z.array(Choice).optional(),
  /**
   * Where there are no buttons, the choices are shown as a numbered list: a number typed names a place
   * in it. Without this the text itself says what to reply.
   */
  menu: z.boolean().optional(),
  /** Provider id of an earlier message to edit in place, where the channel can. */
  replaces: z.string().optional(),
  /** Telegram: show the "share my number" button. Ignored elsewhere. */
  askPhone: z.boolean().optional(),
});
export type OutboundBody = z.infer<typeof OutboundBody>;
