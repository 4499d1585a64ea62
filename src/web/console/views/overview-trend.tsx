import type { VNode } from 'preact';
import { count, overviewText } from '../../../i18n/overview.js';
import type { Overview } from '../../../usecases/overview/services.js';
import { Columns, Level, type Series } from '../charts/over-time.js';
import type { Formatter } from '../format.js';

interface TrendProps {
  readonly overview: Overview;
  readonly format: Formatter;
}

export function Trend({ overview, format }: TrendProps): VNode {
  const { step, points } = overview.trend;
  const { series } = overviewText;
  const middle = points[Math.floor((points.length - 1) / 2)];
  const marks = [...new Set([points[0], middle, points.at(-1)])].flatMap((point) =>
    point === undefined ? [] : [format.shortDay(point.day)],
  );
  const flow: readonly Series[] = [
    { name: series.received, tone: 'one', values: points.map(({ received }) => received) },
    { name: series.decided, tone: 'two', values: points.map(({ decided }) => decided) },
  ];
  const waiting = points.map((point) => point.waiting);
  return (
    <section class="card trend">
      <h2>{overviewText.trend}</h2>
      <p class="hint">{overviewText.trendHint[step]}</p>
      <Level series={[{ name: series.waiting, tone: 'one', values: waiting }]} marks={marks} />
      <h2>{overviewText.flow}</h2>
      <p class="hint">{overviewText.flowHint[step]}</p>
      <Columns series={flow} marks={marks} />
      <details class="contents">
        <summary>{overviewText.asTable}</summary>
        <table class="inner numbers" data-testid="trend">
          <thead>
            <tr>
              <th scope="col">{overviewText.day[step]}</th>
              {[series.waiting, series.received, series.decided].map((name) => (
                <th key={name} scope="col" class="digits">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.day}>
                <th scope="row">{format.shortDay(point.day)}</th>
                <td class="digits">{count(point.waiting)}</td>
                <td class="digits">{count(point.received)}</td>
                <td class="digits">{count(point.decided)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
