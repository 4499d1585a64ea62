import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  daysIn,
  isDay,
  periodBefore,
  periodOf,
  presets,
  spansOf,
  trendDays,
} from '../../../src/domain/overview/period.js';
import { addDays } from '../../../src/domain/time.js';

const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2020-01-01', n));
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 900 }))
  .map(([from, n]) => ({ from, to: addDays(from, n) }));
const allDays = ({ from, to }: { from: string; to: string }) =>
  Array.from({ length: daysIn({ from, to }) }, (_, n) => addDays(from, n));

describe('periods', () => {
  it('are those that their names say', () => {
    const of = (preset: (typeof presets)[number]) => periodOf(preset, '2026-03-31');
    expect(of('this_month')).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    expect(of('last_month')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(of('three_months')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(of('year')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
  });

  it('are compared with as much before', () => {
    const before = (preset: (typeof presets)[number], today: string) =>
      periodBefore(periodOf(preset, today), preset);
    expect(before('this_month', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(before('this_month', '2026-11-25')).toEqual({ from: '2026-10-01', to: '2026-10-25' });
    expect(before('last_month', '2026-03-10')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(before('year', '2026-11-25')).toEqual({ from: '2024-12-01', to: '2025-11-25' });
    expect(periodBefore({ from: '2026-11-10', to: '2026-11-12' }, null)).toEqual({
      from: '2026-11-07',
      to: '2026-11-09',
    });
  });

  it('never overlap with what they are compared with', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets, null), day, period, (preset, today, own) => {
        const chosen = preset === null ? own : periodOf(preset, today);
        const before = periodBefore(chosen, preset);
        expect(before.from <= before.to).toBe(true);
        expect(before.to < chosen.from).toBe(true);
      }),
    );
  });

  it('are cut into whole months and days, each day once', () => {
    fc.assert(
      fc.property(period, day, (whole, today) => {
        fc.pre(today !== whole.to);
        const { months, days } = spansOf(whole, today);
        for (const { from, until } of months) {
          expect([from.slice(8), until.slice(8)]).toEqual(['01', '01']);
        }
        const covered = [...months, ...days]
          .flatMap(({ from, until }) => allDays({ from, to: addDays(until, -1) }))
          .toSorted();
        expect(covered).toEqual(allDays(whole));
        expect(days.every((span) => daysIn({ from: span.from, to: span.until }) <= 63)).toBe(true);
      }),
    );
  });

  it('take a month that is under way for a whole one', () => {
    const today = '2026-11-26';
    expect(spansOf(periodOf('three_months', today), today)).toEqual({
      months: [{ from: '2026-09-01', until: '2026-12-01' }],
      days: [],
    });
    expect(spansOf({ from: '2026-10-30', to: today }, today)).toEqual({
      months: [{ from: '2026-11-01', until: '2026-12-01' }],
      days: [{ from: '2026-10-30', until: '2026-11-01' }],
    });
  });

  it('have trends of days, or weeks, that end with them', () => {
    fc.assert(
      fc.property(period, (whole) => {
        const { step, days } = trendDays(whole);
        expect(days.at(-1)).toBe(whole.to);
        expect(days.every((one) => one >= whole.from)).toBe(true);
        expect(days).toEqual(days.toSorted());
        expect(days.length).toBe(step === 'day' ? daysIn(whole) : Math.ceil(daysIn(whole) / 7));
      }),
    );
  });
});

describe('days', () => {
  it('exist', () => {
    expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'kemarin', '0000-00-00'].some(isDay)).toBe(false);
  });

  it('of another month are that month’s', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
    expect(addMonths('2026-12-05', 1)).toBe('2027-01-05');
  });
});
