import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.js';
import { unavailable } from './fault.js';
import { isRunning } from './process.js';
import { runAs, type SystemUser } from './system-user.js';

/** Kept inside the cluster's folder, readable by this process's user only. */
export interface Credentials {
  readonly superuserPassword: string;
  readonly appPassword: string;
}

const CREDENTIALS_FILE = 'lapor-credentials.json';

/**
 * Makes the cluster when there is none. It is made beside its place and moved there whole, so that a kill
 * leaves no half of one and the second of two processes finds the first's.
 */
export async function ensureCluster(
  folder: string,
  user: SystemUser,
  binaries: Binaries,
): Promise<Credentials> {
  if (!existsSync(path.join(folder, 'PG_VERSION'))) {
    await removeLeftovers(folder);
    const fresh = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      await initialise(fresh, user, binaries);
      await rename(fresh, folder).catch((error: unknown) => {
        if (!existsSync(path.join(folder, 'PG_VERSION'))) throw error;
      });
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }
  return JSON.parse(await readFile(path.join(folder, CREDENTIALS_FILE), 'utf8')) as Credentials;
}

async function initialise(folder: string, user: SystemUser, binaries: Binaries): Promise<void> {
  const credentials: Credentials = { superuserPassword: password(), appPassword: password() };
  const passwordFile = `${folder}.pw`;
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile, `${credentials.superuserPassword}\n`, { mode: 0o600 });
  try {
    for (const file of [folder, passwordFile]) {
      if (user.ids !== null) await chown(file, user.ids.uid, user.ids.gid);
    }
    const { status, output } = await runAs(user, binaries.initdb, [
      ...['--pgdata', folder, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // PostgreSQL's own collation: the same order of names on every machine, whatever locales it has.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ]);
    if (status !== 0) throw unavailable('initdb_failed', `initdb could not make ${folder}: ${output}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(path.join(folder, CREDENTIALS_FILE), JSON.stringify(credentials), { mode: 0o600 });
}

/** What a process that died inside initdb left behind. */
async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${path.basename(folder)}.new-`;
  for (const name of await readdir(path.dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    if (isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(path.join(path.dirname(folder), name), { recursive: true, force: true });
  }
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
