/** Makes a service anew from a backup, where there is none yet: `npm run restore -- FOLDER`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import { backupText } from './i18n/escalation.js';
import { refuse, withDatabase } from './run.js';
import { BackupFault } from './storage/backup/fault.js';
import { restoreBackup } from './storage/backup/restore-backup.js';
import { keysIn } from './storage/crypto/keyring.js';

/** Exit code. */
async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) return refuse(backupText.restoreUsage);
  const config = readConfig();
  const keyring = keysIn(config);
  if (keyring === null) return refuse(backupText.noKeys);
  try {
    const { madeAt } = await withDatabase(config, (databaseUrl) =>
      restoreBackup({
        folder: path.resolve(folder),
        databaseUrl,
        blobs: path.join(config.dataDir, 'blobs'),
        keyring,
      }),
    );
    process.stdout.write(`${backupText.restored(madeAt)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof BackupFault) return refuse(backupText.faults[error.code]);
    throw error;
  }
}

process.exitCode = await main();
