// Bundles the service's own code into dist/, so that it starts fast: packages stay in node_modules, and
// what the code loads on demand stays in files of its own. Does nothing when nothing changed.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { generate } from './generate.mjs';
import { alone } from './lock.mjs';
import { fileOf } from './project.mjs';

const out = fileOf('dist');
const stamp = path.join(out, '.built-from');
const sources = ['src', 'bots', 'workers', 'prisma/seed'];
const others = ['prisma/schema.prisma', 'package-lock.json', 'tsconfig.json', 'scripts/bundle.mjs'];
const entryPoints = {
  main: 'src/main.ts',
  web: 'src/web/main.ts',
  bots: 'bots/main.ts',
  workers: 'workers/main.ts',
  account: 'src/account.ts',
  'verify-history': 'src/verify-history.ts',
  backup: 'src/backup.ts',
  restore: 'src/restore.ts',
  import: 'src/import.ts',
  'sealing-thread': 'src/storage/source-import/sealing-thread.ts',
  'rotate-keys': 'src/rotate-keys.ts',
  match: 'src/match.ts',
  health: 'src/health.ts',
};
const DAY_MS = 86_400_000;

/** Names, sizes and times of all that goes in. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const add = (file) => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== 'generated') walk(file);
      else if (/\.tsx?$/.test(entry.name)) add(file);
    }
  };
  sources.map(fileOf).filter(existsSync).forEach(walk);
  others.map(fileOf).forEach(add);
  return hash.digest('hex');
}

const isBuilt = () =>
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === fingerprint() &&
  existsSync(fileOf('src/storage/generated/client.ts'));

/** A process that runs from dist/ may load one of its parts later: old parts stay for a day. */
function replace(files) {
  mkdirSync(out, { recursive: true });
  for (const { path: file, contents } of files) {
    writeFileSync(`${file}.new`, contents);
    renameSync(`${file}.new`, file);
  }
  const current = new Set(files.map(({ path: file }) => path.basename(file)));
  for (const name of readdirSync(out)) {
    const file = path.join(out, name);
    const old = !name.startsWith('.') && !current.has(name) && statSync(file).mtimeMs < Date.now() - DAY_MS;
    if (old) rmSync(file);
  }
}

async function buildOnce() {
  if (isBuilt()) return;
  const from = fingerprint();
  generate();
  const entries = Object.entries(entryPoints).filter(([, file]) => existsSync(fileOf(file)));
  replace(await bundle(Object.fromEntries(entries), out));
  writeFileSync(stamp, from);
}

if (!isBuilt()) {
  try {
    await alone(fileOf('node_modules/.lapor-build'), buildOnce);
  } catch (error) {
    // esbuild has printed its errors, with the lines that they are about.
    if (error.errors === undefined) console.error(error);
    process.exitCode = 1;
  }
}
