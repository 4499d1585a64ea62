import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBinary } from './find-binary.js';
import type { BrowserBinary } from './provided.js';

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const QUIET_ARGS = ['--disable-background-networking', '--disable-component-update'];

/** The Chromium of the npm package, else the machine's own; null when none runs here. */
export function findBrowser(): BrowserBinary | null {
  const installed = findBinary('chromium') ?? findBinary('google-chrome');
  const candidates = [...packaged(), ...(installed === null ? [] : [{ executablePath: installed, env: {} }])];
  const found = candidates.find(({ executablePath, env }) => runs(executablePath, env));
  return found === undefined ? null : { ...found, args: [...ARGS, ...QUIET_ARGS] };
}

/** The package's Chromium with this machine's libraries, and with those that come with it. */
function packaged(): readonly Omit<BrowserBinary, 'args'>[] {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  const folder = unpack();
  if (folder === null) return [];
  const executablePath = path.join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: fontsFor(folder) };
  const libraries = { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') };
  return [
    { executablePath, env: fonts },
    { executablePath, env: { ...fonts, ...libraries } },
  ];
}

/** The package unpacks itself into the folder for temporary files: once a version, into one of our own. */
function unpack(): string | null {
  const { version } = JSON.parse(
    readFileSync(path.join(MODULES, '@sparticuz/chromium/package.json'), 'utf8'),
  ) as { version: string };
  const cache = path.join(MODULES, '.cache');
  const folder = path.join(cache, `lapor-chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  try {
    const program = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: path.dirname(MODULES),
      // This name of an environment makes the package unpack its shared libraries too.
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      stdio: 'ignore',
    });
    if (status !== 0) return null;
    renameSync(fresh, folder);
    return folder;
  } catch (error) {
    // Another run was first.
    if (existsSync(folder)) return folder;
    throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The package's own font stands in for those that are not here: else each weight has another one. */
function fontsFor(folder: string): string {
  const file = path.join(folder, 'interface-fonts.conf');
  if (existsSync(file)) return file;
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, fontsOf(folder));
  renameSync(draft, file);
  return file;
}

function fontsOf(folder: string): string {
  const dirs = ['/usr/share/fonts', path.join(folder, 'fonts')].map((dir) => `<dir>${dir}</dir>`);
  const cache = `<cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`;
  const otherwise =
    '<match target="pattern"><edit name="family" mode="append" binding="strong"><string>Open Sans</string></edit></match>';
  return `<?xml version="1.0"?><fontconfig>${[...dirs, cache, otherwise].join('')}</fontconfig>\n`;
}

function runs(executable: string, env: Readonly<Record<string, string>>): boolean {
  const options = { stdio: 'ignore', timeout: 30_000, env: { ...process.env, ...env } } as const;
  return spawnSync(executable, ['--version', '--no-sandbox'], options).status === 0;
}
