/** A line chart drawn on the server. The words around it are the page's own, so that they keep their size. */
import type { VNode } from 'preact';
import { count } from '../../../i18n/overview.js';
import { axisTop } from './scale.js';

const [WIDTH, HEIGHT] = [1000, 300];

export interface Series {
  readonly name: string;
  readonly tone: 'one' | 'two';
  readonly values: readonly number[];
}

interface LinesProps {
  readonly series: readonly Series[];
  /** Of the first, a middle and the last point. */
  readonly marks: readonly string[];
  /** Fills the space below the first line. */
  readonly area?: boolean;
}

export function Lines({ series, marks, area = false }: LinesProps): VNode {
  const top = axisTop(Math.max(...series.flatMap(({ values }) => values), 0));
  const [first] = series;
  return (
    <>
      {series.length < 2 ? null : (
        <ul class="keys">
          {series.map(({ name, tone }) => (
            <li key={name} class={`key tone-${tone}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div class="plot" aria-hidden="true">
        <ol class="axis">
          {[top, top / 2, 0].map((value) => (
            <li key={value}>{count(value)}</li>
          ))}
        </ol>
        <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none">
          {[0, 0.5, 1].map((part) => (
            <line key={part} class="rule" x1="0" x2={WIDTH} y1={part * HEIGHT} y2={part * HEIGHT} />
          ))}
          {area && first !== undefined ? (
            <path class="area" d={`${path(first.values, top)} L ${WIDTH} ${HEIGHT} L 0 ${HEIGHT} Z`} />
          ) : null}
          {series.map(({ name, tone, values }) => (
            <path key={name} class={`line tone-${tone}`} d={path(values, top)} />
          ))}
        </svg>
        <ol class="days">
          {marks.map((mark) => (
            <li key={mark}>{mark}</li>
          ))}
        </ol>
      </div>
    </>
  );
}

function path(values: readonly number[], top: number): string {
  // One day alone is a level.
  const points = values.length === 1 ? [...values, ...values] : values;
  return points
    .map((value, at) => {
      const x = (at / (points.length - 1)) * WIDTH;
      const y = HEIGHT - (Math.max(0, value) / top) * HEIGHT;
      return `${at === 0 ? 'M' : 'L'} ${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join(' ');
}
