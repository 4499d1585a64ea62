/** The three parts of the service, each wired from a container. A process runs one or all of them. */
import { trialAccounts, trialReporters } from '../prisma/seed/trial.js';
import type { Container } from './container.js';
import { createMetrics } from './metrics.js';
import type { Part, PartDefinition } from './run.js';
import { argon2Passwords, PrismaAccountStore } from './storage/console/accounts.js';
import { consoleQueries } from './storage/console/queries.js';
import { cleanImage } from './storage/images.js';
import { PrismaAttachmentStore } from './storage/repositories/attachments.js';
import { PrismaReporterStore } from './storage/repositories/reporters.js';
import { PrismaSimulatorStore } from './storage/simulator/lines.js';
import { simulatorText } from './i18n/terminal.js';
import { consoleServices } from './usecases/console/console.js';
import type { ConsoleServices, ReadinessServices, SimulatorServices } from './usecases/console-services.js';
import { readinessServices } from './usecases/readiness.js';
import { simulatorServices, type SimulatorPerson } from './usecases/simulator/simulator.js';
import { buildWebApp } from './web/app.js';
import type { TelegramWebhook } from './web/deps.js';
import { jobHandlers } from '../workers/handlers/index.js';
import { startWorkers } from '../workers/start.js';

/** Path of the Telegram webhook below PUBLIC_URL. What keeps strangers out is the secret header. */
export const telegramWebhookPath = '/webhook/telegram';

export function consoleOf(container: Container): ConsoleServices {
  const { storage, blobs, unitOfWork, clock, backend } = container;
  return consoleServices({
    accounts: new PrismaAccountStore(storage),
    passwords: argon2Passwords,
    clock,
    unitOfWork,
    queries: consoleQueries(storage),
    reporters: new PrismaReporterStore(storage),
    blobs,
    queueBackend: backend.name,
  });
}

export function simulatorOf(container: Container): SimulatorServices | null {
  const { config, storage, intake, blobs } = container;
  if (!config.simulator) return null;
  const reporters = config.trial ? trialReporters : [];
  const people: SimulatorPerson[] = [
    ...reporters.map(({ id, name, phone }) => ({ id, name, phone, note: simulatorText.reporter })),
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
    metrics: createMetrics({ queries: consoleQueries(storage), queueSizes: () => jobQueue.sizes() }),
  });
}

/** `url`: where it listens, also when the port was left to the system. */
async function startWeb(container: Container): Promise<Part & { readonly url: string }> {
  const { config, logger, storage, cookieSecret } = container;
  const region = await storage.db.region.findUniqueOrThrow({ where: { code: config.region } });
  const app = await buildWebApp({
    console: consoleOf(container),
    simulator: simulatorOf(container),
    readiness: readinessOf(container),
    telegramWebhook: webhookOf(container),
    logger,
    config: {
      secureCookies: config.web.publicUrl?.startsWith('https:') ?? false,
      cookieSecret,
      trial: config.trial,
      trialAccounts: config.trial ? trialAccounts : [],
      homeRegionName: region.name,
      timeZone: config.timeZone,
      trustProxy: config.web.trustProxy,
    },
  });
  const url = await app.listen({ port: config.web.port, host: config.web.host });
  return { url, stop: () => app.close() };
}

export const web = { name: 'web', start: startWeb } satisfies PartDefinition;

export const workers: PartDefinition = {
  name: 'workers',
  start: (container): Promise<Part> => {
    const { backend, outbox, jobQueue, log, unitOfWork, clock, storage, blobs } = container;
    const handlers = jobHandlers({
      unitOfWork,
      clock,
      attachments: new PrismaAttachmentStore(storage),
      blobs,
      fetchers: fetchersOf(container),
      clean: cleanImage,
    });
    return Promise.resolve(startWorkers({ host: backend, handlers, outbox, queue: jobQueue, log }));
  },
};
