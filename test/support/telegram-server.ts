/**
 * A local Bot API server with Telegram's wire format (https://core.telegram.org/bots/api): what the
 * service uses of it, with the real one's rule that an update stays until the next offset confirms it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Phone } from './phone.js';

interface Button {
  readonly text: string;
  readonly callback_data: string;
}

interface SentMessage {
  /** Milliseconds since the epoch at which it arrived, and from which port. */
  readonly at: number;
  readonly port: number;
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
  phone(person: TelegramPerson, times?: number): TelegramPhone;
  /** From now on everybody's updates are posted there, but for those who have a webhook of their own. */
  pushTo(url: string, secret: string): void;
  /** The last update that a getUpdates confirmed. */
  confirmed(): number;
  /** The next messages are taken, and the connection is cut before the answer. */
  cutAnswers(count: number): void;
  /** Messages that arrived from a sender who was gone before the answer. */
  readonly sendersGone: number;
  /** Tries of a webhook that failed, and were made again. */
  readonly webhookRetries: number;
  stop(): Promise<void>;
}

export interface TelegramPerson {
  readonly id: number;
  readonly phone?: string;
  /** What this person says is posted there and not polled for. */
  readonly webhook?: Webhook;
}

export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export interface TelegramPhone extends Phone {
  shareNumber(): Promise<void>;
  sendPhoto(photo: TelegramPhoto): Promise<void>;
  /** Several pictures sent at once: a message each, all there for the same poll. */
  sendAlbum(photos: readonly TelegramPhoto[]): Promise<void>;
  sendDocument(document: TelegramPhoto & { readonly mime: string; readonly name: string }): Promise<void>;
  /** With a title: a venue. */
  sendLocation(place: { latitude: number; longitude: number; title?: string }): Promise<void>;
  /** Any other parts of a message, as the Bot API names them. */
  send(parts: object): Promise<void>;
  /** Changes the words of the message that was sent last. */
  edit(text: string): Promise<void>;
  /** What the bot has said, oldest first, but for the first `after` messages. */
  heard(after?: number): readonly string[];
}

export interface TelegramPhoto {
  readonly fileId: string;
  readonly bytes: Buffer;
  readonly caption?: string;
}

export interface TelegramServerOptions {
  /** Milliseconds from a message's arrival to the answer that its sender gets. */
  readonly answerAfterMs?: () => number;
}

const WEBHOOK_AGAIN_MS = 200;

export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const server = new Server(options);
  await server.listen();
  return server;
}

class Server implements TelegramServer {
  readonly sent: SentMessage[] = [];
  readonly calls: string[] = [];
  sendersGone = 0;
  webhookRetries = 0;
  url = '';
  private stopped = false;
  private readonly chats = new Map<number, SentMessage[]>();
  private readonly app: FastifyInstance = Fastify();
  private updates: { update_id: number }[] = [];
  private nextUpdate = 1;
  private nextMessage = 1;
  private arrived: () => void = () => undefined;
  private readonly files = new Map<string, Buffer>();
  private webhook: Webhook | undefined;
  private toCut = 0;
  private lastConfirmed = 0;

  constructor(private readonly options: TelegramServerOptions) {}

  async listen(): Promise<void> {
    this.app.post('/:bot/:method', async (request, reply) => {
      const { method } = request.params as { method: string };
      this.calls.push(method);
      const result = await this.handle(
        method,
        (request.body ?? {}) as Record<string, never>,
        request.socket.remotePort ?? 0,
      );
      if (method === 'sendMessage') {
        await this.answerLater(request);
        if (this.toCut > 0) {
          this.toCut -= 1;
          reply.hijack();
          request.raw.socket.destroy();
          return reply;
        }
      }
      return { ok: true, result };
    });
    this.app.get('/file/:bot/photos/:name', async (request) => {
      const { name } = request.params as { name: string };
      return this.files.get(name);
    });
    this.url = await this.app.listen({ port: 0, host: '127.0.0.1' });
  }

  private async answerLater(request: FastifyRequest): Promise<void> {
    const { answerAfterMs } = this.options;
    if (answerAfterMs === undefined) return;
    await delay(answerAfterMs());
    if (request.raw.socket.destroyed) this.sendersGone += 1;
  }

