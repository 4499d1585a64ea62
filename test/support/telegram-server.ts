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
  phone(person: { id: number; phone?: string }, times?: number): Phone & { shareNumber(): Promise<void> };
  stop(): Promise<void>;
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

  async listen(): Promise<void> {
    this.app.post('/:bot/:method', async (request) => {
      const { method } = request.params as { method: string };
      this.calls.push(method);
      const result = await this.handle(method, (request.body ?? {}) as Record<string, never>);
      return { ok: true, result };
    });
    this.url = await this.app.listen({ port: 0, host: '127.0.0.1' });
  }

  async stop(): Promise<void> {
    this.arrived();
    await this.app.close();
  }

  phone(person: { id: number; phone?: string }, times = 1): Phone & { shareNumber(): Promise<void> } {
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
        this.deliver(message({ contact }), times);
      },
      press: async (label) => {
        const target = own().findLast((one) => one.buttons.some((button) => label.test(button.text)));
        const button = target?.buttons.find((candidate) => label.test(candidate.text));
        if (target === undefined || button === undefined) throw new Error(`no button ${String(label)}`);
        for (let time = 0; time < times; time += 1) {
          const id = `press-${String(this.nextUpdate)}`;
          const on = { message_id: target.messageId, date: 1_790_000_000, chat, text: target.text };
          this.deliver(
            { callback_query: { id, from, message: on, chat_instance: '1', data: button.callback_data } },
            1,
          );
        }
      },
      read: async () => own().map((one) => one.text),
    };
  }

  private deliver(update: object, times: number): void {
    for (let time = 0; time < times; time += 1)
      this.updates.push({ update_id: this.nextUpdate++, ...update });
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
      default:
        return true;
    }
  }

  private async getUpdates(offset: number, seconds: number): Promise<unknown> {
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

function buttonsOf(body: Record<string, unknown>): readonly Button[] {
  const markup = body['reply_markup'] as { inline_keyboard?: Button[][] } | undefined;
  return markup?.inline_keyboard?.flat() ?? [];
}
