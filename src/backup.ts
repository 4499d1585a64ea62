/** Writes a backup while the service runs, and reads it again: `npm run backup [-- --to FOLDER]`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import { backupText } from './i18n/escalation.js';
import { refuse, withDatabase } from './run.js';
import { BackupFault } from './storage/backup/fault.js';
import { writeBackup } from './storage/backup/write-backup.js';
import { keysIn } from './storage/crypto/keyring.js';

/** Exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const config = readConfig();
  const keyring = keysIn(config);
  if (keyring === null) return refuse(backupText.noKeys);
  try {
    const { folder, bytes, rows, blobs } = await withDatabase(config, (databaseUrl) =>
      writeBackup({
        databaseUrl,
        blobs: path.join(config.dataDir, 'blobs'),
        to: path.resolve(values.to ?? config.backupDir),
        keyring,
        now: new Date(),
      }),
    );
    process.stdout.write(`${backupText.made(folder, { bytes, rows, photos: blobs })}\n`);
    return 0;
  } catch (error) {
    if (error instanceof BackupFault) return refuse(backupText.faults[error.code]);
    throw error;
  }
}

process.exitCode = await main();
