// Makes the Prisma client from prisma/schema.prisma, unless the one there is of this schema already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileOf } from './project.mjs';

const prisma = fileOf('node_modules/prisma/build/index.js');
const client = fileOf('src/storage/generated/client.ts');
const stamp = fileOf('src/storage/generated/.made-from');

/** Returns whether anything was made. */
export function generate() {
  const source = createHash('sha256')
    .update(readFileSync(fileOf('prisma/schema.prisma')))
    .update(readFileSync(fileOf('node_modules/prisma/package.json')))
    .digest('hex');
  if (existsSync(client) && existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return false;
  const run = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: fileOf('.'),
    // The CLI insists on a schema engine that only its migrate commands use and that it would download;
    // naming any file as that engine stops it.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`prisma generate failed\n${run.stdout}${run.stderr}`);
  writeFileSync(stamp, source);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(generate() ? 'Prisma client made' : 'Prisma client is up to date');
}
