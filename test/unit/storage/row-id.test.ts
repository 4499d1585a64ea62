import { validate, version } from 'uuid';
import { expect, it } from 'vitest';
import { rowId } from '../../../src/storage/row-id.js';

it('row ids are uuids of version 7, of now, in order, and never the same', () => {
  const before = Date.now();
  const ids = Array.from({ length: 2_000 }, rowId);
  expect(new Set(ids).size).toBe(2_000);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) {
    expect(validate(id) && version(id)).toBe(7);
    const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  }
});
