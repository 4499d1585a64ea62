/** The three parts of the service, each wired from a container. A process runs one or all of them. */
import { trialAccounts, trialReporters } from '../prisma/seed/trial.js';
import type { Channel } from '../bots/channel.js';
import { unlimited } from '../bots/pace.js';
import { runAccount } from '../bots/run-account.js';
import { simulatorChannel } from '../bots/simulator/channel.js';
import type { TelegramChannel } from '../bots/telegram/channel.js';
import type { Container } from './container.js';
import type { MediaSource } from './domain/channel/message.js';
import type { MediaFetcher } from './domain/channel/ports.js';
import type { EscalationRules } from './domain/case/escalation.js';
import { categoriesOf, slaOf } from './domain/reference/reference.js';
import { AppError } from './errors.js';
import { createMetrics } from './metrics.js';
import type { Part, PartDefinition } from './run.js';
import { argon2Passwords, PrismaAccountStore } from './storage/console/accounts.js';
import { aidReader } from './storage/aid/aid-of.js';
import { aidFileQueries } from './storage/aid/file-queries.js';
import { aidQueries } from './storage/aid/queries.js';
import { bulkQueries } from './storage/console/bulk.js';
import { caseActionQueries } from './storage/console/comments.js';
import { userQueries } from './storage/console/users.js';
import type { QueueRules } from './storage/console/cases.js';
import { PgCaseChanges } from './storage/console/case-changes.js';
import { escalationQueries } from './storage/console/escalations.js';
import { pairQueries } from './storage/matching/pair-store.js';
import { savedViewQueries } from './storage/console/saved-views.js';
import { searchSeal } from './storage/console/search-seal.js';
import { PgClaimStore } from './storage/console/claims.js';
import { caseworkQueries } from './storage/console/casework.js';
import { consoleQueries } from './storage/console/queries.js';
import { overviewQueries } from './storage/console/overview.js';
import { enrolmentQueries } from './storage/console/reporters.js';
import { fieldCheckQueries } from './storage/console/field-checks.js';
import { isAway } from './storage/database.js';
import { readDisk, readLastBackup, readProcesses } from './storage/health.js';
import { cleanMedia } from './storage/media.js';
import { PrismaAttachmentStore } from './storage/repositories/attachments.js';
import { PrismaSecretStore } from './storage/repositories/channels.js';
import { PgAccessChain } from './storage/oversight/access-chain.js';
import { PrismaHistoryStore } from './storage/oversight/history.js';
import { peopleQueries } from './storage/people/queries.js';
import { PgPeopleReader } from './storage/people/reader.js';
import { qualityQueries } from './storage/quality/queries.js';
import { placeQueries } from './storage/place/shapes.js';
import { exportQueries } from './storage/console/exports.js';
import { oversightQueries } from './storage/oversight/queries.js';
import { HttpWebhookSender } from './storage/opd/webhook-sender.js';
import { opdQueries } from './storage/opd/lists.js';
import { opdAdminQueries } from './storage/opd/keys.js';
import { referenceQueries } from './storage/reference/queries.js';
import { rotationQueries } from './storage/rotation/rotation.js';
import { sourceImportQueries } from './storage/source-import/import-queries.js';
import { rowContextOf } from './storage/source-import/row-context.js';
import { PrismaSimulatorStore } from './storage/simulator/lines.js';
import { siteText } from './i18n/console.js';
import { reporterRoleLabels } from './i18n/labels.js';
import { simulatorText } from './i18n/terminal.js';
import { showPairing } from './pairing.js';
import { aidServices } from './usecases/aid/aid.js';
import type { AidFileServices } from './usecases/aid/file-services.js';
import { aidFileServices } from './usecases/aid/files.js';
import type { AidServices } from './usecases/aid/services.js';
import { bulkServices } from './usecases/bulk/bulk.js';
import type { BulkServices } from './usecases/bulk/services.js';
import { caseActionServices } from './usecases/case/case-actions.js';
import type { CaseActionServices } from './usecases/case/services.js';
import { caseworkServices } from './usecases/casework/casework.js';
import type { CaseworkServices } from './usecases/casework/services.js';
import { accountServices } from './usecases/accounts/own-account.js';
import type { AccountServices, UserServices } from './usecases/accounts/services.js';
import type { SessionDeps } from './usecases/accounts/session.js';
import { userServices } from './usecases/accounts/users.js';
import { consoleServices } from './usecases/console/console.js';
import { escalationServices } from './usecases/escalation/escalation.js';
import { onePersonServices } from './usecases/one-person/one-person.js';
import type { OnePersonServices } from './usecases/one-person/services.js';
import type { EscalationServices } from './usecases/escalation/services.js';
import { enrolmentServices } from './usecases/enrolment/enrolment.js';
import { fieldCheckServices } from './usecases/field-check/field-checks.js';
import type { FieldCheckServices } from './usecases/field-check/services.js';
import { exportServices } from './usecases/export/export.js';
import type { ExportServices } from './usecases/export/services.js';
import { systemServices } from './usecases/health/health.js';
import type { SystemServices } from './usecases/health/services.js';
import { oversightServices } from './usecases/oversight/oversight.js';
import type { OversightServices } from './usecases/oversight/services.js';
import type { EnrolmentServices } from './usecases/enrolment/services.js';
import { peopleServices } from './usecases/people/people.js';
import type { PeopleServices } from './usecases/people/services.js';
import { qualityServices } from './usecases/quality/quality.js';
import type { QualityServices } from './usecases/quality/services.js';
import { placeServices } from './usecases/place/place.js';
import type { PlaceServices } from './usecases/place/services.js';
import { overviewServices } from './usecases/overview/overview.js';
import type { OverviewServices } from './usecases/overview/services.js';
import { printServices } from './usecases/print/print.js';
import type { PrintServices } from './usecases/print/services.js';
import { queueServices } from './usecases/queue/queue.js';
import type { QueueServices } from './usecases/queue/services.js';
import type { SavedViewServices } from './usecases/views/services.js';
import { savedViewServices } from './usecases/views/views.js';
import { opdAdminServices } from './usecases/opd/keys.js';
import { opdReadServices } from './usecases/opd/read.js';
import type { OpdAdminServices, OpdReadServices } from './usecases/opd/services.js';
import { referenceServices } from './usecases/reference/reference.js';
import type { ReferenceServices } from './usecases/reference/services.js';
import type { ConsoleServices, ReadinessServices, SimulatorServices } from './usecases/console-services.js';
import { rotationServices } from './usecases/rotation/rotation.js';
import type { RotationServices } from './usecases/rotation/services.js';
import { sourceImportServices } from './usecases/source-import/console-imports.js';
import type { OpenTable } from './usecases/source-import/console-ports.js';
import type { SourceImportServices } from './usecases/source-import/services.js';
import { readinessServices } from './usecases/readiness.js';
import { simulatorAccount, simulatorServices, type SimulatorPerson } from './usecases/simulator/simulator.js';
import { buildWebApp } from './web/app.js';
import type { TelegramWebhook } from './web/deps.js';
import { jobHandlers, scheduleHandlers } from '../workers/handlers/index.js';
import { startWorkers } from '../workers/start.js';

