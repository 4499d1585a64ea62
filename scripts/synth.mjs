// npm run synth: writes made-up registers and pairs (test/synth/main.ts). Arguments are handed on.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { fileOf } from './project.mjs';

// A folder of its own: several may run at once.
const out = fileOf(`node_modules/.lapor-synth-${process.pid}`);
const files = await bundle({ main: 'test/synth/main.ts' }, out);
mkdirSync(out, { recursive: true });
for (const { path: file, contents } of files) writeFileSync(file, contents);
// From where it was called, so that names of files mean what they say.
const { status } = spawnSync(process.execPath, [`${out}/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
rmSync(out, { recursive: true, force: true });
process.exitCode = status ?? 1;
