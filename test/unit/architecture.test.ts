import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, copyFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** One forbidden import a line, and the rule that must catch it. */
const forbidden = [
  ['src/domain/a.ts', '../errors.js', 'domain-is-pure'],
  ['src/domain/b.ts', 'pino', 'domain-is-pure'],
  ['src/domain/c.ts', 'node:fs', 'domain-is-pure'],
  ['src/i18n/a.ts', '../dialogue/allowed.js', 'i18n-knows-domain'],
  ['src/dialogue/a.ts', '../usecases/allowed.js', 'dialogue-knows-domain-and-i18n'],
  ['src/usecases/a.ts', '../web/allowed.js', 'usecases-know-no-edge-and-no-storage'],
  ['src/usecases/b.ts', '../storage/allowed.js', 'usecases-know-no-edge-and-no-storage'],
  ['src/storage/a.ts', '../web/allowed.js', 'storage-implements-ports'],
  ['src/storage/b.ts', '../queue/allowed.js', 'storage-implements-ports'],
  ['src/queue/a.ts', '../storage/allowed.js', 'queue-implements-ports'],
  ['src/web/a.ts', '../config.js', 'web-is-an-edge'],
  ['src/web/b.ts', '../storage/allowed.js', 'one-composition-root'],
  ['bots/a.ts', '../workers/allowed.js', 'bots-only-translate'],
  ['workers/a.ts', '../src/queue/allowed.js', 'workers-are-an-edge'],
  ['src/web/c.ts', 'vitest', 'no-test-packages-in-src'],
  ['src/web/d.ts', '../../test/allowed.js', 'no-test-code-in-src'],
  ['src/web/e.ts', './missing.js', 'resolvable'],
  ['src/config.ts', './main.js', 'nobody-imports-main'],
  ['src/queue/b.ts', './c.js', 'no-cycles'],
] as const;

const allowed = [
  ['src/domain/allowed.ts', 'zod'],
  ['src/dialogue/allowed.ts', '../domain/allowed.js'],
  ['src/usecases/allowed.ts', '../dialogue/allowed.js'],
  ['src/storage/allowed.ts', '../usecases/allowed.js'],
  ['src/queue/allowed.ts', '../usecases/allowed.js'],
  ['src/web/allowed.ts', '../usecases/allowed.js'],
  ['workers/allowed.ts', '../src/usecases/allowed.js'],
  ['src/container.ts', './storage/allowed.js'],
  ['src/main.ts', './container.js'],
  ['src/errors.ts', 'node:path'],
  ['test/allowed.ts', '../src/container.js'],
  // The other half of the cycle, which is reported once.
  ['src/queue/c.ts', './b.js'],
] as const;

let folder: string;
let violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapor-architecture-'));
  for (const [file, imported] of [...forbidden, ...allowed]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), `import '${imported}';\n`);
  }
  for (const file of ['package.json', 'tsconfig.json']) copyFileSync(project + file, path.join(folder, file));
  symlinkSync(`${project}node_modules`, path.join(folder, 'node_modules'));
  const program = `${project}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const args = [
    '--config',
    `${project}.dependency-cruiser.cjs`,
    '--preserve-symlinks',
    '--output-type',
    'json',
  ];
  const { stdout } = spawnSync(process.execPath, [program, ...args, 'src', 'bots', 'workers', 'test'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const report = JSON.parse(stdout) as { summary: { violations: typeof violations } };
  violations = report.summary.violations;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(forbidden)('%s may not import %s', (file, _imported, rule) => {
  expect(violations.filter(({ from }) => from === file).map(({ rule: { name } }) => name)).toContain(rule);
});

test('what points inward is allowed', () => {
  const files = allowed.map(([file]) => file as string);
  expect(violations.filter(({ from }) => files.includes(from))).toEqual([]);
});
