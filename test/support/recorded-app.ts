/** The web side of a container, with the list of its routes as Fastify was told them. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Container } from '../../src/container.js';
import { web } from '../../src/parts.js';
import { atEnd } from './ends.js';

export interface RecordedApp {
  readonly app: FastifyInstance;
  readonly url: string;
  /** "GET /console/kasus/:id", sorted. Fastify's own HEAD for each GET is left out. */
  readonly routes: readonly string[];
}

/** Closed after the file. Nothing in the service knows that it is listened to: Fastify announces itself. */
export async function startRecordedApp(container: Container): Promise<RecordedApp> {
  const routes = new Set<string>();
  const born: FastifyInstance[] = [];
  const record = ({ method, url }: RouteOptions) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${pathOf(url)}`);
  };
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    born.push(fastify);
    fastify.addHook('onRoute', record);
  };
  subscribe('fastify.initialization', listen);
  const site = await web.start(container);
  unsubscribe('fastify.initialization', listen);
  atEnd(() => site.stop());
  const [app] = born;
  if (app === undefined) throw new Error('no Fastify was made');
  return { app, url: site.url, routes: [...routes].toSorted() };
}

/** "/console/" and "/console" are one page. */
function pathOf(url: string): string {
  return url.length > 1 && url.endsWith('/') ? url.slice(0, -1) : url;
}
