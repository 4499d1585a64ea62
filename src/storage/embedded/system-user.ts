import { execFileSync, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { unavailable } from './fault.js';

const SYSTEM_USER = 'postgres';
const CAP_DAC_OVERRIDE = 1n << 1n;
const CAP_DAC_READ_SEARCH = 1n << 2n;

/** The operating system's account that PostgreSQL runs as. ids null: the one that runs this process. */
export interface SystemUser {
  readonly ids: { readonly uid: number; readonly gid: number } | null;
  /** Put in front of a command line. */
  readonly prefix: readonly string[];
}

export interface Finished {
  readonly status: number | null;
  readonly output: string;
}

/** PostgreSQL refuses to run as root, so root lends it an account, and a way into closed folders. */
export function chooseSystemUser(clusterFolder: string, folders: readonly string[]): SystemUser {
  const own = process.getuid?.();
  const owner = existsSync(clusterFolder) ? statSync(clusterFolder) : null;
  if (own !== 0) {
    if (owner !== null && own !== undefined && owner.uid !== own) {
      throw unavailable(
        'folder_of_other_user',
        `${clusterFolder} belongs to user id ${owner.uid}: start as that user, or as root`,
      );
    }
    return { ids: null, prefix: [] };
  }
  const ids = owner !== null && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : accountForRoot();
  return { ids, prefix: canEnter(ids, folders) ? [] : wayIntoClosedFolders(ids, folders) };
}

function accountForRoot(): { uid: number; gid: number } {
  const known = lookUp(SYSTEM_USER);
  if (known !== null) return known;
  const options = [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/false',
  ];
  spawnSync('useradd', [...options, SYSTEM_USER], { stdio: 'ignore' });
  const account = lookUp(SYSTEM_USER) ?? lookUp('nobody');
  if (account !== null) return account;
  throw unavailable(
    'no_system_user',
    `PostgreSQL cannot run as root: make a system user "${SYSTEM_USER}", or start as an ordinary user`,
  );
}

function lookUp(name: string): { uid: number; gid: number } | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function canEnter(ids: { uid: number; gid: number }, folders: readonly string[]): boolean {
  return folders.every(
    (folder) => spawnSync('test', ['-x', folder], { ...ids, cwd: '/', stdio: 'ignore' }).status === 0,
  );
}

/**
 * A project under /root or another 0700 folder: the account gets the right to look into folders, and no
 * more, through setpriv. no_setuid_fixup makes access(2), by which PostgreSQL looks for its own files,
 * heed that right. A container without it has the wider CAP_DAC_OVERRIDE.
 */
function wayIntoClosedFolders(
  ids: { uid: number; gid: number },
  folders: readonly string[],
): readonly string[] {
  const held = capabilities();
  const capability =
    (held & CAP_DAC_READ_SEARCH) !== 0n
      ? 'dac_read_search'
      : (held & CAP_DAC_OVERRIDE) !== 0n
        ? 'dac_override'
        : null;
  const prefix = [
    'setpriv',
    ...[`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...[`--inh-caps=+${capability ?? ''}`, `--ambient-caps=+${capability ?? ''}`, '--'],
  ];
  const [program = '', ...args] = prefix;
  const works =
    capability !== null && spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0;
  if (works) return prefix;
  throw unavailable(
    'folder_unreachable',
    `PostgreSQL runs as user id ${ids.uid}, which may not enter ${folders.join(' and ')}: move the project ` +
      'out of the closed folder (chmod o+x on its parents), start as an ordinary user, or install util-linux',
  );
}

function capabilities(): bigint {
  try {
    const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return BigInt(`0x${line?.[1] ?? '0'}`);
  } catch {
    return 0n;
  }
}

/** Runs a program of PostgreSQL's to its end. It sees none of this process's environment. */
export function runAs(user: SystemUser, program: string, args: readonly string[]): Promise<Finished> {
  const [file = program, ...rest] = [...user.prefix, program, ...args];
  const options: SpawnOptions = {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user.ids === null || user.prefix.length > 0 ? {} : user.ids),
    ...(process.platform === 'win32'
      ? { cwd: undefined }
      : { env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, options);
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output: output.trim() }));
  });
}
