import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../errors.js';
import type { TelegramWebhook } from '../deps.js';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/**
 * Answers 200 only after the update is committed. On any fault it answers 503, upon which Telegram
 * sends the update again (https://core.telegram.org/bots/api#setwebhook).
 */
export async function telegramWebhookRoute(app: FastifyInstance, webhook: TelegramWebhook): Promise<void> {
  const secret = Buffer.from(webhook.secret);
  app.post(webhook.path, {
    onRequest: (request, reply, next) => {
      if (sameSecret(secret, request.headers[SECRET_HEADER])) next();
      else void reply.code(401).send();
    },
    handler: async (request, reply) => {
      try {
        await webhook.handle(request.body);
      } catch (error) {
        request.log.error(
          { code: error instanceof AppError ? error.code : 'internal' },
          'telegram update not taken',
        );
        return reply.code(503).send();
      }
      return reply.code(200).send();
    },
  });
}

/** In constant time for a guess of the right length; the length itself is no secret. */
function sameSecret(secret: Buffer, given: string | string[] | undefined): boolean {
  if (typeof given !== 'string') return false;
  const guess = Buffer.from(given);
  return guess.length === secret.length && timingSafeEqual(guess, secret);
}
