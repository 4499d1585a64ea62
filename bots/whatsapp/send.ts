import { createHash } from 'node:crypto';
import type { WASocket } from '@whiskeysockets/baileys';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type { SendResult } from '../../src/domain/channel/ports.js';
import { statusCode } from './disconnect.js';
import { renderText } from './render.js';

const ACKNOWLEDGED_WITHIN_MS = 15_000;
const AFTER_DISCONNECT_MS = 2_000;
const CONNECTION_CLOSED = 428;

/**
 * Sends one message and waits until the server has it. Its id follows from `key`: should the outcome
 * stay unknown, the second try carries the same id, and phones show one message.
 */
export async function sendText(
  socket: WASocket,
  { address, body, key }: { readonly address: string; readonly body: OutboundBody; readonly key: string },
): Promise<SendResult> {
  const messageId = messageIdOf(key);
  const acknowledged = socket.waitForMessage<Acknowledgement>(messageId, ACKNOWLEDGED_WITHIN_MS).then(
    (node) => node ?? null,
    () => null,
  );
  try {
    await socket.sendMessage(address, { text: renderText(body) }, { messageId });
  } catch (error) {
    return statusCode(error) === CONNECTION_CLOSED && !socket.ws.isOpen
      ? notConnected()
      : { outcome: 'unknown', reason: 'connection_broke' };
  }
  const answer = await acknowledged;
  if (answer === null) return { outcome: 'unknown', reason: 'not_acknowledged' };
  const { error } = answer.attrs;
  return error === undefined
    ? { outcome: 'sent', providerId: messageId }
    : { outcome: 'failed', reason: `whatsapp_${error}` };
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
