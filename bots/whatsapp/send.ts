import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isJidGroup, isLidUser, type WASocket } from '@whiskeysockets/baileys';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type { SendResult } from '../../src/domain/channel/ports.js';
import { statusCode } from './disconnect.js';
import { renderText } from './render.js';

const ACKNOWLEDGED_WITHIN_MS = 15_000;
const AFTER_DISCONNECT_MS = 2_000;
const CONNECTION_CLOSED = 428;
/** How long somebody writes who writes fast: at the least, for each character, at the most; and how it varies. */
const WRITING = { leastMs: 300, perCharacterMs: 6, mostMs: 1_500, jitter: 0.35 };

/** Milliseconds of "is typing" before a message goes out. */
export function writingTime(text: string, random = Math.random()): number {
  const even = Math.min(WRITING.mostMs, WRITING.leastMs + text.length * WRITING.perCharacterMs);
  return Math.round(even * (1 + (2 * random - 1) * WRITING.jitter));
}

interface Sending {
  readonly address: string;
  readonly body: OutboundBody;
  readonly key: string;
}

/**
 * Sends one message, after a while of writing, and waits until the server has it. Its id follows from
 * `key`: should the outcome stay unknown, the second try carries the same id, and phones show one message.
 */
export async function sendText(
  socket: WASocket,
  { address, body, key }: Sending,
  writing: (text: string) => number = writingTime,
): Promise<SendResult> {
  const text = renderText(body);
  // For show: a message goes out without it as well.
  socket.sendPresenceUpdate('composing', address).catch(() => undefined);
  await delay(writing(text));
  const messageId = messageIdOf(key);
  const acknowledged = socket.waitForMessage<Acknowledgement>(messageId, ACKNOWLEDGED_WITHIN_MS).then(
    (node) => node ?? null,
    () => null,
  );
  try {
    await socket.sendMessage(address, { text }, { messageId });
  } catch (error) {
    return statusCode(error) === CONNECTION_CLOSED && !socket.ws.isOpen
      ? notConnected()
      : { outcome: 'unknown', reason: 'connection_broke' };
  }
  const answer = await acknowledged;
  if (answer === null) return { outcome: 'unknown', reason: 'not_acknowledged' };
  const { error } = answer.attrs;
  return error === undefined ? { outcome: 'sent', providerId: messageId } : refusal(socket, address, error);
}

/**
 * What the server's error says of the person. None of them means "not on WhatsApp any more": 463 and 479 are
 * about our own account and session (Baileys, SERVER_ERROR_CODES in Utils/decode-wa-message), and 403 comes
 * for a while for no reason as well (tulir/whatsmeow issue 679). So the server is asked whether it still
 * knows the number. Whether the person blocked us it never tells: such messages stay at one tick.
 */
async function refusal(socket: WASocket, address: string, error: string): Promise<SendResult> {
  const failed: SendResult = { outcome: 'failed', reason: `whatsapp_${error}` };
  if (OUR_OWN.has(error) || isJidGroup(address) === true) return failed;
  const gone = await Promise.race([isGone(socket, address), delay(KNOWN_WITHIN_MS, false, { ref: false })]);
  return gone ? { outcome: 'blocked', reason: 'whatsapp_gone' } : failed;
}

const OUR_OWN = new Set(['463', '479']);
const KNOWN_WITHIN_MS = 5_000;

/** true only when the server says so. It is asked by number: it does not take LIDs. */
async function isGone(socket: WASocket, address: string): Promise<boolean> {
  try {
    const number =
      isLidUser(address) === true ? await socket.signalRepository.lidMapping.getPNForLID(address) : address;
    const [found] = number === null ? [] : ((await socket.onWhatsApp(number)) ?? []);
    return found !== undefined && !found.exists;
  } catch {
    return false;
  }
}

export function notConnected(): SendResult {
  return { outcome: 'retry', reason: 'not_connected', afterMs: AFTER_DISCONNECT_MS };
}

interface Acknowledgement {
  readonly attrs: Readonly<Record<string, string | undefined>>;
}

/** In the form of a WhatsApp client's own ids. */
function messageIdOf(key: string): string {
  return `3EB0${createHash('sha256').update(key).digest('hex').slice(0, 18).toUpperCase()}`;
}
