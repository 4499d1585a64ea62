import { setTimeout as delay } from 'node:timers/promises';
import { Api, GrammyError } from 'grammy';
import type { ChannelStatusBoard, Intake, SendResult } from '../../src/domain/channel/ports.js';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import { telegramCommands } from '../../src/i18n/bots.js';
import type { Log } from '../../src/usecases/ports.js';
import { aborted } from '../aborted.js';
import type { Channel } from '../channel.js';
import { sendingApi, sendMessage } from './send.js';
import { translateUpdate } from './translate.js';

export interface TelegramOptions {
  readonly token: string;
  readonly apiRoot: string;
  /** null: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly intake: Intake;
  readonly status: ChannelStatusBoard;
  readonly log: Log;
}

const POLL_SECONDS = 25;
const LONGEST_PAUSE_MS = 15_000;
const updateKinds = ['message', 'edited_message', 'callback_query'] as const;

/** The number in front of a bot's token is its id. */
export function telegramAccount(token: string): string {
  return token.split(':')[0] ?? token;
}

export class TelegramChannel implements Channel {
  readonly name = 'telegram';
  readonly account: string;
  /** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
  readonly pace = { perSecond: 30, perChatPerSecond: 1, perChatBurst: 5 };
  private readonly api: Api;
  private readonly sender: Api;

  constructor(private readonly options: TelegramOptions) {
    this.account = telegramAccount(options.token);
    this.api = new Api(options.token, { apiRoot: options.apiRoot });
    this.sender = sendingApi(options.token, { apiRoot: options.apiRoot });
  }

  send(address: string, body: OutboundBody): Promise<SendResult> {
    return sendMessage(this.sender, address, body);
  }

  /** A webhook's update; resolves once it is committed. */
  async handleUpdate(update: unknown): Promise<void> {
    await this.take([update]);
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.patiently(() => this.announce(), signal);
    if (this.options.webhook === null) await this.poll(signal);
    else await aborted(signal);
  }

  private async announce(): Promise<void> {
    const { webhook } = this.options;
    await this.api.setMyCommands([...telegramCommands]);
    if (webhook === null) await this.api.deleteWebhook();
    else
      await this.api.setWebhook(webhook.url, {
        secret_token: webhook.secret,
        allowed_updates: [...updateKinds],
      });
    await this.options.status.set(this.name, this.account, { state: 'online' });
  }

  /** The next getUpdates confirms the last: it goes out only after the commit (invariant 1). */
  private async poll(signal: AbortSignal): Promise<void> {
    let offset = 0;
    while (!signal.aborted) {
      const updates = await this.patiently(
        () =>
          this.api.getUpdates(
            { offset, timeout: POLL_SECONDS, allowed_updates: [...updateKinds] },
            signal as never,
          ),
        signal,
      );
      if (updates === null || updates.length === 0) continue;
      const taken = await this.patiently(async () => {
        await this.take(updates);
        return true;
      }, signal);
      const last = updates.at(-1);
      if (last !== undefined && taken === true) offset = last.update_id + 1;
    }
  }

  private async take(updates: readonly unknown[]): Promise<void> {
    const translated = updates.map((update) => translateUpdate(update, this.account));
    const messages = translated.filter((message) => message !== null);
    await this.options.intake.receive(messages);
    for (const { providerId } of messages.filter(({ content }) => content.type === 'choice')) {
      // Ends the spinner on the button; if it fails the spinner ends by itself.
      this.api.answerCallbackQuery(providerId.slice('cb:'.length)).catch(() => undefined);
    }
  }

  /** Tries until it works, ever more slowly; null when aborted. */
  private async patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        const result = await work();
        if (attempt > 1) await this.options.status.set(this.name, this.account, { state: 'online' });
        return result;
      } catch (error) {
        if (isAborted(signal)) return null;
        const code = error instanceof GrammyError ? `telegram_${String(error.error_code)}` : 'unreachable';
        this.options.log.warn({ channel: this.name, code, attempt }, 'telegram not taken up');
        await this.options.status
          .set(this.name, this.account, { state: 'error', detail: code })
          .catch(() => undefined);
        const pause =
          Math.min(LONGEST_PAUSE_MS, 250 * 2 ** Math.min(attempt, 6)) * (0.75 + Math.random() / 2);
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    return null;
  }
}

/** A call: the compiler believes that a signal it has looked at stays as it was. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