/** Path of the Telegram webhook below PUBLIC_URL. What keeps strangers out is the secret header. */
export const telegramWebhookPath = '/webhook/telegram';

function sessionsOf({ config, storage, clock }: Container): SessionDeps {
  const { secondFactorRequired } = config;
  return {
    accounts: new PrismaAccountStore(storage),
    passwords: argon2Passwords,
    clock,
    secondFactorRequired,
  };
}

export function accountsOf(container: Container): AccountServices {
  const { unitOfWork, storage } = container;
  const issuer = `${siteText.product} ${storage.regions.home}`;
  return accountServices({ ...sessionsOf(container), unitOfWork, issuer });
}

export function usersOf({ unitOfWork, clock, storage }: Container): UserServices {
  return userServices({ unitOfWork, clock, queries: userQueries(storage) });
}

export function consoleOf(container: Container): ConsoleServices {
  const { storage, blobs, unitOfWork, backend } = container;
  return consoleServices({
    ...sessionsOf(container),
    unitOfWork,
    queries: consoleQueries(storage, rulesOf(container)),
    blobs,
    queueBackend: backend.name,
  });
}

export function caseActionsOf({ storage, unitOfWork, clock }: Container): CaseActionServices {
  return caseActionServices({ unitOfWork, clock, queries: caseActionQueries(storage) });
}

