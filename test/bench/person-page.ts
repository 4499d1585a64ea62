/** A person's page, with what each source says of them, in a register of the size of a kabupaten. */
import { Agent } from 'node:http';
import { makeUser, userPassword } from '../support/accounts.js';
import { startMeasured } from './child.js';
import { signIn } from './console-pages.js';
import { ask } from './load.js';
import { openMeasured } from './open.js';
import { percentile } from './report.js';

export interface PersonPageMeasured {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The first are the compiler's, and the caches'. */
const WARM_UP = 1_000;

/** `asked`: persons, each other ones, one at a time. */
export async function measurePersonPage(
  env: Readonly<Record<string, string>>,
  asked: number,
): Promise<PersonPageMeasured> {
  const container = await openMeasured(env);
  const username = 'bench-supervisor';
  await makeUser(container, { username, role: 'supervisor' });
  const persons = await container.database.$queryRaw<{ id: string }[]>`
    SELECT id FROM person TABLESAMPLE SYSTEM (5) WHERE same_as_id IS NULL LIMIT ${asked + WARM_UP}::int`;
  await container.close();
  const service = await startMeasured('console-process', { ...env, PORT: '0' });
  try {
    const { cookie } = await signIn(service.url, username, userPassword);
    const agent = new Agent({ keepAlive: true });
    const times: number[] = [];
    for (const { id } of persons) {
      const url = new URL(`/console/warga/${id}`, service.url).href;
      const begun = performance.now();
      await ask(agent, url, { method: 'GET', headers: { cookie } });
      times.push(performance.now() - begun);
    }
    agent.destroy();
    const counted = times.slice(WARM_UP);
    return { p50Ms: percentile(counted, 0.5), p99Ms: percentile(counted, 0.99) };
  } finally {
    await service.stop();
  }
}
