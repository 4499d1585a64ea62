import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Log } from '../../usecases/ports.js';
import { findBinaries } from './binaries.js';
import { ensureCluster, type Credentials } from './cluster.js';
import { unavailable } from './fault.js';
import { holdServer } from './hold.js';
import { ensureRunning, stopServer, type Cluster } from './server.js';
import { chooseSystemUser } from './system-user.js';

export interface EmbeddedPostgres {
  /** Database `sipmas`, as the role that owns it and nothing else. */
  readonly url: string;
  /** Database `postgres`, as the superuser. */
  readonly adminUrl: string;
  /** Stops the server, unless another process still uses it. Close every connection before. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The cluster stands in `postgres` in this folder. */
  readonly dataDir: string;
  readonly log: Log;
  /** PostgreSQL settings over the built-in ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Of the database and of the role that owns it. */
const DATABASE = 'sipmas';
const CREATION_LOCK = 640801;

/**
 * Runs the PostgreSQL that npm installed, in a folder. Processes that name the same folder share one
 * server, which outlives a killed process and is restarted by any of them when it dies itself.
 * Throws database.unavailable; its cause says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const folder = path.join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw unavailable('folder_of_other_user', `${dataDir} is closed to this user: start as its owner`, cause);
  });
  const binaries = findBinaries();
  const user = chooseSystemUser(folder, [dataDir, path.dirname(binaries.pgCtl)]);
  const credentials = await ensureCluster(folder, user, binaries);
  const cluster: Cluster = { folder, user, binaries, settings: options.settings ?? {} };

  const run = async () => {
    const port = await ensureRunning(cluster);
    return address('postgres', credentials.superuserPassword, port, 'postgres');
  };
  const hold = await holdServer(run, options.log);
  await ensureDatabase(hold.url, credentials);
  const own = new URL(hold.url);
  return {
    url: address(DATABASE, credentials.appPassword, Number(own.port), DATABASE),
    adminUrl: hold.url,
    stop: () => hold.release(() => stopServer(cluster)),
  };
}

function address(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(adminUrl: string, { appPassword }: Credentials): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Two processes that start at once may both find nothing.
    await client.query('SELECT pg_advisory_lock($1)', [CREATION_LOCK]);
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [DATABASE]);
    if (role.rowCount === 0) {
      await client.query(`CREATE ROLE ${DATABASE} LOGIN PASSWORD ${client.escapeLiteral(appPassword)}`);
    }
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}