export function caseworkOf(container: Container): CaseworkServices {
  const { unitOfWork, office, storage } = container;
  return caseworkServices({ unitOfWork, office, queries: caseworkQueries(storage, rulesOf(container)) });
}

function rulesOf({ clock, reference }: Container): QueueRules {
  return { clock, reference };
}

export function queueOf({ config, databaseUrl, storage, unitOfWork, clock }: Container): QueueServices {
  const claims = new PgClaimStore(storage, config.timeZone);
  return queueServices({ unitOfWork, clock, claims, changes: new PgCaseChanges(databaseUrl) });
}

export function fieldChecksOf(container: Container): FieldCheckServices {
  const { config, storage, unitOfWork, clock, reference } = container;
  return fieldCheckServices({
    unitOfWork,
    clock,
    timeZone: config.timeZone,
    reference: referenceQueries(storage, reference),
    queries: fieldCheckQueries(storage),
    views: consoleQueries(storage, rulesOf(container)),
  });
}

export function bulkOf({ storage, unitOfWork, clock }: Container): BulkServices {
  return bulkServices({ unitOfWork, clock, queries: bulkQueries(storage, clock) });
}

export function savedViewsOf(container: Container): SavedViewServices {
  const { storage, unitOfWork, clock } = container;
  return savedViewServices({ unitOfWork, clock, queries: savedViewQueries(storage, rulesOf(container)) });
}

export function enrolmentOf({ config, storage, unitOfWork, clock }: Container): EnrolmentServices {
  const { region: homeRegion } = config;
  return enrolmentServices({
    unitOfWork,
    clock,
    homeRegion,
    queries: enrolmentQueries(storage, homeRegion),
  });
}

export function overviewOf({ config, storage, unitOfWork, clock }: Container): OverviewServices {
  const { timeZone } = config;
  return overviewServices({ unitOfWork, clock, timeZone, queries: overviewQueries(storage) });
}

export function peopleOf({ config, storage, clock }: Container): PeopleServices {
  const { region: homeRegion, timeZone } = config;
  return peopleServices({
    clock,
    timeZone,
    homeRegion,
    reader: new PgPeopleReader(storage, timeZone),
    queries: peopleQueries(storage, { homeRegion, timeZone }),
  });
}

export function qualityOf({ config, storage, unitOfWork, clock }: Container): QualityServices {
  const { region: homeRegion, timeZone } = config;
  return qualityServices({
    unitOfWork,
    clock,
    timeZone,
    homeRegion,
    desaOf: (code) => storage.regions.desa.get(code),
    reader: new PgPeopleReader(storage, timeZone),
    queries: qualityQueries(storage),
  });
}

export function placeOf({ config, storage, unitOfWork, clock }: Container): PlaceServices {
  return placeServices({ unitOfWork, clock, homeRegion: config.region, queries: placeQueries(storage) });
}

export function printOf(container: Container): PrintServices {
  return printServices({ queries: consoleQueries(container.storage, rulesOf(container)) });
}

export function oversightOf({ config, storage, unitOfWork }: Container): OversightServices {
  const { region: homeRegion, timeZone } = config;
  return oversightServices({ unitOfWork, queries: oversightQueries(storage, { homeRegion, timeZone }) });
}

export function escalationsOf(container: Container): EscalationServices {
  const { storage, unitOfWork, clock } = container;
  return escalationServices({ unitOfWork, clock, queries: escalationQueries(storage, rulesOf(container)) });
}

