/** Makes a service anew from a backup, where there is none yet: `npm run restore -- FOLDER`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import { backupText } from './i18n/escalation.js';
import { createLogger, logOf } from './log.js';
import { BackupFault } from './storage/backup/fault.js';
import { restoreBackup } from './storage/backup/restore-backup.js';
import { keysIn } from './storage/crypto/keyring.js';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres.js';

/** Exit code. */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) return refuse(backupText.restoreUsage);
  const config = readConfig();
  const keyring = keysIn(config);
  if (keyring === null) return refuse(backupText.noKeys);
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: logOf(createLogger('silent', {})) })
      : null;
  try {
    const { madeAt } = await restoreBackup({
      folder: path.resolve(folder),
      databaseUrl: config.databaseUrl ?? embedded?.url ?? '',
      blobs: path.join(config.dataDir, 'blobs'),
      keyring,
    });
    process.stdout.write(`${backupText.restored(madeAt)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof BackupFault) return refuse(backupText.faults[error.code]);
    throw error;
  } finally {
    await embedded?.stop();
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
