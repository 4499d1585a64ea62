/** The composition root: everything that a process is made of, wired by hand. */
import path from 'node:path';
import type { Logger } from 'pino';
import { guideAddress } from './addresses.js';
import type { Config } from './config.js';
import { logOf } from './log.js';
import { categoriesOf } from './domain/reference/reference.js';
import type { AdvanceDeps } from './usecases/chat/advance.js';
import { answerMessages } from './usecases/chat/answer-messages.js';
import { ConversationPump } from './usecases/chat/conversation-pump.js';
import { giveUpMessage } from './usecases/chat/give-up-message.js';
import { ReceiveMessages } from './usecases/chat/receive-messages.js';
import { BullJobQueue } from './queue/job-queue.js';
import { postgresBackend, redisBackend, type QueueBackend } from './queue/backend.js';
import { FileBlobStore } from './storage/blobs.js';
import { remembered, Signal, type StorageContext } from './storage/context.js';
import { argon2Passwords } from './storage/console/accounts.js';
import { BlindIndex, FieldCipher } from './storage/crypto/field-cipher.js';
import { loadKeyFile, parseKeyring } from './storage/crypto/keyring.js';
import { isOutage, openDatabase, openPool, type Database } from './storage/database.js';
import { checkKeys } from './storage/known-keys.js';
import { migrate } from './storage/migrate.js';
import { mendFeed } from './storage/opd/feed.js';
import { PgKeyStore } from './storage/opd/keys.js';
import { PostgresOwnership } from './storage/ownership.js';
import { ReferenceCache } from './storage/reference/reference-store.js';
import { loadReferenceData } from './storage/reference/reference-data.js';
import { loadTrialData } from './storage/reference/trial-data.js';
import { PrismaChannelStatusBoard } from './storage/repositories/channels.js';
import { PgChatStore } from './storage/repositories/chat.js';
import { PgInboxStore } from './storage/repositories/inbox.js';
import { PrismaOutboxStore } from './storage/repositories/outbox.js';
import { readRegionNames } from './storage/regions.js';
import { PgAlikeStore } from './storage/matching/alike.js';
import { PgLookUpStore } from './storage/repositories/look-ups.js';
import { PgOutgoing, SenderAttachments } from './storage/repositories/outbound.js';
import { SealedFileStore } from './storage/sealed-files.js';
import { PgSourceStaging } from './storage/source-import/copy-staging.js';
import { sealingOf } from './storage/source-import/sealing.js';
import { hotPathSettings, pooledSql } from './storage/sql.js';
import { PrismaUnitOfWork } from './storage/unit-of-work.js';
import { builtInReference } from './usecases/reference/built-in.js';
import { KeyRing } from './usecases/opd/key-ring.js';
import { lookAlikeIn } from './usecases/report/look-alike.js';
import type { SourceStaging } from './usecases/source-import/ports.js';
import type { NewsRules } from './usecases/notify/rules.js';
import type { Clock, Log } from './usecases/ports.js';
import type { KnownKeys, ResealedFiles } from './usecases/rotation/ports.js';

/** As providers bear it and people write; or at once, to the local servers that tests talk to. */
export type Tempo = 'people' | 'at_once';

export interface Container {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly clock: Clock;
  readonly database: Database;
  readonly storage: StorageContext;
  readonly unitOfWork: PrismaUnitOfWork;
  readonly sourceStaging: SourceStaging;
  readonly reference: ReferenceCache;
  /** What the dialogue is told of the office. */
  readonly office: AdvanceDeps;
  readonly news: NewsRules;
  readonly inbox: PgInboxStore;
  readonly intake: ReceiveMessages;
  readonly pump: ConversationPump;
  readonly outgoing: PgOutgoing;
  readonly outbox: PrismaOutboxStore;
  readonly blobs: FileBlobStore;
  /** Files of registers that are being imported. */
  readonly files: SealedFileStore;
  /** What else is sealed than cells of the database. */
  readonly resealed: readonly ResealedFiles[];
  readonly keys: KnownKeys;
  readonly status: PrismaChannelStatusBoard;
  readonly ownership: PostgresOwnership;
  /** Who asks by the API. */
  readonly keyRing: KeyRing;
  readonly backend: QueueBackend;
  readonly jobQueue: BullJobQueue;
  /** How fast messages go out. */
  readonly tempo: Tempo;
  /** Signs the console's cookies: the same in every process, and after a restart. */
  readonly cookieSecret: string;
  close(): Promise<void>;
}

export interface ContainerOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly tempo?: Tempo;
}