export function onePersonOf({ storage, unitOfWork, clock }: Container): OnePersonServices {
  return onePersonServices({ unitOfWork, clock, queries: pairQueries(storage) });
}

/** The calendar is what the office says that it is, at each moment. */
export function escalationRulesOf({
  config,
  database,
  reference,
}: Container): () => Promise<EscalationRules> {
  const { emergencyHours, opens, closes } = config.escalation;
  return async () => {
    const { calendar } = slaOf(await reference.current(database), reference.timeZone);
    return { emergencyHours, office: { calendar, opens, closes } };
  };
}

export function systemOf({ config, database, jobQueue, clock }: Container): SystemServices {
  return systemServices({
    clock,
    backupDays: config.backupWarnDays,
    processes: () => readProcesses(database, clock.now()),
    queues: async () => Object.entries(await jobQueue.sizes()).map(([name, waiting]) => ({ name, waiting })),
    lastBackup: () => readLastBackup(database),
    disk: () => readDisk(config.dataDir),
  });
}

export function exportsOf(container: Container): ExportServices {
  const { config, database, storage, clock, reference } = container;
  const { timeZone } = config;
  return exportServices({
    queries: exportQueries(storage, rulesOf(container), timeZone),
    clock,
    timeZone,
    categories: async () => categoriesOf(await reference.current(database)),
  });
}

export function referenceOf({ config, storage, unitOfWork, clock, reference }: Container): ReferenceServices {
  const { timeZone } = config;
  return referenceServices({ unitOfWork, clock, timeZone, queries: referenceQueries(storage, reference) });
}

export function rotationOf({
  config,
  storage,
  unitOfWork,
  clock,
  resealed,
  keys,
}: Container): RotationServices {
  const deps = { unitOfWork, clock, rotation: rotationQueries(storage), resealed, keys };
  return rotationServices({ ...deps, homeRegion: config.region });
}

export function aidOf({ config, database, storage, unitOfWork, clock, reference }: Container): AidServices {
  return aidServices({
    unitOfWork,
    clock,
    timeZone: config.timeZone,
    queries: aidQueries(storage),
    reader: aidReader(storage),
    categories: async () => categoriesOf(await reference.current(database)),
    reference: referenceQueries(storage, reference),
  });
}

export function sourceImportsOf(container: Container): SourceImportServices {
  const { config, storage, unitOfWork, clock, files, reference, database } = container;
  const categories = async () => categoriesOf(await reference.current(database));
  return sourceImportServices({
    unitOfWork,
    queries: sourceImportQueries(storage, categories),
    files,
    openTable,
    clock,
    timeZone: config.timeZone,
    homeRegion: config.region,
  });
}

export function aidFilesOf({ config, storage, unitOfWork, clock, files }: Container): AidFileServices {
  return aidFileServices({
    unitOfWork,
    queries: aidFileQueries(storage),
    aid: aidQueries(storage),
    files,
    openTable,
    clock,
    timeZone: config.timeZone,
  });
}

/** What reads tables is loaded at its first use. */
const openTable: OpenTable = async (source) =>
  (await import('./storage/tables/open-table.js')).openTable(source);
export function opdAdminOf({ config, storage, unitOfWork, clock, keyRing }: Container): OpdAdminServices {
  const { region: homeRegion } = config;
  const { allowsLoopback } = config.webhooks;
  return opdAdminServices({
    unitOfWork,
    clock,
    homeRegion,
    keyRing,
    allowsLoopback,
    queries: opdAdminQueries(storage, homeRegion),
  });
}

export function opdReadOf({ config, storage, keyRing, unitOfWork, clock }: Container): OpdReadServices {
  const { timeZone } = config;
  return opdReadServices({ keyRing, unitOfWork, clock, timeZone, queries: opdQueries(storage, timeZone) });
}

