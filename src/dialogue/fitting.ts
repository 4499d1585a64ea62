/** What one chat message bears: Telegram takes 4,096 characters. */
const MOST = 4_000;
/** As long as a line may be where there are too many. */
const SHORT_LINE = 70;

export function shortened(text: string, most: number = SHORT_LINE): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Lines cut, and then left out, until all fits before `rest`. */
export function fitting(lines: readonly string[], rest: string): readonly string[] {
  const fits = (some: readonly string[]) => [...some, rest].join('\n').length <= MOST;
  if (fits(lines)) return lines;
  const short = lines.flatMap((line) => line.split('\n')).map((line) => shortened(line));
  let kept = short.length;
  while (kept > 0 && !fits([...short.slice(0, kept), '…'])) kept -= 1;
  return kept === short.length ? short : [...short.slice(0, kept), '…'];
}
