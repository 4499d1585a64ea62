import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { makePairs } from '../../synth/pairs.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapor-synth-'));
const script = fileURLToPath(new URL('../../../scripts/synth.mjs', import.meta.url));

function synth(...options: string[]) {
  return spawnSync(process.execPath, [script, ...options], { cwd: folder, encoding: 'utf8' });
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('writes a delivery, and what is true about it', () => {
  const { stdout, status } = synth(
    '--source',
    'DTSEN',
    '--rows',
    '120',
    '--seed',
    '7',
    '--revision',
    '2',
    '--out',
    'a.csv',
  );
  expect(status).toBe(0);
  const truth = JSON.parse(stdout) as Record<string, number>;
  const lines = readFileSync(path.join(folder, 'a.csv'), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength((truth['rows'] ?? 0) + 1);
  expect(lines[0]).toMatch(/^id_keluarga;no_urut_anggota;nik;/);
  expect(truth['same']).toBeGreaterThan(80);
});

it('writes pairs as three files', () => {
  expect(synth('--pairs', '100', '--seed', '3', '--out', 'pairs').stdout).toBe(
    '{"pairs":100,"same":50,"different":50}\n',
  );
  const [left, right, truth] = ['left', 'right', 'truth'].map((name) =>
    readFileSync(path.join(folder, 'pairs', `${name}.csv`), 'utf8')
      .trim()
      .split('\r\n'),
  );
  const pairs = [...makePairs({ seed: 3, pairs: 100 })];
  expect(truth?.slice(1)).toEqual(
    pairs.map((pair) => [pair.left.id, pair.right.id, String(pair.same), pair.kind].join()),
  );
  for (const side of [left, right]) {
    expect(side?.[0]).toBe('id,nik,kk,name,birthDate,sex,desaCode,address,phone,motherName');
    expect(side).toHaveLength(101);
  }
});

it.each([
  ['--source', 'BDT', '--out', 'x'],
  ['--source', 'DTKS', '--rows', 'many', '--out', 'x'],
  ['--source', 'DTKS', '--wrong', '2', '--out', 'x'],
  ['--source', 'DTKS'],
])('refuses %j, and says what it takes', (...options) => {
  const { status, stderr } = synth(...options);
  expect(status).toBe(1);
  expect(stderr).toContain('npm run synth -- ');
});