export function simulatorOf(container: Container): SimulatorServices | null {
  const { config, storage, intake, blobs } = container;
  if (!config.simulator) return null;
  const reporters = config.trial ? trialReporters : [];
  const people: SimulatorPerson[] = [
    ...reporters.map(({ id, name, phone, role, status }) => ({
      id,
      name,
      phone,
      note: simulatorText[status ?? 'reporter'](reporterRoleLabels[role] ?? role),
    })),
    { ...simulatorText.stranger, phone: null },
  ];
  return simulatorServices({ people, store: new PrismaSimulatorStore(storage), intake, blobs });
}

function readinessOf(container: Container): ReadinessServices {
  const { config, database, backend, storage, jobQueue } = container;
  const configured = [
    ...(config.telegram === null ? [] : ['telegram']),
    ...(config.whatsapp === null ? [] : ['whatsapp']),
  ];
  return readinessServices({
    database: async () => {
      await database.$queryRaw`SELECT 1`;
    },
    queue: () => backend.ping(),
    channels: async () => {
      const rows = await database.channelStatus.findMany({ where: { channel: { in: configured } } });
      return new Map(
        configured.map((name) => [name, rows.find((row) => row.channel === name)?.state ?? null]),
      );
    },
    metrics: createMetrics({
      queries: consoleQueries(storage, rulesOf(container)),
      queueSizes: () => jobQueue.sizes(),
    }),
  });
}

/** `url`: where it listens, also when the port was left to the system. */
async function startWeb(container: Container): Promise<Part & { readonly url: string }> {
  const { config, logger, log, storage, cookieSecret } = container;
  const secureCookies = config.web.publicUrl?.startsWith('https:') ?? false;
  if (config.production && !secureCookies)
    log.warn({}, 'PUBLIC_URL is not https: cookies are not marked secure');
  const app = await buildWebApp({
    console: consoleOf(container),
    caseActions: caseActionsOf(container),
    casework: caseworkOf(container),
    enrolment: enrolmentOf(container),
    fieldChecks: fieldChecksOf(container),
    overview: overviewOf(container),
    accounts: accountsOf(container),
    users: usersOf(container),
    oversight: oversightOf(container),
    exports: exportsOf(container),
    escalations: escalationsOf(container),
    onePerson: onePersonOf(container),
    system: systemOf(container),
    queue: queueOf(container),
    place: placeOf(container),
    print: printOf(container),
    people: peopleOf(container),
    quality: qualityOf(container),
    bulk: bulkOf(container),
    savedViews: savedViewsOf(container),
    aid: aidOf(container),
    aidFiles: aidFilesOf(container),
    reference: referenceOf(container),
    sourceImports: sourceImportsOf(container),
    rotation: rotationOf(container),
    opd: opdAdminOf(container),
    opdRead: opdReadOf(container),
    categories: () => categoriesOf(container.reference.recent(container.database)),
    search: searchSeal(storage.cipher),
    simulator: simulatorOf(container),
    readiness: readinessOf(container),
    telegramWebhook: await webhookOf(container),
    isAway,
    logger,
    config: {
      secureCookies,
      cookieSecret,
      trial: config.trial,
      trialAccounts: config.trial ? trialAccounts : [],
      homeRegionName: storage.regions.home,
      homeRegion: config.region,
      timeZone: config.timeZone,
      trustProxy: config.web.trustProxy,
    },
  });
  const url = await app.listen({ port: config.web.port, host: config.web.host });
  const stop = async () => {
    await app.close();
    await container.keyRing.flush();
  };
  return { url, stop };
}

export const web = { name: 'web', start: startWeb } satisfies PartDefinition;

