import {
  addTransactionCapability,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeWAMessage,
  generateSignalPubKey,
  initAuthCreds,
  type BinaryNode,
  type SignalDataSet,
  type SignalKeyStore,
  type SignalKeyStoreWithTransaction,
  type WAMessage,
} from '@whiskeysockets/baileys';
import { beforeEach, describe, expect, it } from 'vitest';
import { CommitFirst } from '../../bots/whatsapp/commit-first.js';
import { InboundMessages } from '../../bots/whatsapp/inbound.js';
import { silentLogger } from '../../bots/whatsapp/silent-logger.js';

const OURS = '6281199990000@s.whatsapp.net';
const THEIRS = '112233445566@lid';
const PRE_KEY = 7;

interface Party {
  readonly creds: ReturnType<typeof initAuthCreds>;
  readonly keys: SignalKeyStoreWithTransaction;
  /** Kinds of keys written, in order. */
  readonly written: string[];
}

function party(): Party {
  const rows = new Map<string, unknown>();
  const written: string[] = [];
  const store: SignalKeyStore = {
    get: (kind, ids) => Object.fromEntries(ids.map((id) => [id, rows.get(`${kind} ${id}`)])) as never,
    set: (data: SignalDataSet) => {
      for (const [kind, values] of Object.entries(data)) {
        written.push(kind);
        for (const [id, value] of Object.entries(values as object))
          rows.set(`${kind} ${id}`, value ?? undefined);
      }
    },
  };
  const options = { maxCommitRetries: 1, delayBetweenTriesMs: 1 };
  return { creds: initAuthCreds(), keys: addTransactionCapability(store, silentLogger, options), written };
}

/** Real Signal on both ends: a person's phone writes, and our side reads. */
describe('a WhatsApp message, before the server is told that it arrived', () => {
  let us: Party;
  let them: Party;
  let n: number;
  const theirs = () => DEFAULT_CONNECTION_CONFIG.makeSignalRepository(them, silentLogger);

  beforeEach(async () => {
    us = party();
    them = party();
    n = 0;
    us.creds.me = { id: OURS };
    const preKey = Curve.generateKeyPair();
    await us.keys.set({ 'pre-key': { [String(PRE_KEY)]: preKey } });
    const { signedPreKey, signedIdentityKey, registrationId } = us.creds;
    await theirs().injectE2ESession({
      jid: OURS,
      session: {
        registrationId,
        identityKey: generateSignalPubKey(signedIdentityKey.public),
        signedPreKey: {
          keyId: signedPreKey.keyId,
          publicKey: generateSignalPubKey(signedPreKey.keyPair.public),
          signature: signedPreKey.signature,
        },
        preKey: { keyId: PRE_KEY, publicKey: generateSignalPubKey(preKey.public) },
      },
    });
    us.written.length = 0;
  });

  async function stanza(text: string): Promise<BinaryNode> {
    const { type, ciphertext } = await theirs().encryptMessage({
      jid: OURS,
      data: encodeWAMessage({ conversation: text }),
    });
    n += 1;
    const attrs = {
      id: `UJI${String(n)}`,
      from: THEIRS,
      sender_pn: '6281100000001@s.whatsapp.net',
      t: '1790000000',
    };
    return { tag: 'message', attrs, content: [{ tag: 'enc', attrs: { v: '2', type }, content: ciphertext }] };
  }

  /** As Baileys does: notices the stanza, then decrypts it. */
  async function receive(reader: CommitFirst, node: BinaryNode): Promise<void> {
    const [enc] = node.content as BinaryNode[];
    reader.notice(node);
    await reader.makeSignalRepository(us, silentLogger).decryptMessage({
      jid: THEIRS,
      type: enc?.attrs['type'] as 'msg' | 'pkmsg',
      ciphertext: enc?.content as Uint8Array,
    });
  }

  it('is committed before the session moves on', async () => {
    const committed: string[] = [];
    const reader = new CommitFirst(us.creds, async (message) => {
      committed.push(`${message.key.id ?? ''} ${message.message?.conversation ?? ''}`);
      expect(us.written).not.toContain('session');
    });
    await receive(reader, await stanza('halo'));
    expect(committed).toEqual(['UJI1 halo']);
    expect(us.written).toContain('session');
  });

  it('that was not committed counts as not received, and is read when it is delivered again', async () => {
    let away = true;
    const committed: WAMessage[] = [];
    const reader = new CommitFirst(us.creds, async (message) => {
      if (away) throw new Error('away');
      committed.push(message);
    });
    const first = await stanza('satu');
    await expect(receive(reader, first)).rejects.toThrow('away');
    expect(us.written).not.toContain('session');
    away = false;
    await receive(reader, first);
    await receive(reader, await stanza('dua'));
    expect(committed.map(({ message }) => message?.conversation)).toEqual(['satu', 'dua']);
  });

  it('is taken in once, though Baileys hands it on a second time, and outside of its transaction', async () => {
    const taken: (readonly [string, boolean])[] = [];
    const nothing = () => undefined;
    const inbound = new InboundMessages({
      account: 'uji',
      log: { info: nothing, warn: nothing, error: nothing },
      intake: {
        receive: async (messages) => {
          for (const { providerId, address } of messages)
            taken.push([`${providerId} ${address}`, us.keys.isInTransaction()]);
        },
      },
    });
    const handedOn: WAMessage[] = [];
    const reader = new CommitFirst(us.creds, async (message) => {
      handedOn.push(message);
      expect(us.keys.isInTransaction()).toBe(true);
      await inbound.take([message]);
    });
    await receive(reader, await stanza('halo'));
    await inbound.take(handedOn);
    // Under one id, which the inbox takes once.
    expect(new Set(taken.map(([id]) => id))).toEqual(new Set([`UJI1 ${THEIRS}`]));
    expect(taken.map(([, inTransaction]) => inTransaction)).toEqual([false, false]);
  });
});
