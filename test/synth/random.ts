/** What the makers of synthetic data draw by. All of it follows from a seed. */
import { seeded, type Random } from '../bench/made-cases.js';

export type { Random };

/**
 * 32 bits of whole numbers. Of the last one it is a bijection: no two households of a world begin alike.
 */
export function mixed(...numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

export function randomOf(...numbers: readonly number[]): Random {
  return seeded(mixed(...numbers));
}

/** A whole number from `least` to `most`, both of them possible. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** Each as likely as the others. */
export function oneOf<T>(random: Random, from: readonly T[]): T {
  return at(from, Math.floor(random() * from.length));
}

export function at<T>(from: readonly T[], index: number): T {
  const found = from[index];
  if (found === undefined) throw new Error(`nothing at ${String(index)} of ${String(from.length)}`);
  return found;
}

/** By weight: `[what, weight]`. */
export function weighted<T>(random: Random, from: readonly (readonly [T, number])[]): T {
  let place = random() * from.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [what, weight] of from) {
    place -= weight;
    if (place < 0) return what;
  }
  return at(from, from.length - 1)[0];
}

export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  const cards = [...from];
  for (let left = cards.length - 1; left > 0; left -= 1) {
    const other = whole(random, 0, left);
    [cards[left], cards[other]] = [at(cards, other), at(cards, left)];
  }
  return cards;
}
