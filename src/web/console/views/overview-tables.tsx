/** The overview's numbers by place, kind, category and reviewer; each leads to the cases behind it. */
import type { VNode } from 'preact';
import { sensitiveKey } from '../../../domain/overview/tally.js';
import { ReportKind } from '../../../domain/report/report.js';
import { kindLabels } from '../../../i18n/labels.js';
import { overviewText, waitLabel } from '../../../i18n/overview.js';
import type { Line, WaitingLine } from '../../../usecases/overview/services.js';
import { Bar } from '../charts/bar.js';
import { percent, shareOf, told } from './overview-figures.js';
import { casesHref, inPeriod, overviewHref, type OverviewPageProps } from './overview-links.js';

const { columns } = overviewText;
const TOP = 10;
const REST = 'rest';
type Counted = 'waiting' | 'late' | 'received';
type Decided = 'decided' | 'approved' | 'sentBack';
const all: readonly Counted[] = ['waiting', 'late', 'received'];

interface Row {
  readonly line: Line & Partial<Pick<WaitingLine, 'waiting' | 'late'>>;
  readonly name: string;
  /** Where it lies. */
  readonly within?: string | undefined;
  /** The overview of this line alone. */
  readonly href?: string | undefined;
  /** The queue of this line, of what was counted; absent where the queue knows no such filter. */
  readonly cases?: ((counted: Counted | Decided) => string) | undefined;
}

interface BreakdownProps {
  readonly title: string;
  readonly of: string;
  readonly hint?: string | undefined;
  readonly rows: readonly Row[];
  /** What there are numbers of, besides decisions; the bars are of the first. */
  readonly counts: readonly Counted[];
  readonly none?: string | undefined;
  readonly testId: string;
}

export function Breakdowns(props: OverviewPageProps): VNode {
  const { overview, filter, regions } = props;
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  const of = (line: WaitingLine, by: 'kecamatan' | 'desa' | 'kind', name: string): Row => ({
    line,
    name,
    within: by === 'desa' ? names.get(line.code.slice(0, line.code.lastIndexOf('.'))) : undefined,
    href: by === 'desa' ? undefined : overviewHref(props, { [by]: line.code }),
    cases: (counted) => casesHref(filter, { ...behind(counted, overview), [by]: line.code }),
  });
  const places = (lines: readonly WaitingLine[], by: 'kecamatan' | 'desa') =>
    lines.map((line) => of(line, by, names.get(line.code) ?? line.code));
  const [desa, rest] = [overview.desa.slice(0, TOP), overview.desa.slice(TOP)];
  return (
    <>
      {filter.kecamatan === undefined ? (
        <Breakdown
          title={overviewText.byKecamatan}
          of={columns.kecamatan}
          rows={places(overview.kecamatan, 'kecamatan')}
          counts={all}
          testId="by-kecamatan"
        />
      ) : null}
      {filter.kind === undefined ? (
        <Breakdown
          title={overviewText.byKind}
          of={columns.kind}
          rows={overview.kinds.map((line) => of(line, 'kind', kindLabels[ReportKind.parse(line.code)]))}
          counts={all}
          testId="by-kind"
        />
      ) : null}
      <Categories {...props} />
      <Breakdown
        title={overviewText.byDesa}
        of={columns.desa}
        hint={rest.length === 0 ? undefined : overviewText.desaHint}
        rows={[...places(desa, 'desa'), ...restOf(rest)]}
        counts={all}
        testId="by-desa"
      />
      {overview.reviewers === null ? null : (
        <Breakdown
          title={overviewText.byReviewer}
          of={columns.reviewer}
          rows={overview.reviewers
            .filter(({ decided }) => decided !== 0)
            .map((line) => ({ line, name: line.name }))
            .toSorted((a, b) => (b.line.decided ?? 0) - (a.line.decided ?? 0))}
          counts={[]}
          none={overviewText.noReviewers}
          testId="by-reviewer"
        />
      )}
    </>
  );
}

/** Of the queue's address: the cases behind a number. */
function behind(
  counted: Counted | Decided,
  { period }: OverviewPageProps['overview'],
): Readonly<Record<string, string | undefined>> {
  switch (counted) {
    case 'waiting':
      return {};
    case 'late':
      return { lama: 'late' };
    case 'received':
    case 'decided':
      return { status: 'all', ...inPeriod(counted, period) };
    case 'approved':
      return { status: 'all', ...inPeriod('decided', period), putusan: 'approved' };
    case 'sentBack':
      return { status: 'all', ...inPeriod('decided', period), putusan: 'corrected' };
  }
}

