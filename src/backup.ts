/** Writes a backup while the service runs, and reads it again: `npm run backup [-- --to FOLDER]`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import { backupText } from './i18n/escalation.js';
import { createLogger, logOf } from './log.js';
import { BackupFault } from './storage/backup/fault.js';
import { writeBackup } from './storage/backup/write-backup.js';
import { keysIn } from './storage/crypto/keyring.js';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres.js';

/** Exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const config = readConfig();
  const keyring = keysIn(config);
  if (keyring === null) return refuse(backupText.noKeys);
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: logOf(createLogger('silent', {})) })
      : null;
  try {
    const { folder, bytes, rows, blobs } = await writeBackup({
      databaseUrl: config.databaseUrl ?? embedded?.url ?? '',
      blobs: path.join(config.dataDir, 'blobs'),
      to: path.resolve(values.to ?? config.backupDir),
      keyring,
      now: new Date(),
    });
    process.stdout.write(`${backupText.made(folder, { bytes, rows, photos: blobs })}\n`);
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
