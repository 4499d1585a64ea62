// Everything that must hold before the tests are worth running, as many at once as there are cores.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { generate } from './generate.mjs';
import { fileOf } from './project.mjs';

const folders = ['src', 'bots', 'workers', 'test'].filter((folder) => existsSync(fileOf(folder)));
/** The longest first. */
const checks = [
  ['lint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  ['types', 'typescript/bin/tsc', ['-p', '.']],
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

/** Resolves with whether it holds. What the program says is told when it is through, or two would mix. */
async function holds([name, program, args]) {
  const begun = performance.now();
  const child = spawn(process.execPath, [fileOf(`node_modules/${program}`), ...args], {
    cwd: fileOf('.'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  process.stdout.write(Buffer.concat(said));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok' : 'NOT ok'}: ${name} (${seconds} s)`);
  return code === 0;
}

/** Resolves with the names of the checks that fail; each is made, whatever the others say. */
export async function failingChecks() {
  generate();
  const failing = [];
  const left = [...checks];
  const work = async () => {
    for (let check = left.shift(); check !== undefined; check = left.shift()) {
      if (!(await holds(check))) failing.push(check[0]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const failing = await failingChecks();
  if (failing.length > 0) {
    console.error(`FAILED: ${failing.join(', ')}`);
    process.exitCode = 1;
  }
}
