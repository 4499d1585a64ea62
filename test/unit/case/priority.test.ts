import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueDay,
  daysLeft,
  headStartDays,
  longWaitDays,
  priorityReasons,
  queueTime,
  reasonsNow,
  reasonsOf,
} from '../../../src/domain/case/priority.js';
import type { Report } from '../../../src/domain/report/report.js';
import { addDays } from '../../../src/domain/time.js';
import { isWorkingDay, workingDayAfter, workingDaysTo } from '../../../src/domain/working-days.js';
import { syntheticKinds, syntheticMember } from '../../support/one-of-each-kind.js';

const today = '2026-11-25';
const { household, person, ineligible, update } = syntheticKinds('64.08.04.2001');
const child = (birthDate: string) => ({ ...syntheticMember, relation: 'child' as const, birthDate });

describe('what makes a report go before others', () => {
  it.each<[string, Report, readonly string[]]>([
    ['nothing', household, []],
    ['an emergency', { ...household, urgent: true }, ['urgent']],
    ['no fixed home', { ...household, indicators: ['no_fixed_home'] }, ['no_home']],
    ['the homeless by category', { ...person, categories: ['11'] }, ['no_home']],
    ['a child that turns five tomorrow', { ...household, members: [child('2021-11-26')] }, ['small_child']],
    ['a child that turns five today', { ...household, members: [child('2021-11-25')] }, []],
    ['a neglected small child', { ...person, birthDate: '2024-02-29', categories: ['01'] }, ['small_child']],
    ['somebody old and alone', { ...household, birthDate: '1966-11-25', memberCount: 1 }, ['elderly_alone']],
    ['somebody alone, not yet old', { ...household, birthDate: '1966-11-26', memberCount: 1 }, []],
    ['somebody old among others', { ...household, birthDate: '1940-01-01' }, []],
    ['the neglected old', person, ['elderly_alone']],
    ['who moved, whatever else', { ...update, members: [child('2024-01-01')] }, []],
    [
      'who newly came with a child',
      { ...update, change: 'new_arrival', members: [child('2024-01-01')] },
      ['small_child'],
    ],
    ['who is no longer poor', { ...ineligible, urgent: true }, ['urgent']],
    [
      'several things',
      { ...household, urgent: true, indicators: ['no_fixed_home'], members: [child('2024-01-01')] },
      ['urgent', 'no_home', 'small_child'],
    ],
  ])('%s', (_name, report, reasons) => {
    expect(reasonsOf(report, today)).toEqual(reasons);
  });

  it('puts emergencies before all, lets each reason weigh its days, and in time the waiting pass', () => {
    const reasons = fc.subarray([...priorityReasons].filter((reason) => reason !== 'urgent'));
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, moment, reasons, reasons, (a, b, ofA, ofB) => {
        expect(queueTime(a, [...ofA, 'urgent']) < queueTime(b, ofB)).toBe(true);
        const weigh = (of: typeof ofA) => of.reduce((sum, one) => sum + headStartDays[one], 0) * 86_400_000;
        const before = a.getTime() - weigh(ofA) < b.getTime() - weigh(ofB);
        expect(queueTime(a, ofA) < queueTime(b, ofB)).toBe(before);
      }),
    );
  });

  it('says that it waits long from the tenth day', () => {
    const submittedAt = new Date('2026-11-01T00:00:00Z');
    const after = (ms: number) =>
      reasonsNow(['small_child'], { submittedAt, now: new Date(submittedAt.getTime() + ms) });
    expect(after(longWaitDays * 86_400_000 - 1)).toEqual(['small_child']);
    expect(after(longWaitDays * 86_400_000)).toEqual(['small_child', 'long_wait']);
  });
});

describe('working days', () => {
  const calendar = {
    timeZone: 'Asia/Makassar',
    weekdays: new Set([1, 2, 3, 4, 5]),
    holidays: new Set(['2026-11-30']),
  };
  const days = { new_poor_household: 5, pmks_case: 3, no_longer_eligible: 10, data_update: 7 };
  const sla = { calendar, days, urgentDays: 1 };
  const usual = { kind: 'new_poor_household', urgent: false } as const;
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2020-01-01', n));

  it('leaves out weekends and holidays, those of every year and those that were told', () => {
    expect(dueDay(sla, usual, new Date('2026-11-25T00:00:00Z'))).toBe('2026-12-03');
    // Still Tuesday in London, Wednesday at the office.
    expect(dueDay(sla, usual, new Date('2026-11-24T16:00:00Z'))).toBe('2026-12-03');
    expect(dueDay(sla, usual, new Date('2026-12-23T00:00:00Z'))).toBe('2026-12-31');
    // What comes on a weekend has from Monday on.
    expect(dueDay(sla, usual, new Date('2026-12-05T00:00:00Z'))).toBe('2026-12-11');
  });

  it('has its time by kind, and an emergency its own, on the days on which the office works', () => {
    const came = new Date('2026-11-25T00:00:00Z');
    expect(dueDay(sla, { kind: 'pmks_case', urgent: false }, came)).toBe('2026-12-01');
    expect(dueDay(sla, { kind: 'pmks_case', urgent: true }, came)).toBe('2026-11-26');
    const sixDays = { ...sla, calendar: { ...calendar, weekdays: new Set([1, 2, 3, 4, 5, 6]) } };
    expect(dueDay(sixDays, usual, came)).toBe('2026-12-02');
    const sundays = { ...sla, calendar: { ...calendar, weekdays: new Set([7]) } };
    expect(dueDay(sundays, { kind: 'pmks_case', urgent: true }, came)).toBe('2026-11-29');
  });

  it.each([
    ['2026-12-02T00:00:00Z', 1],
    ['2026-12-03T15:59:00Z', 0],
    ['2026-12-03T16:00:00Z', -1],
    // The weekend adds nothing, but it is too late on it.
    ['2026-12-05T00:00:00Z', -1],
    ['2026-12-07T00:00:00Z', -2],
  ])('at %s there are %d left until 3 December', (now, left) => {
    expect(daysLeft(sla, '2026-12-03', new Date(now))).toBe(left);
  });

  it('of a due Friday, the Saturday after is late', () => {
    expect(daysLeft(sla, '2026-12-04', new Date('2026-12-05T03:00:00Z'))).toBe(-1);
  });

  it('counts to the day that it counted from', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), day, (from, count, holiday) => {
        const some = { ...calendar, holidays: new Set([holiday]) };
        const to = workingDayAfter(some, from, count);
        expect(workingDaysTo(some, from, to)).toBe(count);
        expect(to >= from && (count === 0 || isWorkingDay(some, to))).toBe(true);
      }),
    );
  });

  it('is the same backwards, and adds up over any day between', () => {
    fc.assert(
      fc.property(day, fc.nat(90), fc.nat(90), (a, n, m) => {
        const [b, c] = [addDays(a, n), addDays(a, n + m)];
        const count = (from: string, to: string) => workingDaysTo(calendar, from, to);
        expect(count(a, b) + count(b, c)).toBe(count(a, c));
        expect(count(c, a)).toBe(0 - count(a, c));
      }),
    );
  });
});
