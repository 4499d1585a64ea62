import type { Container } from '../../src/container.js';
import { bots, web, workers } from '../../src/parts.js';
import { openTestContainer, type TestContainerOptions } from './container.js';
import { atEnd } from './ends.js';

export interface TestService {
  readonly container: Container;
  readonly url: string;
}

export interface TestServiceOptions extends TestContainerOptions {
  /** What stands in the database before the service starts; may hand back a container with other parts. */
  readonly prepare?: (container: Container) => Promise<Container>;
}

/** All parts of the service in this process, as `npm start` runs them. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const opened = await openTestContainer(options);
  const container = (await options.prepare?.(opened)) ?? opened;
  container.pump.start();
  const site = await web.start(container);
  const started = [site, await workers.start(container), await bots.start(container)];
  // Registered after the container's own: hooks run last-registered first.
  atEnd(async () => {
    for (const part of started.toReversed()) await part.stop();
    await container.pump.stop();
  });
  return { container, url: site.url };
}
