import type { VNode } from 'preact';

/** As long as its share of the longest, in a row of a table that tells the number. */
export function Bar({ value, of }: { readonly value: number; readonly of: number }): VNode {
  const width = of <= 0 ? 0 : Math.max(value > 0 ? 1.5 : 0, (value / of) * 100);
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="10" />
      <rect class="fill" width={width.toFixed(1)} height="10" />
    </svg>
  );
}
