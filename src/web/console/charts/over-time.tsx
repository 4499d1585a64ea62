/** Charts over time, drawn on the server. The words around it are the page's own, so that they keep their size. */
import type { ComponentChildren, VNode } from 'preact';
import { count } from '../../../i18n/overview.js';
import { axisTop } from './scale.js';

const [WIDTH, HEIGHT] = [1000, 300];

export interface Series {
  readonly name: string;
  readonly tone: 'one' | 'two';
  readonly values: readonly number[];
}

interface ChartProps {
  readonly series: readonly Series[];
  /** Of the first, a middle and the last point. */
  readonly marks: readonly string[];
}

/** How much there was at each of some moments: a line, with the space below it filled. */
export function Level({ series, marks }: ChartProps): VNode {
  const top = topOf(series);
  return (
    <Plot series={series} marks={marks}>
      {series.map(({ name, tone, values }) => (
        <g key={name}>
          <path class="area" d={`${path(values, top)} L ${WIDTH} ${HEIGHT} L 0 ${HEIGHT} Z`} />
          <path class={`line tone-${tone}`} d={path(values, top)} />
        </g>
      ))}
    </Plot>
  );
}

/** How much came in each of some times: columns side by side. */
export function Columns({ series, marks }: ChartProps): VNode {
  const top = topOf(series);
  const times = Math.max(1, ...series.map(({ values }) => values.length));
  const room = WIDTH / times;
  const width = (room * 0.8) / series.length;
  return (
    <Plot series={series} marks={marks}>
      {series.flatMap(({ name, tone, values }, place) =>
        values.map((value, at) => {
          const height = (value / top) * HEIGHT;
          const x = at * room + room * 0.1 + place * width;
          return (
            <rect
              key={`${name} ${String(at)}`}
              class={`column tone-${tone}`}
              x={x.toFixed(1)}
              y={(HEIGHT - height).toFixed(1)}
              width={width.toFixed(1)}
              height={height.toFixed(1)}
            />
          );
        }),
      )}
    </Plot>
  );
}

function topOf(series: readonly Series[]): number {
  return axisTop(Math.max(...series.flatMap(({ values }) => values), 0));
}

function Plot({ series, marks, children }: ChartProps & { readonly children: ComponentChildren }): VNode {
  const top = topOf(series);
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
          {children}
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
