/**
 * A local Bot API server with Telegram's wire format (https://core.telegram.org/bots/api): what the
 * service uses of it, with the real one's rule that an update stays until the next offset confirms it.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import type { Phone } from './phone.js';

interface Button {
  readonly text: string;
  readonly callback_data: string;
}

interface SentMessage {
  readonly messageId: number;
  readonly chatId: number;
  text: string;
  buttons: readonly Button[];
}

export interface TelegramServer {
  readonly url: string;
  readonly sent: readonly SentMessage[];
  /** Methods called, oldest first. */
  readonly calls: readonly string[];
  /** A person's phone; `times`: every update is delivered that often, under a new update id. */
  phone(person: { id: number; phone?: string }, times?: number): TelegramPhone;
  /** From now on updates are posted there and not kept for getUpdates; again until it answers 200. */
  pushTo(url: string, secret: string): void;
  /** The last update that a getUpdates confirmed. */
  confirmed(): number;
  /** The next messages are taken, and the connection is cut before the answer. */
  cutAnswers(count: number): void;
  stop(): Promise<void>;
}

export interface TelegramPhone extends Phone {
  shareNumber(): Promise<void>;
  sendPhoto(photo: { fileId: string; bytes: Buffer; caption?: string }): Promise<void>;
}

export async function startTelegramServer(): Promise<TelegramServer> {
  const server = new Server();
  await server.listen();
  return server;
}

class Server implements TelegramServer {
  readonly sent: SentMessage[] = [];
  readonly calls: string[] = [];
  url = '';
  private readonly app: FastifyInstance = Fastify();
  private updates: { update_id: number }[] = [];
  private nextUpdate = 1;
  private nextMessage = 1;
  private arrived: () => void = () => undefined;
  private readonly files = new Map<string, Buffer>();
  private webhook: { readonly url: string; readonly secret: string } | null = null;
  private toCut = 0;
  private lastConfirmed = 0;

  async listen(): Promise<void> {
    this.app.post('/:bot/:method', async (request, reply) => {
      const { method } = request.params as { method: string };
      this.calls.push(method);
      const result = await this.handle(method, (request.body ?? {}) as Record<string, never>);
      if (method === 'sendMessage' && this.toCut > 0) {
        this.toCut -= 1;
        reply.hijack();
        request.raw.socket.destroy();
        return reply;
      }
      return { ok: true, result };
    });
    this.app.get('/file/:bot/photos/:name', async (request) => {
      const { name } = request.params as { name: string };
      return this.files.get(name);
    });
    this.url = await this.app.listen({ port: 0, host: '127.0.0.1' });
  }

  async stop(): Promise<void> {
    this.arrived();
    await this.app.close();
  }

  pushTo(url: string, secret: string): void {
    this.webhook = { url, secret };
  }

  confirmed(): number {
    return this.lastConfirmed;
  }

  cutAnswers(count: number): void {
    this.toCut = count;
  }

  phone(person: { id: number; phone?: string }, times = 1): TelegramPhone {
    const from = { id: person.id, is_bot: false, first_name: 'Uji' };
    const chat = { id: person.id, type: 'private', first_name: 'Uji' };
    const message = (content: object) => ({
      message: { message_id: this.nextMessage++, date: 1_790_000_000, chat, from, ...content },
    });
    const own = () => this.sent.filter((one) => one.chatId === person.id);
    return {
      say: async (text) => this.deliver(message({ text }), times),
      shareNumber: async () => {
        const contact = { phone_number: person.phone?.slice(1), first_name: 'Uji', user_id: person.id };
        await this.deliver(message({ contact }), times);
      },
      sendPhoto: async ({ fileId, bytes, caption }) => {
        this.files.set(fileId, bytes);
        const photo = [{ file_id: fileId, file_unique_id: fileId, width: 8, height: 8 }];
        await this.deliver(message(caption === undefined ? { photo } : { photo, caption }), times);
      },
      press: async (label) => {
        const target = own().findLast((one) => one.buttons.some((button) => label.test(button.text)));
        const button = target?.buttons.find((candidate) => label.test(candidate.text));
        if (target === undefined || button === undefined) throw new Error(`no button ${String(label)}`);
        for (let time = 0; time < times; time += 1) {
          const id = `press-${String(this.nextUpdate)}`;
          const on = { message_id: target.messageId, date: 1_790_000_000, chat, text: target.text };
          await this.deliver(
            { callback_query: { id, from, message: on, chat_instance: '1', data: button.callback_data } },
            1,
          );
        }
      },
      read: async () => own().map((one) => one.text),
    };
  }

  private async deliver(content: object, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const update = { update_id: this.nextUpdate++, ...content };
      if (this.webhook === null) this.updates.push(update);
      else await push(this.webhook, update);
    }
    this.arrived();
  }

  private async handle(method: string, body: Record<string, unknown>): Promise<unknown> {
    switch (method) {
      case 'getUpdates':
        return this.getUpdates(Number(body['offset'] ?? 0), Number(body['timeout'] ?? 0));
      case 'sendMessage':
        return this.sendMessage(body);
      case 'editMessageText': {
        const edited = this.sent.find((one) => one.messageId === body['message_id']);
        if (edited !== undefined) Object.assign(edited, { text: body['text'], buttons: buttonsOf(body) });
        return true;
      }
      case 'getFile':
        return { file_id: body['file_id'], file_path: `photos/${String(body['file_id'])}` };
      default:
        return true;
    }
  }

  private async getUpdates(offset: number, seconds: number): Promise<unknown> {
    this.lastConfirmed = Math.max(this.lastConfirmed, offset - 1);
    this.updates = this.updates.filter((update) => update.update_id >= offset);
    if (this.updates.length === 0) {
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
        setTimeout(resolve, seconds * 1000).unref();
      });
    }
    return this.updates.slice(0, 100);
  }

  private sendMessage(body: Record<string, unknown>): unknown {
    const chatId = Number(body['chat_id']);
    const messageId = this.nextMessage++;
    this.sent.push({ messageId, chatId, text: String(body['text']), buttons: buttonsOf(body) });
    return {
      message_id: messageId,
      date: 1_790_000_000,
      chat: { id: chatId, type: 'private' },
      text: body['text'],
    };
  }
}

async function push(webhook: { url: string; secret: string }, update: object): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { status } = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhook.secret },
      body: JSON.stringify(update),
    });
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the webhook does not take the update');
}

function buttonsOf(body: Record<string, unknown>): readonly Button[] {
  const markup = body['reply_markup'] as { inline_keyboard?: Button[][] } | undefined;
  return markup?.inline_keyboard?.flat() ?? [];
}
