/** The numbers on top of the overview, each beside that of the period before. */
import type { VNode } from 'preact';
import { count, overviewText, waitLabel } from '../../../i18n/overview.js';
import type { Measures, Overview, OverviewFilter } from '../../../usecases/overview/services.js';
import { casesHref, inPeriod } from './overview-links.js';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly hint?: string | undefined;
  /** Against the period before. */
  readonly change?: string | undefined;
  /** The cases behind it. */
  readonly href?: string | undefined;
}

export function Figures({ overview, filter }: { overview: Overview; filter: OverviewFilter }): VNode {
  const { now, totals, totalsBefore, period } = overview;
  const href = (status?: string, narrower = {}) => casesHref(filter, { status, ...narrower });
  const decided = inPeriod('decided', period);
  const figures: readonly Figure[] = [
    {
      name: overviewText.waitingNow,
      value: count(now.waiting),
      change: changeOf(now.waiting, now.waitingBefore),
      href: href(),
    },
    {
      name: overviewText.lateNow,
      value: count(now.late),
      hint: overviewText.lateHint,
      href: href(undefined, { lama: 'late' }),
    },
    counted(
      overviewText.received,
      totals.received,
      totalsBefore.received,
      href('all', inPeriod('received', period)),
    ),
    counted(overviewText.decided, totals.decided, totalsBefore.decided, href('all', decided)),
    { ...waited(overviewText.median, totals.median, totalsBefore.median), href: href('all', decided) },
    { ...waited(overviewText.p90, totals.p90, totalsBefore.p90), href: href('all', decided) },
    {
      ...rate(overviewText.approvalRate, 'approved', overview),
      hint: overviewText.approvalHint,
      href: href('all', { ...decided, putusan: 'approved' }),
    },
    {
      ...rate(overviewText.correctionRate, 'sentBack', overview),
      hint: overviewText.correctionHint,
      href: href('all', { ...decided, putusan: 'corrected' }),
    },
  ];
  return (
    <section aria-label={overviewText.figures}>
      <ul class="figures">
        {figures.map(({ name, value, hint, change, href: cases }) => (
          <li key={name} class="card figure" data-testid="figure">
            <h2>{cases === undefined ? name : <a href={cases}>{name}</a>}</h2>
            <p class="value">{value}</p>
            {hint === undefined ? null : <p class="hint">{hint}</p>}
            {change === undefined ? null : <p class="hint">{change}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function counted(name: string, value: number | null, before: number | null, href: string): Figure {
  return { name, value: told(value), change: changeOf(value ?? 0, before ?? 0), href };
}

function waited(name: string, value: number | null, before: number | null): Figure {
  return {
    name,
    value: value === null ? overviewText.none : waitLabel(value),
    change: before === null ? overviewText.change.none : overviewText.change.was(waitLabel(before)),
  };
}

function rate(name: string, part: 'approved' | 'sentBack', { totals, totalsBefore }: Overview): Figure {
  const before = shareOf(totalsBefore, part);
  return {
    name,
    value: percent(shareOf(totals, part)),
    change: before === null ? overviewText.change.none : overviewText.change.was(percent(before)),
  };
}

/** Of what was decided; null: nothing was, or it is not told. */
export function shareOf(measures: Measures, part: 'approved' | 'sentBack'): number | null {
  const { decided, [part]: some } = measures;
  return decided === null || decided === 0 || some === null ? null : some / decided;
}

export function percent(share: number | null): string {
  return share === null ? overviewText.none : overviewText.percent(share);
}

export function told(value: number | null): string {
  return value === null ? overviewText.few : count(value);
}

function changeOf(value: number, before: number): string {
  if (value === before) return overviewText.change.same;
  return value > before ? overviewText.change.up(count(before)) : overviewText.change.down(count(before));
}
