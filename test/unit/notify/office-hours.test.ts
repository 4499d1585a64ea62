import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastTime, minuteOfDay, nextTime, quietUntil } from '../../../src/domain/office-hours.js';

const MINUTE = 60_000;
const zones = fc.constantFrom(
  'Asia/Makassar',
  'Asia/Jakarta',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  // Puts its clocks forward at midnight.
  'America/Santiago',
);
const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2028-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const minutes = fc.integer({ min: 0, max: 1439 });
const hours = fc.record({ from: minutes, until: minutes }).filter(({ from, until }) => from !== until);
const night = { from: 21 * 60, until: 6 * 60 };

describe('quiet hours', () => {
  it.each([
    // Makassar is eight hours ahead.
    ['2026-11-20T12:59:59Z', null],
    ['2026-11-20T13:00:00Z', '2026-11-20T22:00:00.000Z'],
    ['2026-11-20T15:59:59Z', '2026-11-20T22:00:00.000Z'],
    ['2026-11-20T16:00:00Z', '2026-11-20T22:00:00.000Z'],
    ['2026-11-20T21:59:59Z', '2026-11-20T22:00:00.000Z'],
    ['2026-11-20T22:00:00Z', null],
  ])('from 21 to 6, at %s', (moment, end) => {
    expect(quietUntil(night, 'Asia/Makassar', new Date(moment))?.toISOString() ?? null).toBe(end);
  });

  it('end by the clock on the wall in the nights in which it is changed', () => {
    const end = (moment: string) => quietUntil(night, 'Europe/Berlin', new Date(moment))?.toISOString();
    expect(end('2026-03-28T22:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(end('2026-10-24T22:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
  });

  it('are over at the first minute that is not quiet, wherever and whenever', () => {
    fc.assert(
      fc.property(zones, moments, hours, (zone, moment, quiet) => {
        const isQuiet = (at: number) => {
          const minute = minuteOfDay(zone, new Date(at));
          return quiet.from < quiet.until
            ? quiet.from <= minute && minute < quiet.until
            : quiet.from <= minute || minute < quiet.until;
        };
        const end = quietUntil(quiet, zone, moment);
        if (!isQuiet(moment.getTime())) return end === null;
        if (end === null || end <= moment) return false;
        for (let at = moment.getTime(); at < end.getTime(); at += MINUTE) if (!isQuiet(at)) return false;
        return !isQuiet(end.getTime());
      }),
      { numRuns: 300 },
    );
  });

  it('need not be', () => {
    expect(quietUntil(null, 'Asia/Makassar', new Date('2026-11-20T15:00:00Z'))).toBeNull();
  });
});

describe('a time of the day', () => {
  it('was last reached not after now, and is next reached after now, a day apart', () => {
    fc.assert(
      fc.property(zones, moments, minutes, (zone, moment, minute) => {
        const last = lastTime(minute, zone, moment);
        const next = nextTime(minute, zone, moment);
        expect(last.getTime()).toBeLessThanOrEqual(moment.getTime());
        expect(next.getTime()).toBeGreaterThan(moment.getTime());
        expect(next.getTime() - last.getTime()).toBeGreaterThanOrEqual(22 * 60 * MINUTE);
        expect(next.getTime() - last.getTime()).toBeLessThanOrEqual(26 * 60 * MINUTE);
        // It may be one that the clock skipped.
        const off = Math.abs(minuteOfDay(zone, last) - minute);
        expect(Math.min(off, 1440 - off)).toBeLessThanOrEqual(60);
      }),
      { numRuns: 500 },
    );
  });

  it('is the office’s own', () => {
    const at = (moment: string) => lastTime(16 * 60, 'Asia/Makassar', new Date(moment)).toISOString();
    expect(at('2026-11-20T07:59:59Z')).toBe('2026-11-19T08:00:00.000Z');
    expect(at('2026-11-20T08:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
    expect(at('2026-11-20T23:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
  });
});
