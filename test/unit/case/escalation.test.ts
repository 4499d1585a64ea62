import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emergencyIsLeft } from '../../../src/domain/case/escalation.js';
import { isWorkingTime, workingMinutes, type WorkingHours } from '../../../src/domain/working-hours.js';

const MINUTE = 60_000;
const weekdays = new Set([1, 2, 3, 4, 5] as const);
const office: WorkingHours = {
  calendar: { timeZone: 'Asia/Makassar', weekdays, holidays: new Set(['2026-11-25']) },
  opens: 7 * 60 + 30,
  closes: 16 * 60,
};
const berlin: WorkingHours = {
  ...office,
  calendar: { timeZone: 'Europe/Berlin', weekdays, holidays: new Set() },
};
const UNLIMITED = 1e9;

/** Minute by minute, as nobody would do it. */
function counted(hours: WorkingHours, from: Date, until: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < until.getTime(); at += MINUTE) {
    if (isWorkingTime(hours, new Date(at))) minutes += 1;
  }
  return minutes;
}

describe('working hours', () => {
  it('are those between opening and closing, on working days', () => {
    const at = (text: string) => isWorkingTime(office, new Date(`${text}+08:00`));
    expect(at('2026-11-23T07:29')).toBe(false);
    expect(at('2026-11-23T07:30')).toBe(true);
    expect(at('2026-11-23T15:59')).toBe(true);
    expect(at('2026-11-23T16:00')).toBe(false);
    // A Saturday, and a holiday.
    expect(at('2026-11-21T10:00')).toBe(false);
    expect(at('2026-11-25T10:00')).toBe(false);
  });

  it('are counted as if minute by minute, also where clocks change', () => {
    const span = fc.record({
      hours: fc.constantFrom(office, berlin),
      // Around the end of October, when clocks are put back.
      from: fc.integer({ min: 0, max: 40 * 24 * 60 }),
      length: fc.integer({ min: 0, max: 4 * 24 * 60 }),
    });
    const start = Date.UTC(2026, 9, 20);
    fc.assert(
      fc.property(span, ({ hours, from, length }) => {
        const begin = new Date(start + from * MINUTE);
        const until = new Date(begin.getTime() + length * MINUTE);
        const found = workingMinutes(hours, { from: begin, until, atMost: UNLIMITED });
        expect(found).toBe(counted(hours, begin, until));
        expect(workingMinutes(hours, { from: begin, until, atMost: 60 })).toBe(Math.min(60, found));
      }),
      { numRuns: 60 },
    );
  });

  it('leave an emergency alone until they have passed, and never after', () => {
    const rules = { office, emergencyHours: 4 };
    const left = (since: string, now: string) =>
      emergencyIsLeft(rules, new Date(`${since}+08:00`), new Date(`${now}+08:00`));
    expect(left('2026-11-23T08:00', '2026-11-23T11:59')).toBe(false);
    expect(left('2026-11-23T08:00', '2026-11-23T12:00')).toBe(true);
    // Sent on a Friday evening: on Monday before noon.
    expect(left('2026-11-20T20:00', '2026-11-23T11:29')).toBe(false);
    expect(left('2026-11-20T20:00', '2026-11-23T11:30')).toBe(true);
    expect(left('2026-11-20T20:00', '2027-01-04T11:30')).toBe(true);
  });
});
