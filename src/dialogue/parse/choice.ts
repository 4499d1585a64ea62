import { plainWords } from './text.js';

/** The place of the option that was meant, from 0; null when it is none or could be several. */
export function readChoice(text: string, labels: readonly string[]): number | null {
  const words = plainWords(text);
  const number = /^(?:no|nomor|pilih|pilihan)?\s*(\d{1,3})$/.exec(words)?.[1];
  if (number !== undefined)
    return Number(number) >= 1 && Number(number) <= labels.length ? Number(number) - 1 : null;
  if (words.length < 2) return null;
  const plain = labels.map(plainWords);
  const exact = plain.indexOf(words);
  if (exact !== -1) return exact;
  const matching = plain.flatMap((label, place) => (label.includes(words) ? [place] : []));
  return matching.length === 1 ? (matching[0] ?? null) : null;
}

/** Several at once: `1,3 dan 5`, `1 3 5`, `2-4`. null when any part is no place in the list. */
export function readChoices(text: string, count: number): readonly number[] | null {
  const words = plainWords(text)
    .replace(/\b(dan|sama|serta|nomor|no)\b/g, ' ')
    .replace(/(\d)\s*(?:-|sampai|s\/d|sd)\s*(?=\d)/g, '$1-');
  const parts = words.split(/[\s,.;/+]+/).filter((part) => part !== '');
  if (parts.length === 0) return null;
  const places = new Set<number>();
  for (const part of parts) {
    const range = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part);
    if (range === null) return null;
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (from < 1 || to > count || from > to) return null;
    for (let place = from; place <= to; place += 1) places.add(place - 1);
  }
  return [...places].sort((a, b) => a - b);
}
