import { expect, it } from 'vitest';
import { dayIn } from '../../../src/domain/time.js';

it('a day begins at midnight where the office is, whatever was asked before', () => {
  const last = new Date('2026-11-20T15:59:59.999Z');
  const first = new Date('2026-11-20T16:00:00.000Z');
  expect([last, first, last].map((at) => dayIn('Asia/Makassar', at))).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-20',
  ]);
  expect(dayIn('Asia/Jakarta', first)).toBe('2026-11-20');
  expect(dayIn('Asia/Makassar', first)).toBe('2026-11-21');
});
