import { setTimeout as delay } from 'node:timers/promises';
import type { BaileysEventMap, WASocket } from '@whiskeysockets/baileys';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type {
  ChannelStatusBoard,
  Intake,
  Outgoing,
  SecretStore,
  SendResult,
} from '../../src/domain/channel/ports.js';
import type { Log } from '../../src/usecases/ports.js';
import { aborted } from '../aborted.js';
import type { Channel } from '../channel.js';
import { CredsSaver, loadAuth, type WhatsAppAuth } from './auth-state.js';
import { afterDisconnect, type AfterDisconnect } from './disconnect.js';
import { InboundMessages } from './inbound.js';
import { keepReceipts } from './receipts.js';
import { notConnected, sendText } from './send.js';
import { connect as connectToWhatsApp, memoryCache, type Connect } from './socket.js';

export interface Pairing {
  readonly type: 'qr' | 'code';
  readonly text: string;
}

export interface WhatsAppOptions {
  readonly account: string;
  /** E.164: pair by a code for this number. null: by QR. */
  readonly pairingPhone: string | null;
  /** null: WhatsApp's own server. */
  readonly wsUrl: string | null;
  readonly secrets: SecretStore;
  readonly intake: Intake;
  readonly outgoing: Pick<Outgoing, 'receipt' | 'sentBody'>;
  readonly status: ChannelStatusBoard;
  readonly log: Log;
  /** Shows the person at the terminal how to pair. */
  readonly show: (pairing: Pairing) => void;
  readonly connect?: Connect;
  /** Milliseconds of "is typing" before a message of this text; as people type when left out. */
  readonly writing?: (text: string) => number;
}

const LONGEST_PAUSE_MS = 30_000;

/** One WhatsApp number, as a linked device of its phone. */
export class WhatsAppChannel implements Channel {
  readonly name = 'whatsapp';
  readonly account: string;
  /** Nobody publishes a limit; whoever writes faster than people do is shut out. See also `writingTime`. */
  readonly pace = { perSecond: 5, perChatPerSecond: 1, perChatBurst: 4 };
  private readonly retries = memoryCache();
  private online: WASocket | null = null;
  private loggedOut = false;

  constructor(private readonly options: WhatsAppOptions) {
    this.account = options.account;
  }

  async send(address: string, body: OutboundBody, key: string): Promise<SendResult> {
    if (this.online === null) return notConnected();
    return sendText(this.online, { address, body, key }, this.options.writing);
  }

  /** Connects, and again whenever the connection ends, until aborted or until a person must act. */
  async run(signal: AbortSignal): Promise<void> {
    const inbound = new InboundMessages(this.options);
    for (let attempt = 1; ; attempt += 1) {
      const begun = performance.now();
      const next = await this.session(inbound, signal);
      if (next === null) break;
      this.options.log.warn({ channel: this.name, code: next.code, next: next.type }, 'disconnected');
      // A connection that held for a while begins the count anew.
      if (performance.now() - begun > LONGEST_PAUSE_MS) attempt = 1;
      await this.meanwhile(next, attempt, signal);
    }
    await inbound.stop();
  }

  /** What happens between one connection and the next. */
  private async meanwhile(next: AfterDisconnect, attempt: number, signal: AbortSignal): Promise<void> {
    switch (next.type) {
      case 'at_once':
        return;
      case 'pair':
        // Nothing of the old pairing is of use; the next connection offers a new one.
        this.loggedOut = true;
        await this.setStatus({ state: 'logged_out' });
        await this.options.secrets.clear(this.account).catch(() => undefined);
        break;
      case 'stop':
        await this.setStatus({ state: next.state, detail: `whatsapp_${String(next.code)}` });
        return aborted(signal);
      case 'again':
        await this.setStatus({ state: 'connecting', detail: reasonOf(next.code) });
    }
    const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }

  /** One connection, from its beginning to its end; null when aborted. */
  private async session(inbound: InboundMessages, signal: AbortSignal): Promise<AfterDisconnect | null> {
    if (signal.aborted) return null;
    const { secrets, wsUrl, outgoing, log, connect = connectToWhatsApp } = this.options;
    try {
      const auth = await loadAuth(secrets, this.account);
      const sentBody = (id: string) => outgoing.sentBody(this.name, this.account, id);
      const socket = connect({
        auth,
        wsUrl,
        retries: this.retries,
        sentBody,
        commit: (message) => inbound.take([message]),
      });
      inbound.resolveWith(socket);
      return await this.serve(socket, { auth, inbound, signal });
    } catch (error) {
      // The database is away, or the address of the server is none.
      log.warn({ channel: this.name, kind: error instanceof Error ? error.name : 'unknown' }, 'not taken up');
      return { type: 'again', code: null };
    }
  }

  private async serve(
    socket: WASocket,
    {
      auth,
      inbound,
      signal,
    }: { readonly auth: WhatsAppAuth; readonly inbound: InboundMessages; readonly signal: AbortSignal },
  ): Promise<AfterDisconnect | null> {
    const { account, outgoing, log } = this.options;
    const saver = new CredsSaver(auth, log);
    socket.ev.on('creds.update', () => saver.due());
    // `notify` is live, `append` came while we were away: both were said to us.
    socket.ev.on('messages.upsert', ({ messages }) => {
      inbound.take(messages).catch(() => undefined);
    });
    socket.ev.on('messages.update', (updates) => keepReceipts({ account, outgoing, log }, updates));
    const next = await new Promise<AfterDisconnect | null>((resolve) => {
      socket.ev.on('connection.update', (update) => {
        if (update.connection === 'close') resolve(afterDisconnect(update.lastDisconnect?.error));
        else void this.connected(socket, update);
      });
      void aborted(signal).then(() => resolve(null));
    });
    this.online = null;
    if (next === null) await socket.end(undefined);
    await saver.idle();
    return next;
  }

  private async connected(
    socket: WASocket,
    { connection, qr }: BaileysEventMap['connection.update'],
  ): Promise<void> {
    if (connection === 'open') {
      this.online = socket;
      this.loggedOut = false;
      await this.setStatus({ state: 'online' });
    } else if (qr !== undefined) {
      await this.pair(socket, qr);
    }
  }

  /** The server offers a new QR text about every twenty seconds; a code is asked for once. */
  private async pair(socket: WASocket, qr: string): Promise<void> {
    const pairing = await this.pairing(socket, qr);
    if (pairing === null) return;
    this.options.show(pairing);
    const detail = this.loggedOut ? { detail: 'logged_out' } : {};
    await this.setStatus({ state: 'pairing', pairing: pairing.text, ...detail });
  }

  private async pairing(socket: WASocket, qr: string): Promise<Pairing | null> {
    const { pairingPhone, log } = this.options;
    if (pairingPhone === null) return { type: 'qr', text: qr };
    if (socket.authState.creds.pairingCode !== undefined) return null;
    try {
      return { type: 'code', text: await socket.requestPairingCode(pairingPhone.slice(1)) };
    } catch {
      log.warn({ channel: this.name }, 'no pairing code');
      return null;
    }
  }

  private async setStatus(status: Parameters<ChannelStatusBoard['set']>[2]): Promise<void> {
    await this.options.status.set(this.name, this.account, status).catch(() => {
      this.options.log.warn({ channel: this.name, state: status.state }, 'channel state not kept');
    });
  }
}

function reasonOf(code: number | null): string {
  return code === null ? 'unreachable' : `whatsapp_${String(code)}`;
}
