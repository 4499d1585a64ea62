import { pmksCategories, type PmksCategory } from '../../domain/pmks/categories.js';

export interface Formatter {
  /** "25 November 2026 pukul 12.07 WITA" */
  moment(at: Date): string;
  /** "25 Nov 2026 12.07", for tables. */
  short(at: Date): string;
  /** "1.000" */
  count(number: number): string;
  /** "12.07" */
  time(at: Date): string;
  /** "25 November 2026", by the office's clock. */
  date(at: Date): string;
  /** An ISO date as "12 Maret 1980". */
  day(isoDate: string): string;
  /** An ISO date as "12 Mar 1980". */
  shortDay(isoDate: string): string;
  /** The PMKS categories among these, in their order, as they are called now. */
  categories(codes: readonly string[]): readonly PmksCategory[];
  /** "08 Lanjut usia terlantar" */
  category(code: string): string;
  /** All of them. */
  allCategories(): readonly PmksCategory[];
}

export function formatter(
  timeZone: string,
  allCategories: () => readonly PmksCategory[] = () => pmksCategories,
): Formatter {
  const long = new Intl.DateTimeFormat('id-ID', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const date = new Intl.DateTimeFormat('id-ID', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const longDate = new Intl.DateTimeFormat('id-ID', { timeZone, dateStyle: 'long' });
  const time = new Intl.DateTimeFormat('id-ID', { timeZone, hour: '2-digit', minute: '2-digit' });
  // A calendar date has no time zone.
  const shortDay = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', dateStyle: 'medium' });
  const day = new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', dateStyle: 'long' });
  return {
    count: (number) => number.toLocaleString('id-ID'),
    time: (at) => time.format(at),
    moment: (at) => long.format(at),
    date: (at) => longDate.format(at),
    short: (at) => `${date.format(at)} ${time.format(at)}`,
    shortDay: (isoDate) => shortDay.format(new Date(`${isoDate}T00:00:00Z`)),
    day: (isoDate) => day.format(new Date(`${isoDate}T00:00:00Z`)),
    categories: (codes) => allCategories().filter(({ code }) => codes.includes(code)),
    category: (code) => {
      const name = allCategories().find((one) => one.code === code)?.name;
      return name === undefined ? code : `${code} ${name}`;
    },
    allCategories,
  };
}

/** NIK and KK are read aloud in fours. */
export function inFours(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
