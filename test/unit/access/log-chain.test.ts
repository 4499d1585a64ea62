import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockHolds,
  makeBlock,
  type AccessBlock,
  type LoggedAccess,
} from '../../../src/domain/access/log-chain.js';

const mark = (line: string) => createHmac('sha256', 'kunci-uji').update(line).digest('base64url');

const text = fc.option(fc.string({ maxLength: 8 }), { nil: null });
const row = fc.record({
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  userId: text,
  action: fc.string({ maxLength: 8 }),
  subject: text,
  ip: text,
  purpose: text,
  purposeNote: text,
  rowCount: fc.option(fc.nat(), { nil: null }),
  agencyId: text,
  apiKeyId: text,
});

function chained(rows: readonly LoggedAccess[], size: number) {
  const parts: { block: AccessBlock; rows: readonly LoggedAccess[] }[] = [];
  for (let at = 0; at < rows.length; at += size) {
    const covered = rows.slice(at, at + size);
    parts.push({ block: makeBlock(parts.at(-1)?.block ?? null, covered, mark), rows: covered });
  }
  return parts;
}

const holds = (parts: ReturnType<typeof chained>) =>
  parts.every(({ block, rows }, nth) => blockHolds(block, parts[nth - 1]?.block ?? null, rows, mark));

describe('the chain of the access log', () => {
  it('holds as written, and not once any cell of any row is another, a row is gone, added or moved', () => {
    const log = fc.record({
      rows: fc.array(row, { minLength: 2, maxLength: 12 }),
      size: fc.integer({ min: 1, max: 5 }),
      which: fc.nat(),
      cell: fc.constantFrom('at', 'userId', 'action', 'subject', 'ip', 'purpose', 'purposeNote', 'rowCount'),
      change: fc.constantFrom('cell', 'gone', 'added', 'moved', 'unmarked'),
    });
    fc.assert(
      fc.property(log, ({ rows, size, which, cell, change }) => {
        const written = rows.map((one, nth) => ({ ...one, id: BigInt(nth + 1) }));
        const parts = chained(written, size);
        expect(holds(parts)).toBe(true);
        const at = which % parts.length;
        const changed = parts.map((part, nth) => {
          if (nth !== at) return part;
          const [first, ...rest] = part.rows;
          if (first === undefined) throw new Error('an empty block');
          if (change === 'cell') {
            const other =
              cell === 'at' ? new Date(first.at.getTime() + 1) : cell === 'rowCount' ? -1 : 'lain ';
            return { ...part, rows: [{ ...first, [cell]: other }, ...rest] };
          }
          if (change === 'gone') return { ...part, rows: rest };
          if (change === 'added')
            return { ...part, rows: [...part.rows, { ...first, id: first.id + 1000n }] };
          if (change === 'moved') return { ...part, rows: [{ ...first, id: first.id + 1000n }, ...rest] };
          // Written anew, as one would who has no key.
          const forged = makeBlock(parts[nth - 1]?.block ?? null, rest, (line) => line);
          return { block: forged, rows: rest };
        });
        expect(holds(changed)).toBe(false);
      }),
    );
  });

  it('does not hold without one of its blocks, unless that is the last', () => {
    const rows = Array.from({ length: 9 }, (_, nth) => ({
      id: BigInt(nth + 1),
      at: new Date(0),
      userId: null,
      action: 'x',
      subject: null,
      ip: null,
      purpose: null,
      purposeNote: null,
      rowCount: null,
      agencyId: null,
      apiKeyId: null,
    }));
    const parts = chained(rows, 3);
    expect(holds(parts.toSpliced(0, 1))).toBe(false);
    expect(holds(parts.toSpliced(1, 1))).toBe(false);
    expect(holds(parts.slice(0, 2))).toBe(true);
  });
});
