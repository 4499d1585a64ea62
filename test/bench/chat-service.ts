/** The measured service: all its parts but WhatsApp and Telegram's sender, which goes nowhere, unpaced. */
import type { Api } from 'grammy';
import { v7 as uuidv7 } from 'uuid';
import type { Channel } from '../../bots/channel.js';
import { runAccount } from '../../bots/run-account.js';
import { telegramAccount } from '../../bots/telegram/channel.js';
import { sendingApi, sendMessage } from '../../bots/telegram/send.js';
import type { Container } from '../../src/container.js';
import { telegramWebhookPath, web, workers } from '../../src/parts.js';
import { botToken, nowhere } from './telegram.js';
import { phoneOf } from './talk.js';

export const webhookSecret = 'bench-webhook-secret';
export const webhookHeaders = { 'x-telegram-bot-api-secret-token': webhookSecret };

/** Settings of the measured service, over those of its database and data folder. */
export const chatServiceEnv = {
  PORT: '0',
  PUBLIC_URL: 'http://127.0.0.1',
  TELEGRAM_BOT_TOKEN: botToken,
  TELEGRAM_WEBHOOK_SECRET: webhookSecret,
};

export interface ChatService {
  /** Of the webhook. */
  readonly url: string;
  /** Replies handed to the sender so far. */
  readonly handed: () => number;
  stop(): Promise<void>;
}

export async function startChatService(container: Container): Promise<ChatService> {
  const { ownership, outgoing, status, log } = container;
  container.pump.start();
  const parts = [await web.start(container), await workers.start(container)] as const;
  const end = new AbortController();
  const sender = nowhere();
  const channel = unpaced(sendingApi(botToken, { fetch: sender.fetch }));
  const sending = runAccount({ channel, ownership, outgoing, status, log, signal: end.signal });
  return {
    url: new URL(telegramWebhookPath, parts[0].url).href,
    handed: sender.handed,
    stop: async () => {
      for (const part of parts) await part.stop();
      await container.pump.stop();
      end.abort();
      await sending;
    },
  };
}

/** Telegram bears 30 messages a second: its pace would be all that is measured. */
function unpaced(api: Api): Channel {
  return {
    name: 'telegram',
    account: telegramAccount(botToken),
    pace: { perSecond: Infinity, perChatPerSecond: Infinity, perChatBurst: Infinity },
    run: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    send: (address, body) => sendMessage(api, address, body),
  };
}

/** A reporter for each chat, to be known by their number. */
export async function addReporters({ storage, database }: Container, chats: number): Promise<void> {
  const { cipher, index } = storage;
  const desa = await database.region.findFirstOrThrow({ where: { level: 'desa' }, orderBy: { code: 'asc' } });
  const reporters = Array.from({ length: chats }, (_, chat) => ({ id: uuidv7(), phone: phoneOf(chat) }));
  await database.reporter.createMany({
    data: reporters.map(({ id, phone }) => ({
      id,
      name: 'Pelapor Uji',
      role: 'operator_desa',
      phoneEnc: cipher.seal(phone, { table: 'reporter', column: 'phone_enc', row: id }),
      phoneMac: index.mac('phone', phone),
    })),
  });
  await database.reporterScope.createMany({
    data: reporters.map(({ id }) => ({ reporterId: id, desaCode: desa.code })),
  });
}
