/**
 * Verifies the histories of all cases, and the access log: `npm run verify-history`. Ends with 1 when one
 * does not hold.
 */
import { readConfig } from './config.js';
import type { Container } from './container.js';
import { accessChainText } from './i18n/escalation.js';
import { verifyText } from './i18n/out.js';
import { withContainer } from './run.js';
import { PgAccessChain } from './storage/oversight/access-chain.js';
import { PrismaHistoryStore } from './storage/oversight/history.js';
import { verifyHistories } from './usecases/oversight/verify-histories.js';

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/** Exit code. */
async function verify({ database, storage }: Container): Promise<number> {
  const store = new PrismaHistoryStore(database, storage);
  const { caseCount, eventCount, faultCount, first } = await verifyHistories(store);
  say(verifyText.counts(caseCount, eventCount));
  if (first === null) {
    say(verifyText.holds);
  } else {
    say(verifyText.broken(faultCount));
    say(verifyText.first(await store.numberOf(first.caseId), first.fault, first.seq));
  }
  const log = await new PgAccessChain(storage).verify();
  const { from = null, until = null } = log.fault ?? {};
  say(accessChainText.counts(log.rowCount));
  if (log.fault === null) say(accessChainText.holds);
  else say(accessChainText.broken(from?.toISOString() ?? null, until?.toISOString() ?? null));
  return first === null && log.fault === null ? 0 : 1;
}

process.exitCode = await withContainer(readConfig(), verify);
