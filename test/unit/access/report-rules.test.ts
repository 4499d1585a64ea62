import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayUseReport, reportCommands } from '../../../src/domain/access/report-rules.js';
import { liesIn } from '../../../src/domain/access/scope.js';

const desa = fc.constantFrom(
  '64.08.01.2001',
  '64.08.01.2002',
  '64.08.10.2001',
  '64.08.1.2001',
  '64.08.04.1010',
);
const person = fc.constantFrom('a', 'b', 'c');

describe('what a reporter may do with a report', () => {
  it('is nothing outside their desa, everything with their own, and to object with their desa’s', () => {
    fc.assert(
      fc.property(
        person,
        fc.subarray(['64.08.01.2001', '64.08.01.2002', '64.08.10.2001', '64.08.04.101']),
        person,
        desa,
        fc.constantFrom(...reportCommands),
        (reporterId, regions, ownerId, desaCode, command) => {
          const inReach = regions.some((area) => liesIn(desaCode, area));
          const expected = inReach && (command === 'object' || reporterId === ownerId);
          expect(mayUseReport({ reporterId, regions }, { ownerId, desaCode }, command)).toBe(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
