/**
 * A local WhatsApp server (@openclaw/crabline) that Baileys signs in to over the real WebSocket, Noise
 * and Signal protocols. It delivers text that a test puts in, and records what it is sent, decrypted.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startWhatsAppServer, type StartedWhatsAppServer } from '@openclaw/crabline';
import { initAuthCreds, type AuthenticationCreds } from '@whiskeysockets/baileys';
import { z } from 'zod';
import type { Container } from '../../src/container.js';
import { PrismaSecretStore } from '../../src/storage/repositories/channels.js';
import { loadAuth } from '../../bots/whatsapp/auth-state.js';
import type { Talk } from './phone.js';

const SELF = '6281199990000@s.whatsapp.net';

/** What the server records of a message that it accepted. */
const Accepted = z.object({
  accepted: z.literal(true),
  body: z.object({
    key: z.object({ id: z.string(), remoteJid: z.string() }),
    message: z.object({ conversation: z.string() }),
  }),
});

export interface WhatsAppMessage {
  readonly id: string;
  readonly to: string;
  readonly text: string;
}

export interface TestWhatsApp {
  readonly wsUrl: string;
  readonly sent: readonly WhatsAppMessage[];
  /** The phone of this number; E.164. */
  phone(number: string): Talk;
  /** A message in a group that the number is in. */
  sayInGroup(number: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestWhatsApp(): Promise<TestWhatsApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapor-whatsapp-'));
  const sent: WhatsAppMessage[] = [];
  const server = await startWhatsAppServer({
    selfJid: SELF,
    recorderPath: path.join(folder, 'recorder.jsonl'),
    onEvent: (event) => {
      const accepted = Accepted.safeParse(event);
      if (!accepted.success) return;
      const { key, message } = accepted.data.body;
      sent.push({ id: key.id, to: key.remoteJid, text: message.conversation });
    },
  });
  return {
    wsUrl: server.manifest.endpoints.baileysWebSocketUrl,
    sent,
    phone: (number) => {
      const digits = number.slice(1);
      const jid = `${digits}@s.whatsapp.net`;
      return {
        say: (text) => inject(server, { chatJid: jid, senderJid: jid, text }),
        // The server's LIDs have the digits of the number.
        read: async () => sent.filter(({ to }) => to.startsWith(`${digits}@`)).map(({ text }) => text),
      };
    },
    sayInGroup: (number, text) =>
      inject(server, {
        chatJid: '120363000000000001@g.us',
        senderJid: `${number.slice(1)}@s.whatsapp.net`,
        text,
      }),
    stop: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function inject(
  { manifest }: StartedWhatsAppServer,
  message: { chatJid: string; senderJid: string; text: string },
): Promise<void> {
  const response = await fetch(manifest.endpoints.adminInboundUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-crabline-admin-token': manifest.adminToken },
    body: JSON.stringify(message),
  });
  if (!response.ok) throw new Error(`the WhatsApp server answered ${String(response.status)}`);
}

/** Credentials as after a pairing, which the local server does not do. */
export async function pairTestWhatsApp({ storage }: Container, account: string): Promise<void> {
  const secrets = new PrismaSecretStore(storage, 'whatsapp');
  const auth = await loadAuth(secrets, account);
  const paired: Partial<AuthenticationCreds> = {
    ...initAuthCreds(),
    me: { id: SELF, name: 'Uji' },
    account: {
      details: Buffer.alloc(1),
      accountSignatureKey: Buffer.alloc(32),
      accountSignature: Buffer.alloc(64),
      deviceSignature: Buffer.alloc(64),
    },
    registered: true,
  };
  Object.assign(auth.state.creds, paired);
  await auth.save();
}
