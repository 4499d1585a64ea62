/** Heartbeats of processes, in the database for the console, and in a file for whoever started them. */
import { statfs, utimes, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { Log } from '../usecases/ports.js';
import {
  processParts,
  type BackupState,
  type DiskState,
  type ProcessPart,
  type ProcessState,
} from '../usecases/health/services.js';
import type { Database } from './database.js';

const EVERY_MS = 10_000;
/** Longer silent: it is not there, or cannot do anything. */
export const SILENT_MS = 45_000;
const FORGET_MS = 86_400_000;

export interface HeartbeatOptions {
  readonly database: Database;
  readonly parts: readonly ProcessPart[];
  /** Touched after each heartbeat that reached the database; null: none. */
  readonly file: string | null;
  readonly log: Log;
  readonly everyMs?: number;
}

/** Until it is stopped; then the process is no longer among those that there are. */
export function startHeartbeat(options: HeartbeatOptions): { stop(): Promise<void> } {
  const { database, parts, file, log, everyMs = EVERY_MS } = options;
  const own = parts.map((part) => ({ id: randomUUID(), part }));
  const ids = own.map(({ id }) => id);
  const beat = async () => {
    const now = new Date();
    for (const { id, part } of own) {
      await database.processHeartbeat.upsert({
        where: { id },
        create: { id, part, startedAt: now, seenAt: now },
        update: { seenAt: now },
      });
    }
    await database.processHeartbeat.deleteMany({
      where: { seenAt: { lt: new Date(now.getTime() - FORGET_MS) } },
    });
    if (file !== null) await touch(file, now);
  };
  const tryToBeat = () =>
    beat().catch((error: unknown) => {
      log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'heartbeat missed');
    });
  let last = tryToBeat();
  const timer = setInterval(() => {
    last = last.then(tryToBeat);
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      await database.processHeartbeat.deleteMany({ where: { id: { in: ids } } }).catch(() => undefined);
    },
  };
}

async function touch(file: string, now: Date): Promise<void> {
  await utimes(file, now, now).catch(() => writeFile(file, '', { mode: 0o600 }));
}

export async function readProcesses(database: Database, now: Date): Promise<readonly ProcessState[]> {
  const rows = await database.processHeartbeat.findMany({ orderBy: { seenAt: 'desc' } });
  return processParts.map((part) => {
    const own = rows.filter((row) => row.part === part);
    const running = own.filter(({ seenAt }) => now.getTime() - seenAt.getTime() < SILENT_MS);
    return { part, running: running.length, seenAt: own[0]?.seenAt ?? null };
  });
}

export async function readLastBackup(database: Database): Promise<BackupState | null> {
  const row = await database.backupRecord.findFirst({ orderBy: { madeAt: 'desc' } });
  if (row === null) return null;
  const { madeAt, verifiedAt, bytes, rowCount, blobCount: photos } = row;
  return { madeAt, verifiedAt, bytes: Number(bytes), rows: Number(rowCount), photos };
}

export async function readDisk(folder: string): Promise<DiskState> {
  const { bsize, bavail, blocks } = await statfs(folder);
  return { free: bsize * bavail, total: bsize * blocks };
}
