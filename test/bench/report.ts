/** One line of the benchmark. `ratio` is against `floor`, which was measured in the same run. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** What the project promises of it, in words; absent where nothing is promised. */
  readonly bound?: string;
  readonly met?: boolean;
}

/** A rate of ours and of a floor's, measured in turns. */
export interface Turn {
  readonly ours: number;
  readonly floor: number;
}

/** Medians over the turns; the ratio is the median of the turns' own, for a machine's speed wavers. */
export function against(turns: readonly Turn[], { name, least }: { name: string; least: number }): Measure {
  const ratio = percentile(
    turns.map(({ ours, floor }) => ours / floor),
    0.5,
  );
  return {
    name,
    value: percentile(
      turns.map(({ ours }) => ours),
      0.5,
    ),
    unit: '/s',
    floor: percentile(
      turns.map(({ floor }) => floor),
      0.5,
    ),
    ratio,
    bound: `ratio >= ${String(least)}`,
    met: ratio >= least,
  };
}

export function atMost(
  most: number,
  { name, value, unit }: { name: string; value: number; unit: string },
): Measure {
  return {
    name,
    value,
    unit,
    floor: null,
    ratio: null,
    bound: `<= ${String(most)} ${unit}`,
    met: value <= most,
  };
}

/** Milliseconds with much against those with little, measured in the same run. */
export function growth(
  name: string,
  { value, floor, most }: { readonly value: number; readonly floor: number; readonly most: number },
): Measure {
  const ratio = value / floor;
  return { name, value, unit: 'ms', floor, ratio, bound: `ratio <= ${String(most)}`, met: ratio <= most };
}

export function plain(name: string, value: number, unit: string): Measure {
  return { name, value, unit, floor: null, ratio: null };
}

export function print(measure: Measure, json: boolean): void {
  const { name, value, unit, floor, ratio, bound, met } = measure;
  if (json) {
    process.stdout.write(`${JSON.stringify({ name, value, unit, floor, ratio })}\n`);
    return;
  }
  const numbers = [`${value.toFixed(1)} ${unit}`];
  if (floor !== null && ratio !== null)
    numbers.push(`floor ${floor.toFixed(1)}`, `ratio ${ratio.toFixed(2)}`);
  const verdict = bound === undefined ? '' : `  [${bound}: ${met === true ? 'met' : 'NOT MET'}]`;
  process.stdout.write(`${name.padEnd(44)} ${numbers.join(', ')}${verdict}\n`);
}

/** `p` between 0 and 1, of values in any order. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}
