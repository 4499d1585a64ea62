import { oneLine, plainWords } from './text.js';

export interface RtRw {
  readonly rt: string | null;
  readonly rw: string | null;
}

const MAX_LINE = 200;
const RT_RW = /\brt\s*[.:/-]?\s*(\d{1,3})\s*(?:[,/-]|dan)?\s*(?:\brw\s*[.:/-]?\s*)?(\d{1,3})?(?!\d)/i;
const RW_ALONE = /\brw\s*[.:/-]?\s*(\d{1,3})(?!\d)/i;

function threeDigits(digits: string | undefined): string | null {
  return digits === undefined || Number(digits) === 0 ? null : digits.padStart(3, '0');
}

/** `Jl. Mawar RT 3 RW 01`, `rt.003/rw.001`, `RT03/01`: RT and RW taken out of the line. null: no address. */
export function readAddress(text: string): { readonly line: string; readonly rtRw: RtRw | null } | null {
  const whole = oneLine(text, MAX_LINE);
  if (whole === null) return null;
  const together = RT_RW.exec(whole);
  const rwAlone = RW_ALONE.exec(whole);
  const rt = threeDigits(together?.[1]);
  const rw = threeDigits(together?.[2] ?? rwAlone?.[1]);
  const rest = tidy(whole.replace(RT_RW, ' ').replace(RW_ALONE, ' '));
  // "RT 3" alone is where it is, too.
  const line = rest === '' ? whole : rest;
  if (!/\p{L}/u.test(line)) return null;
  return { line, rtRw: rt === null && rw === null ? null : { rt, rw } };
}

function tidy(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/\s+,/g, ',')
    .replace(/(^[\s,./-]+|[\s,./-]+$)/g, '');
}

/** An answer to "which RT and RW?": `RT 3 RW 1`, `3/1`, `3 1`, `003`. null when unreadable. */
export function readRtRw(text: string): RtRw | null {
  const named = RT_RW.exec(text);
  if (named !== null)
    return { rt: threeDigits(named[1]), rw: threeDigits(named[2] ?? RW_ALONE.exec(text)?.[1]) };
  const bare = /^(\d{1,3})(?:\s*[\s,./-]\s*(\d{1,3}))?$/.exec(plainWords(text));
  return bare === null ? null : { rt: threeDigits(bare[1]), rw: threeDigits(bare[2]) };
}