export const workers: PartDefinition = {
  name: 'workers',
  start: async (container): Promise<Part> => {
    const { backend, outbox, jobQueue, log, unitOfWork, clock, news, office, storage, blobs } = container;
    const { database, files, sourceStaging, resealed, keys } = container;
    const attachments = new PrismaAttachmentStore(storage);
    const accessChain = new PgAccessChain(storage);
    const scheduled = scheduleHandlers({
      ...office,
      unitOfWork,
      news,
      attachments,
      blobs,
      log,
      escalationRules: escalationRulesOf(container),
      accessChain,
      files,
      opdQueries: opdQueries(storage, office.timeZone),
    });
    const handlers = jobHandlers({
      unitOfWork,
      clock,
      news,
      attachments,
      blobs,
      fetchers: await fetchersOf(container),
      clean: cleanMedia,
      dialogue: office,
      history: new PrismaHistoryStore(database, storage),
      accessChain,
      files,
      openTable,
      aidPeople: aidQueries(storage),
      sourceStaging,
      rotation: rotationQueries(storage),
      resealed,
      keys,
      rowContext: () => rowContextOf(container),
      webhookSender: new HttpWebhookSender(container.config.webhooks),
    });
    return startWorkers({ host: backend, handlers, scheduled, outbox, queue: jobQueue, log });
  },
};

type Fetchers = Partial<Record<MediaSource['kind'], MediaFetcher>>;

async function fetchersOf({ config, blobs }: Container): Promise<Fetchers> {
  const upload: MediaFetcher = {
    fetch: async (source) => {
      const bytes = source.kind === 'upload' ? await blobs.get(source.blobId) : null;
      if (bytes === null) throw new AppError('media.gone');
      return bytes;
    },
  };
  const fetchers: Fetchers = { upload };
  if (config.telegram !== null) {
    const { telegramMedia } = await import('../bots/telegram/media.js');
    fetchers.telegram = telegramMedia(config.telegram);
  }
  if (config.whatsapp !== null) {
    const { whatsAppMedia } = await import('../bots/whatsapp/media.js');
    fetchers.whatsapp = whatsAppMedia();
  }
  return fetchers;
}

/** Baileys is large: a service without WhatsApp never loads it. */
async function whatsAppOf(container: Container): Promise<Channel | null> {
  const { config, storage, intake, outgoing, status, log, tempo } = container;
  if (config.whatsapp === null) return null;
  const { WhatsAppChannel } = await import('../bots/whatsapp/channel.js');
  const secrets = new PrismaSecretStore(storage, 'whatsapp');
  return new WhatsAppChannel({
    ...config.whatsapp,
    secrets,
    intake,
    outgoing,
    status,
    log,
    show: showPairing,
    ...(tempo === 'at_once' ? { writing: () => 0 } : {}),
  });
}

/** So is grammY, if less so. */
async function telegramOf(container: Container): Promise<TelegramChannel | null> {
  const { config, intake, status, log } = container;
  if (config.telegram === null) return null;
  const { token, apiRoot, webhook } = config.telegram;
  const url = webhook === null ? '' : new URL(telegramWebhookPath, webhook.url).href;
  const { TelegramChannel } = await import('../bots/telegram/channel.js');
  return new TelegramChannel({
    token,
    apiRoot,
    webhook: webhook === null ? null : { url, secret: webhook.secret },
    intake,
    status,
    log,
  });
}

async function webhookOf(container: Container): Promise<TelegramWebhook | null> {
  const secret = container.config.telegram?.webhook?.secret;
  const channel = await telegramOf(container);
  if (secret === undefined || channel === null) return null;
  return { path: telegramWebhookPath, secret, handle: (update) => channel.handleUpdate(update) };
}

export const bots: PartDefinition = {
  name: 'bots',
  start: async (container): Promise<Part> => {
    const { config, ownership, outgoing, status, log, tempo } = container;
    const stop = new AbortController();
    const whatsapp = await whatsAppOf(container);
    const telegram = await telegramOf(container);
    const channels: Channel[] = [
      ...(telegram === null ? [] : [telegram]),
      ...(whatsapp === null ? [] : [whatsapp]),
      ...(config.simulator ? [simulatorChannel(simulatorAccount)] : []),
    ];
    const pace = tempo === 'at_once' ? { pace: unlimited } : {};
    const accounts = channels.map((channel) =>
      runAccount({ channel, ownership, outgoing, status, log, signal: stop.signal, ...pace }),
    );
    return {
      stop: async () => {
        stop.abort();
        await Promise.all(accounts);
      },
    };
  },
};
