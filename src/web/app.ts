import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { healthRoutes } from './api/health.js';
import { telegramWebhookRoute } from './api/telegram-webhook.js';
import { apiDocsRoutes } from './api/v1/docs.js';
import { apiRoutes } from './api/v1/routes.js';
import { consoleRoutes } from './console/routes.js';
import type { WebDeps } from './deps.js';
import { guideRoute } from './guide/route.js';
import { homeRoute } from './home.js';
import { assetRoutes } from './plugins/assets.js';
import { errorHandler, notFound } from './plugins/errors.js';
import { logResponses } from './plugins/request-log.js';
import { secureAnswers, secureHeaders } from './plugins/security.js';
import { simulatorRoutes } from './simulator/routes.js';

const DEFAULT_BODY_LIMIT = 1_048_576;

/**
 * The whole web side, not yet listening. Hooks stand in the scope of the pages only: the webhook is
 * the hot path and runs without them.
 */
export async function buildWebApp(deps: WebDeps): Promise<FastifyInstance> {
  const { config, logger } = deps;
  const handleError = errorHandler(deps.isAway);
  const app = Fastify({
    ...(logger === false ? { logger: false } : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    // The proxy itself and no more: what stands before its own entry in X-Forwarded-For anybody may write.
    trustProxy: config.trustProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: config.bodyLimit ?? DEFAULT_BODY_LIMIT,
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  app.setErrorHandler(handleError);
  await app.register(healthRoutes, deps.readiness);
  if (deps.telegramWebhook !== null) await app.register(telegramWebhookRoute, deps.telegramWebhook);
  await app.register(async (machines) => {
    secureAnswers(machines, config);
    await machines.register(apiRoutes, { prefix: '/api/v1', services: deps.opdRead, isAway: deps.isAway });
  });
  await app.register(async (pages) => {
    await secureHeaders(pages, config);
    logResponses(pages);
    pages.setNotFoundHandler(notFound);
    await assetRoutes(pages);
    homeRoute(pages, deps);
    guideRoute(pages, deps);
    apiDocsRoutes(pages);
    await pages.register(consoleRoutes, { prefix: '/console', deps });
    if (deps.simulator !== null) {
      await pages.register(simulatorRoutes, { prefix: '/simulator', services: deps.simulator, config });
    }
  });
  await app.ready();
  return app;
}