const DATABASE_CONNECTIONS = 6;
const HOT_CONNECTIONS = 4;
const QUEUE_CONNECTIONS = 10;

/** Opens the stores, brings the schema and the reference data up to date. Leaves nothing open if it fails. */
export async function openContainer(options: ContainerOptions): Promise<Container> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of opened.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await fillContainer(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `opened`: gets what ends each store, in the order in which they were opened. */
async function fillContainer(
  options: ContainerOptions,
  opened: (() => Promise<void>)[],
): Promise<Omit<Container, 'close'>> {
  const { config, databaseUrl, logger, clock = { now: () => new Date() } } = options;
  const log = logOf(logger);
  await migrate(databaseUrl);
  const keyring =
    config.keys === null ? loadKeyFile(config.dataDir) : parseKeyring(config.keys.field, config.keys.index);
  const pool = openPool(databaseUrl, DATABASE_CONNECTIONS);
  opened.push(() => pool.end());
  const hotPool = openPool(databaseUrl, HOT_CONNECTIONS, { settings: hotPathSettings, pipeline: true });
  opened.push(() => hotPool.end());
  const database = openDatabase(pool);
  opened.push(() => database.$disconnect());
  await loadReferenceData(database, config.region);
  const storage: StorageContext = {
    db: database,
    sql: pooledSql(hotPool, pool),
    regions: await readRegionNames(database, config.region),
    cipher: new FieldCipher(keyring),
    index: new BlindIndex(keyring),
    lately: remembered(),
  };
  await checkKeys(storage);
  await mendFeed(database);
  if (config.trial) {
    await loadTrialData(
      { ...storage, passwords: argon2Passwords },
      { regionCode: config.region, production: config.production },
    );
  }
  const senders = new SenderAttachments();
  const signals = { outbox: new Signal(), outgoing: new Signal() };
  const reference = new ReferenceCache(builtInReference(config.sla), config.timeZone);
  await reference.current(database);
  const format = { prefix: config.caseNumberPrefix, timeZone: config.timeZone, reference };
  const unitOfWork = new PrismaUnitOfWork({ database, ...storage, format, signals });
  const office: AdvanceDeps = {
    clock,
    homeRegion: config.region,
    timeZone: config.timeZone,
    bounds: config.bounds,
    guideUrl: guideAddress(config),
    categories: async () => categoriesOf(await reference.soon(database)),
    drafts: config.drafts,
  };
  const inbox = new PgInboxStore(storage);
  const chat = new PgChatStore(storage, signals.outgoing, senders);
  const lookUps = new PgLookUpStore(storage);
  const lookAlike = lookAlikeIn(new PgAlikeStore(storage), log);
  const pump = new ConversationPump({
    inbox,
    answer: (contactIds, saved) =>
      answerMessages({ ...office, chat, unitOfWork, lookUps, lookAlike }, contactIds, saved),
    giveUp: (contactId) => giveUpMessage(unitOfWork, contactId),
    isOutage,
    log,
  });
  const backend =
    config.redisUrl === null
      ? await postgresBackend(databaseUrl, QUEUE_CONNECTIONS)
      : redisBackend(config.redisUrl);
  opened.push(() => backend.close());
  const jobQueue = new BullJobQueue(backend, (error) => {
    log.warn({ kind: error.name }, 'queue not reachable');
  });
  opened.push(() => jobQueue.close());
  const blobs = new FileBlobStore(path.join(config.dataDir, 'blobs'), storage.cipher);
  const files = new SealedFileStore(path.join(config.dataDir, 'imports'), storage.cipher);
  return {
    config,
    databaseUrl,
    logger,
    log,
    clock,
    database,
    storage,
    unitOfWork,
    sourceStaging: new PgSourceStaging(pool, sealingOf(storage, keyring)),
    reference,
    office,
    news: { ...config.news, timeZone: config.timeZone },
    inbox,
    intake: new ReceiveMessages(inbox, pump.wake),
    pump,
    outgoing: new PgOutgoing(storage, signals.outgoing, senders),
    outbox: new PrismaOutboxStore(database, signals.outbox),
    blobs,
    files,
    resealed: [blobs, files],
    keys: { active: keyring.activeId, all: [...keyring.fieldKeys.keys()] },
    status: new PrismaChannelStatusBoard(storage),
    ownership: new PostgresOwnership(databaseUrl),
    keyRing: new KeyRing({ store: new PgKeyStore(storage), clock, log }),
    backend,
    jobQueue,
    tempo: options.tempo ?? 'people',
    cookieSecret: storage.index.mac('cookie', 'console'),
  };
}
