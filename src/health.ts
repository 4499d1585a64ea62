/** For whoever started a process of bots or workers: ends with 0 while that process says that it is well. */
import { statSync } from 'node:fs';
import { readConfig } from './config.js';
import { SILENT_MS } from './storage/health.js';

const { heartbeatFile } = readConfig();
const beat = heartbeatFile === null ? undefined : statSync(heartbeatFile, { throwIfNoEntry: false });
process.exitCode = beat !== undefined && Date.now() - beat.mtimeMs < SILENT_MS ? 0 : 1;
