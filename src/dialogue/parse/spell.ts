/** Letters typed wrong, left out, doubled or swapped between two words. */
function mistakes(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** Short words differ by one letter from other words: only what is long enough may hold a mistake. */
function allowed(length: number): number {
  if (length < 5) return 0;
  return length < 9 ? 1 : 2;
}

/** The one known word that this must be, a letter or two wrong; null when it could be several or none. */
export function closest(word: string, known: Iterable<string>): string | null {
  let [best, found]: [number, string | null] = [allowed(word.length) + 1, null];
  if (best === 1) return null;
  for (const one of known) {
    if (Math.abs(one.length - word.length) > best || one.length < 4) continue;
    const count = mistakes(word, one);
    if (count === best) found = null;
    if (count < best) [best, found] = [count, one];
  }
  return found;
}
