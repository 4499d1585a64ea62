// npm run bench: measures the service against its floors (test/bench). Arguments are handed on.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { generate } from './generate.mjs';
import { fileOf } from './project.mjs';

const out = fileOf('node_modules/.lapor-bench');
// Each runs in a process of its own.
const programs = [
  'main',
  'floor-insert',
  'floor-look-up',
  'floor-conversations',
  'chat-process',
  'console-process',
  'report-process',
  'reminder-process',
  'import-process',
  'match-process',
  'faces-process',
];

generate();
const files = await bundle(
  {
    ...Object.fromEntries(programs.map((name) => [name, `test/bench/${name}.ts`])),
    // Of the service itself.
    import: 'src/import.ts',
    'rotate-keys': 'src/rotate-keys.ts',
    'sealing-thread': 'src/storage/source-import/sealing-thread.ts',
  },
  out,
);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { path: file, contents } of files) writeFileSync(file, contents);
const { status } = spawnSync(process.execPath, [path.join(out, 'main.js'), ...process.argv.slice(2)], {
  cwd: fileOf('.'),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
