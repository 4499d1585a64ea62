// Everything that must hold before the tests are worth running. Stops at the first that does not.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { generate } from './generate.mjs';
import { fileOf } from './project.mjs';

const folders = ['src', 'bots', 'workers', 'test'].filter((folder) => existsSync(fileOf(folder)));
const checks = [
  ['types', 'typescript/bin/tsc', ['-p', '.']],
  ['lint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['import directions', 'dependency-cruiser/bin/dependency-cruise.mjs', ['--output-type', 'err', ...folders]],
];

/** Runs a package's program with this Node. Returns its exit code. */
export function run(program, args) {
  const { status } = spawnSync(process.execPath, [fileOf(`node_modules/${program}`), ...args], {
    cwd: fileOf('.'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
}

/** Returns the name of the first check that fails; null when all pass. */
export function firstFailingCheck() {
  generate();
  for (const [name, program, args] of checks) {
    const begun = performance.now();
    if (run(program, args) !== 0) return name;
    console.log(`ok: ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  }
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failing = firstFailingCheck();
  if (failing !== null) {
    console.error(`FAILED: ${failing}`);
    process.exitCode = 1;
  }
}
