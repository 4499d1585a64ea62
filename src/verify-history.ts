/**
 * Verifies the histories of all cases, and the access log: `npm run verify-history`. Ends with 1 when one
 * does not hold.
 */
import { readConfig } from './config.js';
import { openContainer } from './container.js';
import { accessChainText } from './i18n/escalation.js';
import { verifyText } from './i18n/out.js';
import { createLogger, logOf } from './log.js';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres.js';
import { PgAccessChain } from './storage/oversight/access-chain.js';
import { PrismaHistoryStore } from './storage/oversight/history.js';
import { verifyHistories } from './usecases/oversight/verify-histories.js';

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/** Exit code. */
async function main(): Promise<number> {
  const config = readConfig();
  const logger = createLogger('silent', {});
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: logOf(logger) })
      : null;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const container = await openContainer({ config, databaseUrl, logger });
  try {
    const store = new PrismaHistoryStore(container.database, container.storage);
    const { caseCount, eventCount, faultCount, first } = await verifyHistories(store);
    say(verifyText.counts(caseCount, eventCount));
    if (first === null) {
      say(verifyText.holds);
    } else {
      say(verifyText.broken(faultCount));
      say(verifyText.first(await store.numberOf(first.caseId), first.fault, first.seq));
    }
    const log = await new PgAccessChain(container.storage).verify();
    const { from = null, until = null } = log.fault ?? {};
    say(accessChainText.counts(log.rowCount));
    if (log.fault === null) say(accessChainText.holds);
    else say(accessChainText.broken(from?.toISOString() ?? null, until?.toISOString() ?? null));
    return first === null && log.fault === null ? 0 : 1;
  } finally {
    await container.close();
    await embedded?.stop();
  }
}

process.exitCode = await main();
