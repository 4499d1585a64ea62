import {
  decodeMessageNode,
  DEFAULT_CONNECTION_CONFIG,
  proto,
  unpadRandomMax16,
  type AuthenticationCreds,
  type BinaryNode,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  type WAMessage,
} from '@whiskeysockets/baileys';

type MakeRepository = SocketConfig['makeSignalRepository'];

/**
 * Acknowledge after commit (invariant 1), for WhatsApp. Baileys tells the server that a message arrived
 * before it tells us. But it decrypts before that, and it lets us bring the part that does: there each
 * message is handed to `commit` in the middle of the transaction that moves the Signal session on. So a
 * kill at any moment leaves either a message that the server delivers again and that still decrypts, or
 * one that is in the inbox.
 */
export class CommitFirst {
  /** Stanzas under way, by the very buffer that Baileys decrypts. */
  private readonly stanzas = new WeakMap<Uint8Array, BinaryNode>();

  constructor(
    private readonly creds: Pick<AuthenticationCreds, 'me'>,
    /** Rejects when the message is not committed: it then counts as not received. */
    private readonly commit: (message: WAMessage) => Promise<void>,
    private readonly makeRepository: MakeRepository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository,
  ) {}

  /** Of every `message` stanza, before anything is decrypted. */
  readonly notice = (stanza: BinaryNode): void => {
    if (!Array.isArray(stanza.content)) return;
    for (const { content } of stanza.content) {
      if (content instanceof Uint8Array) this.stanzas.set(content, stanza);
    }
  };

  readonly makeSignalRepository: MakeRepository = (auth, logger, pnToLid) => {
    const repository = this.makeRepository(auth, logger, pnToLid);
    // Baileys gives the store that it has made transactional.
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const decryptMessage: typeof repository.decryptMessage = (options) =>
      keys.transaction(async () => {
        const plaintext = await repository.decryptMessage(options);
        const message = this.messageOf(options.ciphertext, plaintext);
        if (message !== null) await this.commit(message);
        return plaintext;
      }, options.jid);
    return { ...repository, decryptMessage };
  };

  /** As Baileys will build it; null: what it cannot build, it does not hand on either. */
  private messageOf(ciphertext: Uint8Array, plaintext: Uint8Array): WAMessage | null {
    const stanza = this.stanzas.get(ciphertext);
    if (stanza === undefined) return null;
    try {
      const { id = '', lid = '' } = this.creds.me ?? {};
      const { fullMessage } = decodeMessageNode(stanza, id, lid);
      const message = proto.Message.decode(unpadRandomMax16(plaintext));
      return { ...fullMessage, message: message.deviceSentMessage?.message ?? message };
    } catch {
      return null;
    }
  }
}
