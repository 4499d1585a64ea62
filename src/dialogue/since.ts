import { isoDate } from '../domain/identity/nik.js';
import { readDate } from './parse/date.js';
import { inWords } from './parse/number.js';
import { plainWords } from './parse/text.js';

export type SinceReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'unreadable' | 'impossible' | 'future' | 'too_old' };

const months: readonly string[] =
  'januari februari maret april mei juni juli agustus september oktober november desember'.split(' ');
const monthAliases: ReadonlyMap<string, number> = new Map([
  ['pebruari', 2],
  ['peb', 2],
  ['agt', 8],
  ['ags', 8],
  ['nop', 11],
  ['nopember', 11],
]);

/**
 * Since when: a day, or as near as people know it (`bulan lalu`, `Maret 2026`, `2025`, `3 tahun lalu`).
 * Of a month or a year, its first day. `today`: ISO date.
 */
export function readSince(text: string, today: string): SinceReading {
  const words = plainWords(text)
    .replace(
      /^(?:sejak|sekitar|kira-kira|kurang lebih|dari|mulai|pada|sudah|baru(?! ?saja)|tgl|tanggal)\s+/,
      '',
    )
    .replace(/\s+(?:pak|bu|yang|yg)\b/g, '');
  const date =
    relativeDay(words, today) ?? weekday(words, today) ?? partOfTime(words, today) ?? monthOrYear(words);
  if (date === null) return readDate(text, today);
  if (date > today) return { ok: false, fault: 'future' };
  return date < '1900-01-01' ? { ok: false, fault: 'too_old' } : { ok: true, date };
}

const weekdays: readonly string[] = 'minggu senin selasa rabu kamis jumat sabtu'.split(' ');

/** `senin lalu`, `hari jumat kemarin`: the last one before today. "minggu lalu" is last week. */
function weekday(words: string, today: string): string | null {
  const found = /^(hari )?(\p{L}+)( (?:lalu|kemarin|kmrn|kemaren|tadi))?$/u.exec(
    words.replace(/\bjum.?at\b/, 'jumat'),
  );
  const place = weekdays.indexOf(found?.[2] ?? '');
  const isDay = found?.[1] !== undefined || (found?.[3] !== undefined && place > 0);
  if (place === -1 || !isDay) return null;
  const days = (new Date(`${today}T00:00:00Z`).getUTCDay() - place + 7) % 7;
  return shifted(today, { days: days === 0 ? 7 : days });
}

/** `awal bulan ini`, `pertengahan Maret 2026`, `akhir tahun lalu`: as near as that can be said. */
function partOfTime(words: string, today: string): string | null {
  const [, part = '', rest = ''] = /^(awal|pertengahan|tengah|akhir) (.+)$/.exec(words) ?? [];
  if (part === '' || /minggu|mgg|hari/.test(rest)) return null;
  const date = relativeDay(rest, today) ?? monthOrYear(rest);
  if (date === null || part === 'awal') return date;
  const isYear = /^(?:(?:tahun|thn|th)(?: .+)?|\d{4})$/.test(rest);
  const later = isYear
    ? `${date.slice(0, 4)}-${part === 'akhir' ? '12' : '07'}-01`
    : `${date.slice(0, 8)}${part === 'akhir' ? '25' : '15'}`;
  // "akhir bulan ini" is said when it has begun.
  return later > today && date <= today ? today : later;
}

const daysBack: ReadonlyMap<string, number> = new Map([
  ['hari ini', 0],
  ['tadi', 0],
  ['tadi pagi', 0],
  ['tadi siang', 0],
  ['tadi sore', 0],
  ['pagi ini', 0],
  ['siang ini', 0],
  ['sore ini', 0],
  ['malam ini', 0],
  ['barusan', 0],
  ['baru saja', 0],
  ['malam tadi', 1],
  ['tadi malam', 1],
  ['semalam', 1],
  ['kemarin', 1],
  ['kmrn', 1],
  ['kemaren', 1],
  ['kemarin dulu', 2],
  ['lusa kemarin', 2],
]);

function relativeDay(words: string, today: string): string | null {
  const days =
    daysBack.get(words) ??
    daysBack.get(words.replace(/^(kemarin|kemaren|kmrn) (?:pagi|siang|sore|malam)$/, '$1'));
  if (days !== undefined) return shifted(today, { days });
  const now = /^(minggu|bulan|tahun|bln|thn|th) (ini|lalu|kemarin|kemaren)$/.exec(words);
  if (now !== null) return back(now[1] ?? '', now[2] === 'ini' ? 0 : 1, today);
  const ago =
    /^(\d{1,3}|\p{L}+(?: \p{L}+)?|se(?=minggu|bulan|tahun))\s*(hari|hr|minggu|mgg|bulan|bln|tahun|thn|th)(?: (?:yang )?(?:lalu|silam))?$/u.exec(
      words,
    );
  if (ago === null) return null;
  const said = ago[1] ?? '';
  const count = said === 'se' ? 1 : /^\d+$/.test(said) ? Number(said) : inWords(said);
  return count === null ? null : back(ago[2] ?? '', count, today);
}

/** Of weeks the day, of months and years the first. */
function back(unit: string, count: number, today: string): string {
  if (unit.startsWith('h')) return shifted(today, { days: count });
  if (unit.startsWith('m')) return shifted(today, { days: count * 7 });
  if (unit.startsWith('b')) return `${shifted(`${today.slice(0, 7)}-01`, { months: count }).slice(0, 7)}-01`;
  return `${String(Number(today.slice(0, 4)) - count)}-01-01`;
}

function shifted(day: string, by: { readonly days?: number; readonly months?: number }): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - (by.days ?? 0));
  date.setUTCMonth(date.getUTCMonth() - (by.months ?? 0));
  return date.toISOString().slice(0, 10);
}

function monthOrYear(words: string): string | null {
  const plain = words
    .replace(/\b(?:bulan|bln|tahun|thn|th)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const year = /^(?:19|20)\d{2}$/.exec(plain);
  if (year !== null) return `${plain}-01-01`;
  const named = /^([a-z]{3,})[\s./,-]*((?:19|20)\d{2})$/.exec(plain);
  if (named !== null) {
    const month = monthNamed(named[1] ?? '');
    return month === null ? null : isoDate(Number(named[2]), month, 1);
  }
  const numbered = /^(\d{1,2})\s?[./-]\s?((?:19|20)\d{2})$/.exec(plain);
  return numbered === null ? null : isoDate(Number(numbered[2]), Number(numbered[1]), 1);
}

function monthNamed(word: string): number | null {
  const alias = monthAliases.get(word);
  if (alias !== undefined) return alias;
  const place = months.findIndex((name) => name.startsWith(word));
  return place === -1 ? null : place + 1;
}
