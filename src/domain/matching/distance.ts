/**
 * Likeness of strings, without allocating: millions of pairs are compared in one import, and the libraries
 * make arrays for each.
 */

const LONGEST = 64;
const usedLeft = new Uint8Array(LONGEST);
const usedRight = new Uint8Array(LONGEST);

/**
 * Jaro-Winkler similarity in [0, 1] (Winkler 1990: 0.1 for each of the first four characters that agree).
 * Of longer strings the first 64 characters count.
 */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1;
  const leftLength = Math.min(left.length, LONGEST);
  const rightLength = Math.min(right.length, LONGEST);
  if (leftLength === 0 || rightLength === 0) return 0;
  const matches = match(left, leftLength, right, rightLength);
  if (matches === 0) return 0;
  const moved = outOfOrder(left, leftLength, right) / 2;
  const jaro = (matches / leftLength + matches / rightLength + (matches - moved) / matches) / 3;
  let prefix = 0;
  const most = Math.min(4, leftLength, rightLength);
  while (prefix < most && left.charCodeAt(prefix) === right.charCodeAt(prefix)) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Marks the characters that the other has near the same place. Returns how many. */
function match(left: string, leftLength: number, right: string, rightLength: number): number {
  const reach = Math.max(0, (Math.max(leftLength, rightLength) >> 1) - 1);
  usedLeft.fill(0, 0, leftLength);
  usedRight.fill(0, 0, rightLength);
  let matches = 0;
  for (let i = 0; i < leftLength; i += 1) {
    const end = Math.min(rightLength, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (usedRight[j] === 1 || left.charCodeAt(i) !== right.charCodeAt(j)) continue;
      usedLeft[i] = 1;
      usedRight[j] = 1;
      matches += 1;
      break;
    }
  }
  return matches;
}

function outOfOrder(left: string, leftLength: number, right: string): number {
  let j = 0;
  let count = 0;
  for (let i = 0; i < leftLength; i += 1) {
    if (usedLeft[i] === 0) continue;
    while (usedRight[j] === 0) j += 1;
    if (left.charCodeAt(i) !== right.charCodeAt(j)) count += 1;
    j += 1;
  }
  return count;
}

/**
 * Whether one slip of the hand makes one of the other: a character wrong, missing or too many, or two
 * neighbours swapped (Damerau distance at most 1).
 */
export function isOneSlip(left: string, right: string): boolean {
  if (left === right) return true;
  const short = left.length <= right.length ? left : right;
  const long = short === left ? right : left;
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short.charCodeAt(from) === long.charCodeAt(from)) from += 1;
  if (short.length < long.length) return sameFrom(short, from, long, from + 1);
  if (sameFrom(short, from + 1, long, from + 1)) return true;
  return (
    short.charCodeAt(from) === long.charCodeAt(from + 1) &&
    short.charCodeAt(from + 1) === long.charCodeAt(from) &&
    sameFrom(short, from + 2, long, from + 2)
  );
}

function sameFrom(left: string, leftFrom: number, right: string, rightFrom: number): boolean {
  if (left.length - leftFrom !== right.length - rightFrom) return false;
  for (let i = leftFrom, j = rightFrom; i < left.length; i += 1, j += 1) {
    if (left.charCodeAt(i) !== right.charCodeAt(j)) return false;
  }
  return true;
}

/** Dice coefficient in [0, 1] of two ascending lists without repetition, as `trigrams` makes them. */
export function dice(left: Int32Array, right: Int32Array): number {
  if (left.length === 0 || right.length === 0) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const a = left[i] ?? 0;
    const b = right[j] ?? 0;
    if (a === b) shared += 1;
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return (2 * shared) / (left.length + right.length);
}

/** The trigrams of a text in [a-z0-9 ], ascending, each once, packed into numbers. */
export function trigrams(text: string): Int32Array {
  const padded = `  ${text} `;
  const found = new Int32Array(padded.length - 2);
  for (let i = 0; i < found.length; i += 1) {
    found[i] = (padded.charCodeAt(i) << 16) | (padded.charCodeAt(i + 1) << 8) | padded.charCodeAt(i + 2);
  }
  found.sort();
  let kept = 0;
  for (let i = 0; i < found.length; i += 1) {
    if (i === 0 || found[i] !== found[i - 1]) found[kept++] = found[i] ?? 0;
  }
  return found.slice(0, kept);
}
