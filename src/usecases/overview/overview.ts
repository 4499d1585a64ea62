import { staffMay } from '../../domain/access/scope.js';
import {
  daysIn,
  isDay,
  longestDays,
  periodBefore,
  periodOf,
  spansOf,
  trendDays,
  type Period,
} from '../../domain/overview/period.js';
import { addDays, dayIn } from '../../domain/time.js';
import { addSums, noSums, quantile, sensitiveKey, type Sums } from '../../domain/overview/tally.js';
import { builtInSensitive, type SensitiveCodes } from '../../domain/pmks/categories.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock } from '../ports.js';
import { countEvents, type CountDeps } from './count-events.js';
import type { DaySums, OverviewQueries, PlaceSums, WaitingRow } from './ports.js';
import type {
  Line,
  Measures,
  Overview,
  OverviewFilter,
  OverviewServices,
  TrendPoint,
  WaitingLine,
} from './services.js';

export interface OverviewDeps extends CountDeps {
  readonly queries: OverviewQueries;
  readonly clock: Clock;
}

/** What a page counts by itself, so that it shows what was done a moment ago; the schedule does the rest. */
const FRESH = 100;
/** Of sensitive categories fewer than that are not told to those who may not see them. */
const FEW = 5;

/** Refusal looks like absence. */
export function overviewServices(deps: OverviewDeps): OverviewServices {
  return {
    overview: async (actor, filter) => {
      if (!staffMay(actor, 'read_overview')) throw new AppError('not_found');
      await countEvents(deps, FRESH);
      return read(deps, actor, filter);
    },
  };
}

async function read(
  { queries, clock, timeZone }: OverviewDeps,
  actor: StaffActor,
  filter: OverviewFilter,
): Promise<Overview> {
  const today = dayIn(timeZone, clock.now());
  const { period, before, ...asked } = periodsOf(filter, today);
  const narrowed = { kecamatan: filter.kecamatan, kind: filter.kind };
  const slice = { ...narrowed, ...spansOf(period, today) };
  const mayCompare = staffMay(actor, 'compare_reviewers');
  const [places, sumsBefore, waiting, days, categories, reviewers, uncounted, sensitive] = await Promise.all([
    queries.places(actor, slice),
    queries.totals(actor, { ...narrowed, ...spansOf(before, today) }),
    queries.waiting(actor, narrowed, today),
    queries.daysFrom(actor, narrowed, before.to < period.from ? before.to : period.from),
    queries.keyed(actor, 'category', slice),
    mayCompare ? queries.keyed(actor, 'reviewer', slice) : null,
    queries.uncounted(),
    queries.sensitive(),
  ]);
  const names =
    reviewers === null
      ? new Map<string, string>()
      : await queries.staffNames(reviewers.map(({ key }) => key));
  const waitingNow = waiting.reduce((sum, row) => sum + row.waiting, 0);
  return {
    period,
    before,
    ...asked,
    now: {
      waiting: waitingNow,
      late: waiting.reduce((sum, row) => sum + row.late, 0),
      waitingBefore: waitingAfter(before.to, waitingNow, days),
    },
    totals: measuresOf(places.reduce(addSums, noSums)),
    totalsBefore: measuresOf(sumsBefore),
    trend: trendOf(period, waitingNow, days),
    kecamatan: waitingLines(places, waiting, 'kecamatan'),
    desa: waitingLines(places, waiting, 'desa'),
    kinds: waitingLines(places, waiting, 'kind'),
    categories: toldOf(actor, categories, sensitive),
    reviewers:
      reviewers?.map(({ key, ...sums }) => ({
        code: key,
        name: names.get(key) ?? '',
        ...measuresOf(sums),
      })) ?? null,
    uncounted,
  };
}

function periodsOf(
  { preset, from, to }: OverviewFilter,
  today: string,
): Pick<Overview, 'period' | 'before' | 'preset' | 'fault'> {
  const usual = periodOf(preset, today);
  const instead = (fault: Overview['fault']) => ({
    period: usual,
    before: periodBefore(usual, preset),
    preset,
    fault,
  });
  if (from === undefined && to === undefined) return instead(null);
  if (from === undefined || to === undefined || !isDay(from) || !isDay(to)) return instead('not_days');
  // The form repeats the days of the preset that it was shown with.
  if (from === usual.from && to === usual.to) return instead(null);
  const [first, last] = from <= to ? [from, to] : [to, from];
  // Days to come have nothing to tell.
  const period = { from: first < today ? first : today, to: last < today ? last : today };
  if (daysIn(period) > longestDays) return instead('too_long');
  return { period, before: periodBefore(period, null), preset: null, fault: null };
}

