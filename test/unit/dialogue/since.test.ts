import { expect, it } from 'vitest';
import { readSince } from '../../../src/dialogue/since.js';

/** A Wednesday. */
const today = '2026-11-25';

it.each([
  ['hari ini', '2026-11-25'],
  ['tadi pagi', '2026-11-25'],
  ['barusan', '2026-11-25'],
  ['kemarin', '2026-11-24'],
  ['baru kemarin pak', '2026-11-24'],
  ['kemarin sore', '2026-11-24'],
  ['tadi malam', '2026-11-24'],
  ['semalam', '2026-11-24'],
  ['minggu lalu', '2026-11-18'],
  ['2 minggu yg lalu', '2026-11-11'],
  ['senin lalu', '2026-11-23'],
  ["hari jum'at", '2026-11-20'],
  ['hari rabu', '2026-11-18'],
  ['hari minggu', '2026-11-22'],
  ['bulan ini', '2026-11-01'],
  ['awal bulan ini', '2026-11-01'],
  ['akhir bulan ini', '2026-11-25'],
  ['bulan lalu', '2026-10-01'],
  ['pertengahan bulan lalu', '2026-10-15'],
  ['tahun lalu', '2025-01-01'],
  ['sejak awal tahun 2025', '2025-01-01'],
  ['akhir tahun lalu', '2025-12-01'],
  ['pertengahan Maret 2026', '2026-03-15'],
])('since %j is %s', (text, date) => {
  expect(readSince(text, today)).toEqual({ ok: true, date });
});

it.each(['lebaran', 'senin', 'tgl 5', 'entah', 'awal minggu'])('since %j is asked again', (text) => {
  expect(readSince(text, today)).toMatchObject({ ok: false });
});
