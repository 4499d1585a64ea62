import { oneLine, plainWords } from './text.js';

export interface RtRw {
  readonly rt: string | null;
  readonly rw: string | null;
}

const MAX_LINE = 200;
const RT = String.raw`(?<!\p{L})rt\s*[.:-]?\s*`;
const RW = String.raw`(?<!\p{L})rw\s*[.:-]?\s*`;
const NUMBER = String.raw`(\d{1,3})(?!\d)`;
const SLASH = String.raw`\s*[/-]\s*`;
/** In the order they are tried: as printed on the KTP (`RT/RW 003/001`), `RT 3/1`, `RT 3 dan RW 1`. */
const FORMS = [
  `(?<!\\p{L})rt\\.?\\s*/?\\s*rw\\s*[.:-]?\\s*${NUMBER}(?:${SLASH}${NUMBER})?`,
  `${RT}${NUMBER}${SLASH}${NUMBER}`,
  `${RT}${NUMBER}\\s*(?:[,./&-]|dan)?\\s*${RW}${NUMBER}`,
].map((form) => new RegExp(form, 'iu'));
const RT_ALONE = new RegExp(RT + NUMBER, 'iu');
const RW_ALONE = new RegExp(RW + NUMBER, 'iu');
const RW_NONE = new RegExp(`${RW}(?:-|(?:tidak|tdk|gak|ga|nda|belum|blm) ada|kosong|nihil)(?!\\p{L})`, 'iu');

function threeDigits(digits: string | undefined): string | null {
  return digits === undefined || Number(digits) === 0 ? null : digits.padStart(3, '0');
}

/** What is said of RT and RW, and the text without it; null when nothing is. */
function takeOut(text: string): { readonly rtRw: RtRw; readonly rest: string } | null {
  for (const form of FORMS) {
    const found = form.exec(text);
    if (found === null) continue;
    const rtRw = { rt: threeDigits(found[1]), rw: threeDigits(found[2] ?? RW_ALONE.exec(text)?.[1]) };
    return { rtRw, rest: text.replace(form, ' ').replace(RW_ALONE, ' ') };
  }
  const [rt, rw] = [RT_ALONE.exec(text), RW_ALONE.exec(text)];
  if (rt === null && rw === null) return null;
  const rest = text.replace(RT_ALONE, ' ').replace(RW_ALONE, ' ').replace(RW_NONE, ' ');
  return { rtRw: { rt: threeDigits(rt?.[1]), rw: threeDigits(rw?.[1]) }, rest };
}

/** `Jl. Mawar RT 3 RW 01`, `rt.003/rw.001`, `RT03/01`: RT and RW taken out of the line. null: no address. */
export function readAddress(text: string): { readonly line: string; readonly rtRw: RtRw | null } | null {
  const whole = oneLine(text, MAX_LINE);
  if (whole === null) return null;
  const found = takeOut(whole);
  const rest = found === null ? whole : tidy(found.rest);
  // "RT 3" alone is where it is, too.
  const line = rest === '' ? whole : rest;
  if (!/\p{L}{2}/u.test(line)) return null;
  const known = found !== null && (found.rtRw.rt !== null || found.rtRw.rw !== null);
  return { line, rtRw: known ? found.rtRw : null };
}

function tidy(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/(?:\s*,)+/g, ',')
    .replace(/(^[\s,./-]+|[\s,./-]+$)/g, '');
}

/** An answer to "which RT and RW?": `RT 3 RW 1`, `3/1`, `3 1`, `003`, `RW 2`. null when unreadable. */
export function readRtRw(text: string): RtRw | null {
  const words = plainWords(text)
    .replace(/ (?:pak|bu|saja|aja|ya)$/, '')
    .replace(/^(?:di|alamatnya) (?=rt)/, '');
  // "3/-": there is no RW.
  const onlyRt = /^(?:rt[\s./]*(?:rw)?[\s.:]*)?(\d{1,3})\s*\/\s*(?:-|kosong|tidak ada)$/.exec(words);
  if (onlyRt !== null) return { rt: threeDigits(onlyRt[1]), rw: null };
  if (/^(?:rt ?\/ ?rw ?)?-\s?\/\s?-$/.test(words)) return { rt: null, rw: null };
  // "RT 3, 1": to this question the second number can only be the RW.
  const pair =
    /^(?:rt[\s.:/-]*(?:rw)?[\s.:-]*)?(\d{1,3})(?:\s*(?:[\s,./-]|dan)\s*(?:rw[\s.:-]*)?(\d{1,3}))?$/.exec(
      words,
    );
  if (pair !== null) return { rt: threeDigits(pair[1]), rw: threeDigits(pair[2]) };
  return takeOut(words)?.rtRw ?? null;
}
