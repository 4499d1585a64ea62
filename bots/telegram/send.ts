import { Api, GrammyError, HttpError, type ApiClientOptions } from 'grammy';
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type { SendResult } from '../../src/domain/channel/ports.js';
import { sharePhone } from '../../src/i18n/bots.js';

/** Characters of one message (https://core.telegram.org/bots/api#sendmessage). */
const MAX_TEXT = 4096;
const TIMEOUT_SECONDS = 15;
const AFTER_SERVER_FAULT_MS = 2_000;
const AFTER_BAD_TOKEN_MS = 60_000;
/** How many labels stand side by side on a phone: numbers of a list, short words, sentences. */
const ROWS = [
  { fits: /^(?:✓ )?\d{1,2}$/, side: 6 },
  { fits: /^.{0,14}$/s, side: 3 },
] as const;

/** For sending: what has no answer by then may have arrived. Not for getUpdates, which waits longer by design. */
export function sendingApi(token: string, options: ApiClientOptions): Api {
  return new Api(token, { timeoutSeconds: TIMEOUT_SECONDS, ...options });
}

/** Sends one message; every fault is an outcome. */
export async function sendMessage(api: Api, address: string, body: OutboundBody): Promise<SendResult> {
  const editable = body.replaces !== undefined && body.text.length <= MAX_TEXT;
  return (editable ? await edit(api, address, body) : null) ?? (await post(api, address, body));
}

async function post(api: Api, address: string, body: OutboundBody): Promise<SendResult> {
  const parts = split(body.text);
  let messageId = 0;
  for (const [place, text] of parts.entries()) {
    const markup = place === parts.length - 1 ? markupOf(body) : undefined;
    const other = markup === undefined ? {} : { reply_markup: markup };
    try {
      const sent = await api.sendMessage(address, text, other);
      messageId = sent.message_id;
    } catch (error) {
      const result = outcomeOf(error);
      // A part of it is there: it can no longer be said that nothing was sent.
      return place > 0 && result.outcome === 'retry' ? { outcome: 'unknown', reason: result.reason } : result;
    }
  }
  return { outcome: 'sent', providerId: String(messageId) };
}

/** null: the message is not there to be edited any more. */
async function edit(api: Api, address: string, body: OutboundBody): Promise<SendResult | null> {
  const messageId = Number(body.replaces);
  const keyboard = inlineKeyboard(body);
  try {
    await api.editMessageText(
      address,
      messageId,
      body.text,
      keyboard === undefined ? {} : { reply_markup: keyboard },
    );
  } catch (error) {
    const reason = error instanceof GrammyError && error.error_code === 400 ? error.description : '';
    if (/can't be edited|to edit not found|MESSAGE_ID_INVALID|identifier is not specified/.test(reason))
      return null;
    if (!reason.includes('message is not modified')) return outcomeOf(error);
  }
  return { outcome: 'sent', providerId: String(messageId) };
}

function markupOf(body: OutboundBody): InlineKeyboardMarkup | ReplyKeyboardMarkup | undefined {
  if (body.askPhone === true) {
    const button = { text: sharePhone, request_contact: true };
    return { keyboard: [[button]], one_time_keyboard: true, resize_keyboard: true };
  }
  return inlineKeyboard(body);
}

function inlineKeyboard({ choices = [] }: OutboundBody): InlineKeyboardMarkup | undefined {
  if (choices.length === 0) return undefined;
  const rows: { readonly side: number; readonly buttons: InlineKeyboardButton[] }[] = [];
  for (const { token, label } of choices) {
    const side = ROWS.find(({ fits }) => fits.test(label))?.side ?? 1;
    const last = rows.at(-1);
    const button = { text: label, callback_data: token };
    if (last?.side === side && last.buttons.length < side) last.buttons.push(button);
    else rows.push({ side, buttons: [button] });
  }
  return { inline_keyboard: rows.map(({ buttons }) => buttons) };
}

/** At line ends where there are any. */
function split(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > MAX_TEXT) {
    const lineEnd = rest.lastIndexOf('\n', MAX_TEXT);
    const end = lineEnd > MAX_TEXT / 2 ? lineEnd : wholeCharacters(rest, MAX_TEXT);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}

/** One less where the cut would go through a character of two halves. */
function wholeCharacters(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}

function outcomeOf(error: unknown): SendResult {
  if (error instanceof GrammyError) {
    const reason = `telegram_${String(error.error_code)}`;
    switch (error.error_code) {
      case 429:
        return { outcome: 'retry', reason, afterMs: (error.parameters.retry_after ?? 1) * 1000 };
      case 403:
        return { outcome: 'blocked', reason };
      case 400:
        return { outcome: error.description.includes('chat not found') ? 'blocked' : 'failed', reason };
      // Of the bot's token, not of the message: it waits until that is mended.
      case 401:
      case 404:
        return { outcome: 'retry', reason, afterMs: AFTER_BAD_TOKEN_MS };
      default:
        return error.error_code >= 500
          ? { outcome: 'retry', reason, afterMs: AFTER_SERVER_FAULT_MS }
          : { outcome: 'failed', reason };
    }
  }
  if (error instanceof HttpError && neverLeft(error.error)) {
    return { outcome: 'retry', reason: 'unreachable', afterMs: AFTER_SERVER_FAULT_MS };
  }
  return { outcome: 'unknown', reason: 'connection_broke' };
}

const BEFORE_SENDING = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;

function neverLeft(error: unknown): boolean {
  return (
    error instanceof Error &&
    (BEFORE_SENDING.test(error.message) || BEFORE_SENDING.test(String(Reflect.get(error, 'code'))))
  );
}