/** How many waited at the end of a day: those of now, without what came and went since. */
function waitingAfter(day: string, now: number, days: readonly DaySums[]): number {
  return days.reduce((waiting, row) => (row.day > day ? waiting - row.delta : waiting), now);
}

function trendOf(period: Period, now: number, days: readonly DaySums[]): Overview['trend'] {
  const { step, days: marks } = trendDays(period);
  let last = addDays(period.from, -1);
  const points: TrendPoint[] = [];
  for (const day of marks) {
    const since = last;
    const within = days.filter((row) => row.day > since && row.day <= day);
    points.push({
      day,
      waiting: waitingAfter(day, now, days),
      received: within.reduce((sum, row) => sum + row.received, 0),
      decided: within.reduce((sum, row) => sum + row.decided, 0),
    });
    last = day;
  }
  return { step, points };
}

function measuresOf(sums: Sums): Measures {
  return {
    received: sums.received,
    decided: sums.decided,
    approved: sums.approved,
    sentBack: sums.sentBack,
    median: quantile(sums.waits, 0.5),
    p90: quantile(sums.waits, 0.9),
  };
}

function waitingLines(
  places: readonly PlaceSums[],
  waiting: readonly WaitingRow[],
  by: 'desa' | 'kecamatan' | 'kind',
): readonly WaitingLine[] {
  const sums = new Map<string, Sums>();
  for (const row of places) sums.set(row[by], addSums(sums.get(row[by]) ?? noSums, row));
  const now = new Map<string, { waiting: number; late: number }>();
  for (const row of waiting) {
    const known = now.get(row[by]) ?? { waiting: 0, late: 0 };
    now.set(row[by], { waiting: known.waiting + row.waiting, late: known.late + row.late });
  }
  return [...new Set([...sums.keys(), ...now.keys()])]
    .map((code) => ({
      code,
      name: '',
      ...measuresOf(sums.get(code) ?? noSums),
      ...(now.get(code) ?? { waiting: 0, late: 0 }),
    }))
    .filter(({ waiting: left, received, decided }) => left + (received ?? 0) + (decided ?? 0) > 0)
    .toSorted(
      (a, b) => b.waiting - a.waiting || (b.received ?? 0) - (a.received ?? 0) || (a.code < b.code ? -1 : 1),
    );
}

/** By their names for those who may see sensitive cases; for others all sensitive ones as one, if not few. */
function toldOf(
  actor: StaffActor,
  rows: readonly (Sums & { readonly key: string })[],
  sensitive: SensitiveCodes,
): readonly Line[] {
  const sees = staffMay(actor, 'read_sensitive');
  const lines = (sees ? rows.filter(({ key }) => key !== sensitiveKey) : withoutSensitive(rows, sensitive))
    .filter(({ received, decided }) => received + decided > 0)
    .map(({ key, ...sums }) => ({ code: key, name: '', ...measuresOf(sums) }));
  return lines
    .map((line) => (line.code === sensitiveKey ? withoutFew(line) : line))
    .toSorted((a, b) => (b.received ?? 0) - (a.received ?? 0) || (a.code < b.code ? -1 : 1));
}

/** What the office made sensitive goes with those that are by the regulation; a case with both is in both. */
function withoutSensitive(
  rows: readonly (Sums & { readonly key: string })[],
  sensitive: SensitiveCodes,
): readonly (Sums & { readonly key: string })[] {
  const open = rows.filter(({ key }) => key !== sensitiveKey && !sensitive.has(key));
  const together = rows.filter(
    ({ key }) => key === sensitiveKey || (sensitive.has(key) && !builtInSensitive.has(key)),
  );
  return together.length === 0
    ? open
    : [...open, { ...together.reduce<Sums>(addSums, noSums), key: sensitiveKey }];
}

function withoutFew(line: Line): Line {
  const told = (count: number | null) => (count === null || count < FEW ? null : count);
  const decided = told(line.decided);
  return {
    ...line,
    received: told(line.received),
    decided,
    approved: told(line.approved),
    sentBack: told(line.sentBack),
    median: decided === null ? null : line.median,
    p90: decided === null ? null : line.p90,
  };
}
