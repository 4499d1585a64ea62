import type { FastifyInstance } from 'fastify';
import type { ReadinessServices } from '../../usecases/console-services.js';

/** For supervisors and Prometheus: states and counts only, no personal data. */
export async function healthRoutes(app: FastifyInstance, services: ReadinessServices): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
    const readiness = await services.readiness();
    return reply
      .code(readiness.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });

  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await services.metrics()),
  );
}
