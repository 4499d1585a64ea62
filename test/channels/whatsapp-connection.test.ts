import { EventEmitter } from 'node:events';
import { BufferJSON, initAuthCreds, proto, type WASocket } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadAuth } from '../../bots/whatsapp/auth-state.js';
import { WhatsAppChannel, type Pairing } from '../../bots/whatsapp/channel.js';
import { writingTime } from '../../bots/whatsapp/send.js';
import { UnreadableMessages } from '../../bots/whatsapp/unreadable.js';
import type { InboundMessage } from '../../src/domain/channel/message.js';
import type { SecretStore } from '../../src/domain/channel/ports.js';

const PERSON = '112233445566@lid';
const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };

function memorySecrets(): SecretStore & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    get: async (_account, kind, keys) =>
      new Map(
        keys.flatMap((key) => (rows.has(`${kind} ${key}`) ? [[key, rows.get(`${kind} ${key}`) ?? '']] : [])),
      ),
    set: async (_account, changes) => {
      for (const { kind, key, value } of changes) {
        if (value === null) rows.delete(`${kind} ${key}`);
        else rows.set(`${kind} ${key}`, value);
      }
    },
    clear: async () => rows.clear(),
  };
}

/** As Baileys ends a connection. */
const closed = (statusCode: number) => ({
  connection: 'close',
  lastDisconnect: { error: { output: { statusCode } }, date: new Date() },
});

class FakeSocket {
  readonly ev = new EventEmitter();
  readonly ws = { isOpen: true };
  readonly authState = { creds: initAuthCreds() };
  readonly signalRepository = {
    lidMapping: {
      getLIDForPN: async () => null,
      getPNForLID: async (): Promise<string | null> => '6281100000001@s.whatsapp.net',
    },
  };
  readonly shown: string[] = [];
  readonly asked: string[] = [];
  /** Whether WhatsApp still knows a number; null: it does not say. */
  known: boolean | null = true;
  readonly sent: { jid: string; text: string; messageId: string }[] = [];
  readonly ended = vi.fn();
  acknowledge: { attrs: Record<string, string> } | undefined = { attrs: {} };

  requestPairingCode = async (phone: string) => {
    this.authState.creds.pairingCode = `KODE${phone.slice(-4)}`;
    return this.authState.creds.pairingCode;
  };
  waitForMessage = async () => this.acknowledge;
  sendPresenceUpdate = async (state: string, jid: string) => void this.shown.push(`${state} ${jid}`);
  onWhatsApp = async (jid: string) => {
    this.asked.push(jid);
    return this.known === null ? undefined : [{ jid, exists: this.known }];
  };
  sendMessage = async (jid: string, { text }: { text: string }, { messageId }: { messageId: string }) => {
    if (!this.ws.isOpen) throw Object.assign(new Error('Connection Closed'), { output: { statusCode: 428 } });
    this.sent.push({ jid, text, messageId });
  };
  end = async () => void this.ended();
}