  async stop(): Promise<void> {
    this.stopped = true;
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

  phone(person: TelegramPerson, times = 1): TelegramPhone {
    const from = { id: person.id, is_bot: false, first_name: 'Uji' };
    const chat = { id: person.id, type: 'private', first_name: 'Uji' };
    const message = (content: object) => ({
      message: { message_id: this.nextMessage++, date: 1_790_000_000, chat, from, ...content },
    });
    const own = () => this.chats.get(person.id) ?? [];
    const deliver = (update: object, often: number) =>
      this.deliver(update, often, person.webhook ?? this.webhook);
    const heard = (after = 0) =>
      own()
        .slice(after)
        .map((one) => one.text);
    return {
      heard,
      say: async (text) => deliver(message({ text }), times),
      shareNumber: async () => {
        const contact = { phone_number: person.phone?.slice(1), first_name: 'Uji', user_id: person.id };
        await deliver(message({ contact }), times);
      },
      sendPhoto: async (photo) => deliver(message(this.photo(photo)), times),
      sendAlbum: async (photos) => {
        const media_group_id = String(this.nextMessage);
        const messages = photos.map((photo) => message({ ...this.photo(photo), media_group_id }));
        await Promise.all(messages.map((one) => deliver(one, times)));
      },
      sendDocument: async ({ fileId, bytes, caption, mime, name }) => {
        this.files.set(fileId, bytes);
        const size = { file_unique_id: fileId, file_size: bytes.length };
        const document = { file_id: fileId, ...size, mime_type: mime, file_name: name };
        await deliver(message(caption === undefined ? { document } : { document, caption }), times);
      },
      sendLocation: async ({ title, ...location }) => {
        const venue = title === undefined ? {} : { venue: { location, title, address: title } };
        await deliver(message({ location, ...venue }), times);
      },
      send: async (parts) => deliver(message(parts), times),
      edit: async (text) => {
        const edited = { message_id: this.nextMessage - 1, edit_date: 1_790_000_001, chat, from, text };
        await deliver({ edited_message: edited }, times);
      },
      press: async (label) => {
        const target = own().findLast((one) => one.buttons.some((button) => label.test(button.text)));
        const button = target?.buttons.find((candidate) => label.test(candidate.text));
        if (target === undefined || button === undefined) throw new Error(`no button ${String(label)}`);
        for (let time = 0; time < times; time += 1) {
          const id = `press-${String(this.nextUpdate)}`;
          const on = { message_id: target.messageId, date: 1_790_000_000, chat, text: target.text };
          await deliver(
            { callback_query: { id, from, message: on, chat_instance: '1', data: button.callback_data } },
            1,
          );
        }
      },
      read: async () => heard(),
    };
  }

  private photo({ fileId, bytes, caption }: TelegramPhoto): object {
    this.files.set(fileId, bytes);
    const photo = [{ file_id: fileId, file_unique_id: fileId, width: 8, height: 8 }];
    return caption === undefined ? { photo } : { photo, caption };
  }

  private async deliver(update: object, times: number, webhook: Webhook | undefined): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const numbered = { update_id: this.nextUpdate++, ...update };
      if (webhook === undefined) this.updates.push(numbered);
      else await this.post(numbered, webhook);
    }
    this.arrived();
  }

  /** Until it is answered with 200, as Telegram does. */
  private async post(update: object, { url, secret }: Webhook): Promise<void> {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
    while (!this.stopped) {
      const taken = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(10_000),
      }).then(
        (response) => response.status === 200,
        () => false,
      );
      if (taken) return;
      this.webhookRetries += 1;
      await delay(WEBHOOK_AGAIN_MS);
    }
  }

  private async handle(method: string, body: Record<string, unknown>, port: number): Promise<unknown> {
    switch (method) {
      case 'getUpdates':
        return this.getUpdates(Number(body['offset'] ?? 0), Number(body['timeout'] ?? 0));
      case 'sendMessage':
        return this.sendMessage(body, port);
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

  private sendMessage(body: Record<string, unknown>, port: number): unknown {
    const chatId = Number(body['chat_id']);
    const messageId = this.nextMessage++;
    const message = {
      at: Date.now(),
      port,
      messageId,
      chatId,
      text: String(body['text']),
      buttons: buttonsOf(body),
    };
    this.sent.push(message);
    const chat = this.chats.get(chatId);
    if (chat === undefined) this.chats.set(chatId, [message]);
    else chat.push(message);
    return {
      message_id: messageId,
      date: 1_790_000_000,
      chat: { id: chatId, type: 'private' },
      text: body['text'],
    };
  }
}

function buttonsOf(body: Record<string, unknown>): readonly Button[] {
  const markup = body['reply_markup'] as { inline_keyboard?: Button[][] } | undefined;
  return markup?.inline_keyboard?.flat() ?? [];
}