function Categories({ overview, filter, format }: OverviewPageProps): VNode | null {
  if (filter.kind !== undefined && filter.kind !== 'pmks_case') return null;
  const lumped = overview.categories.some(({ code }) => code === sensitiveKey);
  return (
    <Breakdown
      title={overviewText.byCategory}
      of={columns.category}
      hint={lumped ? `${overviewText.categoryHint} ${overviewText.sensitiveHint}` : overviewText.categoryHint}
      rows={overview.categories.map((line) => ({
        line,
        name: line.code === sensitiveKey ? overviewText.sensitive : format.category(line.code),
      }))}
      counts={['received']}
      none={overviewText.noCategories}
      testId="by-category"
    />
  );
}

/** The last row of a long table; medians of several cannot be made of theirs. */
function restOf(lines: readonly WaitingLine[]): readonly Row[] {
  if (lines.length === 0) return [];
  const sum = (part: 'waiting' | 'late' | 'received' | 'decided' | 'approved' | 'sentBack') =>
    lines.reduce((total, line) => total + (line[part] ?? 0), 0);
  const line: WaitingLine = {
    code: REST,
    name: '',
    waiting: sum('waiting'),
    late: sum('late'),
    received: sum('received'),
    decided: sum('decided'),
    approved: sum('approved'),
    sentBack: sum('sentBack'),
    median: null,
    p90: null,
  };
  return [{ line, name: overviewText.rest(lines.length) }];
}

function Breakdown({ title, of, hint, rows, counts, none, testId }: BreakdownProps): VNode | null {
  if (rows.length === 0 && none === undefined) return null;
  // The sum of all others would make every bar short.
  const longest = Math.max(0, ...rows.map((row) => (row.line.code === REST ? 0 : measured(row, counts))));
  const id = `${testId}-title`;
  return (
    <section class="card breakdown">
      <h2 id={id}>{title}</h2>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {rows.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        // Wider than a phone: it is scrolled by itself, also by the keyboard.
        <div class="scroll-x" role="region" aria-labelledby={id} tabIndex={0}>
          <table class="inner numbers" data-testid={testId} aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{of}</th>
                {headings(counts).map((heading) => (
                  <th key={heading} scope="col" class="digits">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <BreakdownRow key={row.line.code} row={row} counts={counts} longest={longest} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function measured({ line }: Row, [first = 'decided']: readonly (Counted | 'decided')[]): number {
  return line[first] ?? 0;
}

function headings(counts: readonly Counted[]): readonly string[] {
  const { decided, approved, sentBack, median, p90 } = columns;
  return [...counts.map((counted) => columns[counted]), decided, approved, sentBack, median, p90];
}

interface BreakdownRowProps {
  readonly row: Row;
  readonly counts: readonly Counted[];
  readonly longest: number;
}

function BreakdownRow({ row, counts, longest }: BreakdownRowProps): VNode {
  const { line, name, within, href, cases } = row;
  const linked = (text: string, counted: Counted | Decided) =>
    cases === undefined || text === overviewText.none ? text : <a href={cases(counted)}>{text}</a>;
  return (
    <tr data-code={line.code}>
      <th scope="row">
        {href === undefined ? name : <a href={href}>{name}</a>}
        {within === undefined ? null : <small>{within}</small>}
        {line.code === REST ? null : <Bar value={measured(row, counts)} of={longest} />}
      </th>
      {counts.map((counted) => (
        <td key={counted} class={counted === 'late' && line.late !== 0 ? 'digits late' : 'digits'}>
          {linked(told(line[counted] ?? null), counted)}
        </td>
      ))}
      <td class="digits">{linked(told(line.decided), 'decided')}</td>
      <td class="digits">{linked(percent(shareOf(line, 'approved')), 'approved')}</td>
      <td class="digits">{linked(percent(shareOf(line, 'sentBack')), 'sentBack')}</td>
      <td class="wait">{line.median === null ? overviewText.none : waitLabel(line.median)}</td>
      <td class="wait">{line.p90 === null ? overviewText.none : waitLabel(line.p90)}</td>
    </tr>
  );
}