describe('a WhatsApp number', () => {
  let sockets: FakeSocket[];
  let states: string[];
  let shown: Pairing[];
  let taken: InboundMessage[];
  let receipts: [readonly string[], string][];
  let secrets: ReturnType<typeof memorySecrets>;
  let stop: AbortController;
  let running: Promise<void>;
  let channel: WhatsAppChannel;
  let away: boolean;
  let writing: (text: string) => number;

  function start(pairingPhone: string | null = null): void {
    channel = new WhatsAppChannel({
      account: 'uji',
      pairingPhone,
      wsUrl: null,
      secrets,
      log,
      intake: {
        receive: async (messages) => {
          if (away) throw new Error('away');
          taken.push(...messages);
        },
      },
      outgoing: {
        receipt: async (_c, _a, ids, state) => void receipts.push([ids, state]),
        sentBody: async () => null,
      },
      status: {
        set: async (_channel, _account, { state, detail, pairing }) =>
          void states.push([state, detail, pairing].filter((part) => part !== undefined).join(' ')),
      },
      show: (pairing) => shown.push(pairing),
      writing,
      connect: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WASocket;
      },
    });
    running = channel.run(stop.signal);
  }

  const socket = async (n: number): Promise<FakeSocket> => {
    const found = await vi.waitFor(() => {
      const candidate = sockets[n];
      if (candidate === undefined || candidate.ev.listenerCount('connection.update') === 0)
        throw new Error('none yet');
      return candidate;
    });
    return found;
  };
  const online = async (n = 0): Promise<FakeSocket> => {
    const connected = await socket(n);
    connected.ev.emit('connection.update', { connection: 'open' });
    await vi.waitFor(() => expect(states.at(-1)).toBe('online'));
    return connected;
  };

  beforeEach(() => {
    sockets = [];
    states = [];
    shown = [];
    taken = [];
    receipts = [];
    away = false;
    writing = () => 0;
    secrets = memorySecrets();
    stop = new AbortController();
  });

  afterEach(async () => {
    away = false;
    stop.abort();
    await running;
  });

  it('shows each QR text until it is paired', async () => {
    start();
    const { ev } = await socket(0);
    ev.emit('connection.update', { qr: 'satu' });
    ev.emit('connection.update', { qr: 'dua' });
    await vi.waitFor(() => expect(states).toEqual(['pairing satu', 'pairing dua']));
    expect(shown).toEqual([
      { type: 'qr', text: 'satu' },
      { type: 'qr', text: 'dua' },
    ]);
    // Paired: the server asks for a restart.
    ev.emit('connection.update', closed(515));
    await online(1);
  });

  it('asks once for a pairing code where a number is set', async () => {
    start('+6281199990000');
    const { ev } = await socket(0);
    ev.emit('connection.update', { qr: 'satu' });
    await vi.waitFor(() => expect(states).toEqual(['pairing KODE0000']));
    ev.emit('connection.update', { qr: 'dua' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(shown).toEqual([{ type: 'code', text: 'KODE0000' }]);
  });

  it('forgets a pairing that was ended on the phone, says so, and offers a new one', async () => {
    secrets.rows.set('session uji', '"x"');
    start();
    const first = await online();
    first.ev.emit('connection.update', closed(401));
    const second = await socket(1);
    expect(secrets.rows.size).toBe(0);
    second.ev.emit('connection.update', { qr: 'baru' });
    await vi.waitFor(() => expect(states.slice(1)).toEqual(['logged_out', 'pairing logged_out baru']));
  });

  it.each([
    [440, 'replaced whatsapp_440'],
    [403, 'error whatsapp_403'],
    [411, 'error whatsapp_411'],
  ])('stands still after %i, which connecting again would make worse', async (code, state) => {
    start();
    const { ev } = await online();
    ev.emit('connection.update', closed(code));
    await vi.waitFor(() => expect(states.at(-1)).toBe(state));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sockets).toHaveLength(1);
  });

  it('connects again when the line breaks, and sends nothing meanwhile', async () => {
    start();
    expect(await channel.send(PERSON, { text: 'halo' }, 'k1')).toMatchObject({ outcome: 'retry' });
    const first = await online();
    first.ev.emit('connection.update', closed(428));
    await vi.waitFor(() => expect(states.at(-1)).toBe('connecting whatsapp_428'));
    expect(await channel.send(PERSON, { text: 'halo' }, 'k1')).toMatchObject({ outcome: 'retry' });
    await online(1);
    expect(await channel.send(PERSON, { text: 'halo' }, 'k1')).toMatchObject({ outcome: 'sent' });
  });

  it('sends the same message under the same id, however often', async () => {
    start();
    const { sent } = await online();
    await channel.send(PERSON, { text: 'halo' }, 'k1');
    await channel.send(PERSON, { text: 'halo' }, 'k1');
    await channel.send(PERSON, { text: 'halo' }, 'k2');
    expect(sent.map(({ messageId }) => messageId === sent[0]?.messageId)).toEqual([true, true, false]);
    expect(sent[0]?.messageId).toMatch(/^3EB0[0-9A-F]{18}$/);
  });

  it('calls sent only what the server acknowledged', async () => {
    start();
    const connected = await online();
    connected.acknowledge = undefined;
    expect(await channel.send(PERSON, { text: 'halo' }, 'k')).toEqual({
      outcome: 'unknown',
      reason: 'not_acknowledged',
    });
    connected.acknowledge = { attrs: { error: '463' } };
    expect(await channel.send(PERSON, { text: 'halo' }, 'k')).toEqual({
      outcome: 'failed',
      reason: 'whatsapp_463',
    });
    connected.ws.isOpen = false;
    expect(await channel.send(PERSON, { text: 'halo' }, 'k')).toMatchObject({
      outcome: 'retry',
      reason: 'not_connected',
    });
  });

  it('tells who is not on WhatsApp any more from what failed, by asking', async () => {
    start();
    const connected = await online();
    connected.acknowledge = { attrs: { error: '403' } };
    const send = (to: string) => channel.send(to, { text: 'halo' }, 'k');
    const failed = { outcome: 'failed', reason: 'whatsapp_403' };
    expect(await send(PERSON)).toEqual(failed);
    connected.known = null;
    expect(await send(PERSON)).toEqual(failed);
    connected.known = false;
    expect(await send(PERSON)).toEqual({ outcome: 'blocked', reason: 'whatsapp_gone' });
    expect(await send('6281100000002@s.whatsapp.net')).toEqual({
      outcome: 'blocked',
      reason: 'whatsapp_gone',
    });
    expect(connected.asked.slice(-2)).toEqual([
      '6281100000001@s.whatsapp.net',
      '6281100000002@s.whatsapp.net',
    ]);
    // A group is no person, a number that is not known cannot be asked for, and some errors are our own.
    const askedBefore = connected.asked.length;
    expect(await send('120363000000000001@g.us')).toEqual(failed);
    connected.signalRepository.lidMapping.getPNForLID = async () => null;
    expect(await send(PERSON)).toEqual(failed);
    connected.acknowledge = { attrs: { error: '479' } };
    expect(await send(PERSON)).toEqual({ outcome: 'failed', reason: 'whatsapp_479' });
    expect(connected.asked).toHaveLength(askedBefore);
  });

  it('is seen to write before it says something, and says it also when that is not shown', async () => {
    writing = (text) => text.length * 10;
    start();
    const connected = await online();
    const begun = performance.now();
    const sending = channel.send(PERSON, { text: 'halo!' }, 'k');
    expect(connected.shown).toEqual([`composing ${PERSON}`]);
    expect(connected.sent).toEqual([]);
    await sending;
    expect(performance.now() - begun).toBeGreaterThan(45);
    connected.sendPresenceUpdate = async () => {
      throw new Error('no');
    };
    expect(await channel.send(PERSON, { text: 'halo!' }, 'k2')).toMatchObject({ outcome: 'sent' });
  });

  it('writes longer what is longer, never very long, and never twice alike', () => {
    const times = [0, 0.5, 0.999].map((random) => writingTime('x'.repeat(100), random));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(3);
    expect(writingTime('ya', 0.5)).toBeLessThan(writingTime('x'.repeat(80), 0.5));
    expect(writingTime('x'.repeat(9_000), 0.999)).toBeLessThan(2_100);
    expect(writingTime('', 0)).toBeGreaterThan(100);
  });

  it('takes live and waiting messages in order, and none is lost while the database is away', async () => {
    start();
    const { ev } = await online();
    away = true;
    const message = (id: string) => ({
      key: { id, remoteJid: PERSON, fromMe: false },
      message: { conversation: id },
    });
    ev.emit('messages.upsert', { type: 'append', messages: [message('1'), message('2')] });
    ev.emit('messages.upsert', { type: 'notify', messages: [message('3')] });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(taken).toEqual([]);
    away = false;
    await vi.waitFor(() => expect(taken.map(({ providerId }) => providerId)).toEqual(['1', '2', '3']), {
      timeout: 5_000,
    });
  });

  it('keeps what the phones say of our messages', async () => {
    start();
    const { ev } = await online();
    ev.emit('messages.update', [
      { key: { id: 'a', fromMe: true }, update: { status: 3 } },
      { key: { id: 'b', fromMe: true }, update: { status: 4 } },
      { key: { id: 'c', fromMe: true }, update: { status: 5 } },
      { key: { id: 'd', fromMe: true }, update: { status: 2 } },
      { key: { id: 'e', fromMe: false }, update: { status: 4 } },
    ]);
    expect(receipts).toEqual([
      [['a'], 'delivered'],
      [['b', 'c'], 'read'],
    ]);
  });

  it('lets go of its connection when it is stopped', async () => {
    start();
    const { ended } = await online();
    stop.abort();
    await running;
    expect(ended).toHaveBeenCalledOnce();
  });
});

