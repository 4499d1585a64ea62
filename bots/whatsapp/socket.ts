import makeWASocket, {
  Browsers,
  type BinaryNode,
  type CacheStore,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type { WhatsAppAuth } from './auth-state.js';
import { CommitFirst } from './commit-first.js';
import { renderText } from './render.js';
import { silentLogger } from './silent-logger.js';

export interface SocketOptions {
  readonly auth: WhatsAppAuth;
  /** null: WhatsApp's own. */
  readonly wsUrl: string | null;
  /** How often a message was asked for again: kept over reconnects, or a broken phone asks for ever. */
  readonly retries: CacheStore;
  readonly sentBody: (providerId: string) => Promise<OutboundBody | null>;
  /** Of each message, before the server is told that it arrived. */
  readonly commit: (message: WAMessage) => Promise<void>;
}

export type Connect = (options: SocketOptions) => WASocket;

export const connect: Connect = ({ auth, wsUrl, retries, sentBody, commit }) => {
  const commitFirst = new CommitFirst(auth.state.creds, commit);
  const socket = makeWASocket({
    makeSignalRepository: commitFirst.makeSignalRepository,
    auth: auth.state,
    logger: silentLogger,
    // Pairing by code is offered only to clients that look like one that people use.
    browser: Browsers.ubuntu('Chrome'),
    // Our own messages are in the database; what the phone knows of before is none of our business.
    emitOwnEvents: false,
    syncFullHistory: false,
    msgRetryCounterCache: retries,
    getMessage: async ({ id }) => {
      const body = typeof id === 'string' ? await sentBody(id) : null;
      return body === null ? undefined : { conversation: renderText(body) };
    },
    ...(wsUrl === null ? {} : { waWebSocketUrl: wsUrl }),
  });
  socket.ws.on('CB:message', (stanza: BinaryNode) => commitFirst.notice(stanza));
  return socket;
};

const REMEMBERED = 10_000;

/** A plain map; the oldest go first. */
export function memoryCache(): CacheStore {
  const entries = new Map<string, unknown>();
  const cache: Omit<CacheStore, 'get'> & { get(key: string): unknown } = {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > REMEMBERED && oldest !== undefined) entries.delete(oldest);
    },
    del: (key) => void entries.delete(key),
    flushAll: () => entries.clear(),
  };
  return cache as CacheStore;
}
