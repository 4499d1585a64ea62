import { isTooLong } from './text.js';

/** Said before what is right instead. */
const STRONG = String.raw`bukan|bkn|salah(?:\s+(?:ketik|tulis|input|isi|kirim))?|slh|ralat|koreksi|revisi|maksud(?:ku|nya|\s+(?:saya|sy|aku))?|mksd(?:ku|nya|\s+(?:saya|sy))?|keliru|typo|(?:yang|yg)\s+(?:benar|betul|bener|btl|bnr)|(?:se)?harusnya|seharus?nya|mestinya|eh+|(?:ganti|ubah|diganti|diubah)\s+(?:jadi|menjadi|ke|dengan|dg)`;
const WEAK = String.raw`maaf|mf|sorry|sori|aduh|waduh|ups|oh|oalah|pak|bu|bapak|ibu|tadi|itu|adalah|ya|saya|sy`;
const LEADING = new RegExp(`^[\\s,.:;!=-]*(?:(${STRONG})|${WEAK})(?![\\p{L}\\p{N}])[\\s,.:;!=]*`, 'iu');
/** "bukan 5 tapi 6": the first is what is wrong. */
const INSTEAD =
  /[\s,.;]+(?:tapi|tetapi|melainkan|(?:yang|yg)\s+(?:benar|betul|bener|bnr)|(?:se)?harusnya)(?![\p{L}\p{N}])[\s,.:;=]*(?:adalah\s+)?/iu;
/** "5 maksud saya", "anak, bukan istri". */
const TRAILING =
  /[\s,]+(?:maksud(?:ku|nya|\s+(?:saya|sy))|mksd(?:ku|nya)|(?:yang|yg)\s+(?:benar|betul|bener)|(?:se)?harusnya)[\s.!]*$|\s*,\s*bukan\s.+$/isu;
/** A star before or after is how chats mark a correction; on both sides it makes letters bold. */
const STARRED = /^\*(?=[^\s*])([^*\n]+)$|^([^*\n]+[^\s*])\*$/u;

/** `bukan, 12-4-1980`: what is said instead; null when it corrects nothing. */
export function readCorrection(text: string): string | null {
  if (isTooLong(text)) return null;
  const whole = text.replace(/\p{Cf}/gu, '').trim();
  const starred = STARRED.exec(whole);
  if (starred !== null) return instead(starred[1] ?? starred[2] ?? '');
  let [rest, corrects] = [whole, false];
  for (let found = LEADING.exec(rest); found !== null; found = LEADING.exec(rest)) {
    corrects ||= found[1] !== undefined;
    rest = rest.slice(found[0].length);
  }
  if (!corrects) return TRAILING.test(whole) ? instead(whole.replace(TRAILING, '')) : null;
  const after = INSTEAD.exec(rest);
  return instead(after === null ? rest : rest.slice(after.index + after[0].length));
}

function instead(text: string): string | null {
  const said = text.replace(/^[\s,.:;!]+|[\s,;!]+$|[\s,]+(?:pak|bu|ya|maaf)[\s.!]*$/giu, '').trim();
  return /[\p{L}\p{N}]/u.test(said) ? said : null;
}