describe('credentials of a WhatsApp number', () => {
  it('are read back as they were written', async () => {
    const secrets = memorySecrets();
    const first = await loadAuth(secrets, 'uji');
    await first.save();
    const second = await loadAuth(secrets, 'uji');
    const text = (value: unknown) => JSON.stringify(value, BufferJSON.replacer);
    expect(text(second.state.creds)).toBe(text(first.state.creds));
    expect(Buffer.from(second.state.creds.noiseKey.private)).toEqual(
      Buffer.from(first.state.creds.noiseKey.private),
    );
  });

  it('keep Signal keys by kind and id, and drop what is set to null', async () => {
    const secrets = memorySecrets();
    const { state } = await loadAuth(secrets, 'uji');
    const syncKey = proto.Message.AppStateSyncKeyData.create({ keyData: Buffer.from('uji'), timestamp: 1 });
    await state.keys.set({
      session: { 'a.0': Buffer.from('satu'), 'b.0': Buffer.from('dua') },
      'device-list': { '628': ['0', '1'] },
      'app-state-sync-key': { k: syncKey },
    });
    await state.keys.set({ session: { 'b.0': null } });
    const { keys } = (await loadAuth(secrets, 'uji')).state;
    const sessions = await keys.get('session', ['a.0', 'b.0']);
    expect(Buffer.from(sessions['a.0'] ?? [])).toEqual(Buffer.from('satu'));
    expect(sessions['b.0']).toBeUndefined();
    expect(await keys.get('device-list', ['628'])).toEqual({ '628': ['0', '1'] });
    const read = (await keys.get('app-state-sync-key', ['k']))['k'];
    expect(Buffer.from(read?.keyData ?? [])).toEqual(Buffer.from('uji'));
  });

  it('of a pairing that was begun and not finished are not used again', async () => {
    const secrets = memorySecrets();
    const begun = await loadAuth(secrets, 'uji');
    begun.state.creds.me = { id: '6281199990000@s.whatsapp.net', name: '~' };
    await begun.save();
    expect((await loadAuth(secrets, 'uji')).state.creds.me).toBeUndefined();
  });
});

describe('a message that could not be decrypted', () => {
  const message: InboundMessage = {
    channel: 'whatsapp',
    account: 'uji',
    providerId: 'x:1',
    address: PERSON,
    chat: 'private',
    content: { type: 'other', what: 'unreadable' },
  };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is answered when no readable copy of it comes', () => {
    const handed: string[] = [];
    const unreadable = new UnreadableMessages(({ providerId }) => handed.push(providerId));
    unreadable.add(message);
    unreadable.add(message);
    vi.advanceTimersByTime(120_000);
    expect(handed).toEqual(['x:1']);
  });

  it('is forgotten when one does', () => {
    const handed: string[] = [];
    const unreadable = new UnreadableMessages(({ providerId }) => handed.push(providerId));
    unreadable.add(message);
    unreadable.read('1');
    vi.advanceTimersByTime(120_000);
    expect(handed).toEqual([]);
  });
});
