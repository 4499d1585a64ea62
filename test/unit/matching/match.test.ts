/** The program `npm run match`, on registers of made-up people. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEnd } from '../../support/ends.js';
import type { MatchConfigInput } from '../../../src/domain/matching/config.js';
import { man, nextDoor, woman } from './people.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));
let program: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapor-match-'));
  // Beside the packages, which it imports.
  const out = path.join(project, `node_modules/.lapor-match-${String(process.pid)}`);
  atEnd(() => {
    for (const each of [out, folder]) rmSync(each, { recursive: true, force: true });
  });
  await build({
    absWorkingDir: project,
    entryPoints: ['src/match.ts'],
    outdir: out,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    outExtension: { '.js': '.mjs' },
  });
  program = path.join(out, 'match.mjs');
}, 60_000);

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}

const file = (name: string, ...lines: readonly string[]) =>
  writeFileSync(path.join(folder, name), lines.join('\n'));

const columns = Object.keys(man) as (keyof typeof man)[];
const csv = (name: string, people: readonly Readonly<Partial<Record<string, string>>>[]) =>
  file(name, columns.join(','), ...people.map((person) => columns.map((column) => person[column]).join(',')));

/** The right one is another office's, with columns and codes of its own. */
const other: MatchConfigInput = {
  id: { column: 'no', rightColumn: 'kode' },
  fields: [
    { name: 'nik', column: 'nik', rightColumn: 'ktp', kind: 'nik' },
    { name: 'nama', column: 'nama', rightColumn: 'nama_lengkap', kind: 'name' },
    { name: 'lahir', column: 'tgl_lahir', rightColumn: 'lahir', kind: 'date', nik: 'nik' },
    { name: 'kampung', column: 'kampung', kind: 'text' },
  ],
  groups: {},
  blocks: [
    [{ field: 'nik', take: 'all' }],
    [
      { field: 'nama', take: 'word' },
      { field: 'kampung', take: 'all' },
    ],
  ],
  thresholds: { ask: 12, same: 20 },
  rules: { same: [{ nik: ['exact'], nama: ['exact', 'near'] }], conflict: [], different: [] },
};

describe('npm run match', () => {
  it('prints who may be one person, with what speaks for it', () => {
    csv('a.csv', [man, { ...woman, id: 'b' }]);
    csv('b.csv', [
      { ...woman, id: 'x', name: 'ST AMINAH CONTOH', nik: '6408041203800002', address: 'Dusun Lain 9' },
      { ...man, ...nextDoor, id: 'y', nik: '', birthDate: '1991-07-05' },
    ]);
    const { status, stderr, lines } = run('--left', 'a.csv', '--right', 'b.csv');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('left_id,right_id,verdict,weight,fields');
    expect(lines[1]).toMatch(/^b,x,same,\d+\.\d,nik=day40\(\+13\.3\) name=exact\(\+\d.*address=different\(-/);
    const all = run('--left', 'a.csv', '--right', 'b.csv', '--all').lines;
    expect(all).toContain(lines[1]);
    expect(all.filter((line) => line.startsWith('a,y,different,'))).toHaveLength(1);
  });

  it('matches another register by its own configuration', () => {
    file('c.json', JSON.stringify(other));
    file(
      'left.csv',
      '\ufeffno,nama,nik,tgl_lahir,kampung',
      '1,"Contoh, Budiman",6408041203800001,12/03/1980,Kampung Misal',
      '2,Siti Umpama,,01-01-1975,Kampung Misal',
      '3,Hartono Percobaan,6408041203800009,12/03/1980,Kampung Lain',
    );
    file(
      'right.csv',
      'kode;nama_lengkap;ktp;lahir;kampung',
      'R1;H. Budiman Tjontoh;6408 0412 0380 0001;1980-03-12;Kampung Lain',
      'R2;St. Umpama;;1975-01-01;KAMPUNG MISAL',
      'R3;Orang Lain;;1999-09-09;Kampung Jauh',
    );
    const { status, stderr, lines } = run('--left', 'left.csv', '--right', 'right.csv', '--config', 'c.json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      'left_id,right_id,verdict',
      '1,R1,same',
      '2,R2,ask',
    ]);
    expect(lines[1]).toContain('nik=exact(+16.5) nama=exact(');
  });

  it('takes a column that is not there as empty, and says so', () => {
    csv('a.csv', [man]);
    file('few.csv', 'id;nik;name', `x;${man.nik};${man.name}`);
    const { status, stderr, lines } = run('--left', 'a.csv', '--right', 'few.csv');
    expect(status).toBe(0);
    expect(stderr).toBe(
      'Tidak ada di few.csv, dianggap kosong: birthDate, sex, kk, desaCode, address, phone, motherName.\n',
    );
    expect(lines[1]).toMatch(/^a,x,same,/);
  });

  it.each([
    [[], 'Cara pakai: npm run match -- --left a.csv --right b.csv [--config c.json] [--all]'],
    [
      ['--left', 'a.csv', '--wrong'],
      'Cara pakai: npm run match -- --left a.csv --right b.csv [--config c.json] [--all]',
    ],
    [['--left', 'a.csv', '--right', 'none.csv'], 'File none.csv tidak dapat dibaca.'],
    [['--left', 'empty.csv', '--right', 'a.csv'], 'File empty.csv tidak punya kolom "id".'],
    [
      ['--left', 'strange.csv', '--right', 'a.csv'],
      'File strange.csv tidak punya satu pun kolom yang dicocokkan: nik, name, birthDate, sex, kk, desaCode, address, phone, motherName.',
    ],
    [['--left', 'a.csv', '--right', 'quote.csv'], 'File quote.csv bukan CSV yang benar (baris 2).'],
    [
      ['--left', 'latin.csv', '--right', 'a.csv'],
      'File latin.csv bukan teks UTF-8. Simpan lagi sebagai CSV UTF-8.',
    ],
    [['--left', 'noid.csv', '--right', 'a.csv'], 'File noid.csv, baris 2: kolom pengenal kosong.'],
    [['--left', 'a.csv', '--right', 'a.csv', '--config', 'a.csv'], 'File a.csv bukan JSON yang benar.'],
    [
      ['--left', 'a.csv', '--right', 'a.csv', '--config', 'bad.json'],
      'Konfigurasi bad.json salah di rules.same.0: no such level: nik nearly.',
    ],
  ])('refuses %j in one line', (args, sentence) => {
    csv('a.csv', [man]);
    file('empty.csv', '');
    file('strange.csv', 'id;warna', '1;biru');
    file('quote.csv', 'id,nik,name', '1,2,"x" y');
    writeFileSync(path.join(folder, 'latin.csv'), Buffer.from('id,name\n1,Andr\u00e9\n', 'latin1'));
    file('noid.csv', 'id,name', ',Contoh');
    file('bad.json', JSON.stringify({ ...other, rules: { ...other.rules, same: [{ nik: ['nearly'] }] } }));
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr.split('\n').at(-2)).toBe(sentence);
  });
});
