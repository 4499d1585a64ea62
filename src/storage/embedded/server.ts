import { randomInt } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { unavailable } from './fault.js';
import { isRunning } from './process.js';
import { runAs, type Finished, type SystemUser } from './system-user.js';

export interface Cluster {
  readonly folder: string;
  readonly user: SystemUser;
  readonly binaries: Binaries;
  /** PostgreSQL settings over those below. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * For a small machine, and durable: fsync, full_page_writes and synchronous_commit keep their default, on.
 * The server's log must hold no personal data, and every error about a value quotes it: none is written,
 * nor statements or details (the failing row). Whoever sent the statement is told all of them.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // The indexes that the lists of 200,000 cases are read from; taken as the register grows.
  shared_buffers: '256MB',
  // Else a register taken over is one checkpoint after another, each with whole pages to be written again.
  max_wal_size: '2GB',
  // Work lists are short, and shall stay so: what is done is swept out of them soon.
  autovacuum_naptime: '15s',
  jit: 'off',
  timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

const READY_WITHIN_MS = 120_000;
const FAILING_FOR_MS = 10_000;
const LARGE_LOG_BYTES = 5_000_000;
const PORT_FILE = 'lapor-port';

/**
 * Starts the server, or adopts the one that already runs on this folder (a killed app leaves it running).
 * pg_ctl gives it a session of its own, so a Ctrl-C meant for the app does not stop it. Returns its port.
 */
export async function ensureRunning(cluster: Cluster): Promise<number> {
  const begun = Date.now();
  for (;;) {
    const postmaster = await findPostmaster(cluster.folder);
    if (postmaster?.ready === true) return postmaster.port;
    if (Date.now() - begun > READY_WITHIN_MS) {
      throw unavailable('start_failed', 'PostgreSQL runs but is not ready: see server.log in its folder');
    }
    const { status, output } = postmaster === null ? await start(cluster) : { status: null, output: '' };
    if (status === 0) continue;
    // No verdict yet: another process may have been first, or the last backends of a killed server
    // still hold its shared memory.
    if (postmaster === null && Date.now() - begun > FAILING_FOR_MS) {
      throw unavailable('start_failed', `PostgreSQL does not start: ${output}\n${await logTail(cluster)}`);
    }
    await sleep(100);
  }
}

export async function stopServer(cluster: Cluster): Promise<void> {
  const stopped = await pgCtl(cluster, ['stop', '-m', 'fast', '-w', '-t', '60']);
  if (stopped.status !== 0 && (await findPostmaster(cluster.folder)) !== null) {
    throw unavailable('stop_failed', `PostgreSQL does not stop: ${stopped.output}`);
  }
}

async function start(cluster: Cluster): Promise<Finished> {
  const log = logFile(cluster);
  const written = await stat(log).catch(() => null);
  if (written !== null && written.size > LARGE_LOG_BYTES) await rename(log, `${log}.old`);
  const settings = { ...SETTINGS, ...cluster.settings, port: String(await keptPort(cluster.folder)) };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  return pgCtl(cluster, ['start', '-w', '-t', '120', '-l', log, '-o', options.join(' ')]);
}

function pgCtl(cluster: Cluster, args: readonly string[]): Promise<Finished> {
  const [verb = '', ...rest] = args;
  return runAs(cluster.user, cluster.binaries.pgCtl, [verb, '-D', cluster.folder, ...rest]);
}

interface Postmaster {
  readonly port: number;
  readonly ready: boolean;
}

/** Reads postmaster.pid: line 1 is the process id, 4 the port, 8 the state (PostgreSQL's miscinit.c). */
async function findPostmaster(folder: string): Promise<Postmaster | null> {
  const file = path.join(folder, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return null;
  if (await isNoServer(pid)) {
    // PostgreSQL itself would take whatever has this id for a server on this folder, and never start.
    await rm(file, { force: true });
    return null;
  }
  return { port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * A killed server's id may be given to another program, as happens whenever a container restarts; or the
 * server may stay a zombie (Z) where process 1 does not clean up.
 */
async function isNoServer(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return line !== null && !/^\d+ \(postgres\) [^Z]/.test(line);
}

/** The port of last time, so that a running psql or backup job still finds it; another if that is taken. */
async function keptPort(folder: string): Promise<number> {
  const file = path.join(folder, PORT_FILE);
  const kept = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (kept !== 0 && (await isFree(kept))) return kept;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    // Below the range that systems give to outgoing connections.
    const port = randomInt(20_000, 30_000);
    if (!(await isFree(port))) continue;
    await writeFile(file, String(port), { mode: 0o600 });
    return port;
  }
  throw unavailable('start_failed', 'No free port on 127.0.0.1 for PostgreSQL');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function logFile(cluster: Cluster): string {
  return path.join(cluster.folder, 'server.log');
}

async function logTail(cluster: Cluster): Promise<string> {
  const text = await readFile(logFile(cluster), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}
