import { parseConfig } from '../../src/config.js';
import { openContainer, type Container } from '../../src/container.js';
import { createLogger } from '../../src/log.js';
import { boundMemory } from '../../src/run.js';

/** The service's own container, as this process's environment says, and with no regard to `.env`. */
export async function openMeasured(
  settings: Readonly<Record<string, string>>,
  garbage?: number,
): Promise<Container> {
  boundMemory(garbage);
  const config = parseConfig({ ...process.env, ...settings });
  return openContainer({
    config,
    databaseUrl: config.databaseUrl ?? '',
    logger: createLogger(config.logLevel, {}),
  });
}
