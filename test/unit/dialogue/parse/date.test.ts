import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../support/any-text.js';
import { isoDate } from '../../../../src/domain/identity/nik.js';
import { dayIn } from '../../../../src/domain/time.js';
import { readBirth } from '../../../../src/dialogue/parse/birth.js';
import { readDate } from '../../../../src/dialogue/parse/date.js';

const today = '2026-11-20';
const months = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
);
const romans = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const english = 'January February March April May June July August September October November December'.split(
  ' ',
);
const two = (n: number) => String(n).padStart(2, '0');

/** Days that also two digits of their year can name. */
const recent = fc
  .integer({ min: Date.UTC(1926, 10, 21), max: Date.UTC(2026, 10, 20) })
  .map((moment) => new Date(moment).toISOString().slice(0, 10));

function waysToWrite(iso: string): string[] {
  const [year = '', month = '', day = ''] = iso.split('-');
  const [d, m] = [Number(day), Number(month)];
  const name = months[m - 1] ?? '';
  const years = [year, year.slice(2)];
  return [
    iso,
    iso.replaceAll('-', '/'),
    iso.replaceAll('-', ''),
    `${english[m - 1] ?? ''} ${String(d)}, ${year}`,
    `${String(d)} ${english[m - 1] ?? ''} ${year}`,
    ...years.flatMap((y) => [
      ...['-', '/', '.', ' ', ' - ', '–', ', '].flatMap((sep) => [
        [day, month, y].join(sep),
        [String(d), String(m), y].join(sep),
      ]),
      day + month + y,
      `${String(d)} ${name} ${y}`,
      `${day}-${name.toUpperCase()}-${y}`,
      `${String(d)} ${name.slice(0, 3).toLowerCase()} ${y}`,
      `${String(d)}${name}${y}`,
      `${String(d)} bulan ${String(m)} tahun ${y}`,
      `tanggal lahir ${day}/${month}/${y}`,
      `tgl ${String(d)} bln ${String(m)} thn ${y}`,
      `${String(d)}-${romans[m - 1] ?? ''}-${y}`,
      `SP 3, ${day}-${month}-${y}`,
      `Sangatta, ${day}-${month}-${y}`,
      `${day}-${month}-${y} pak.`,
    ]),
  ];
}

describe('a date of birth', () => {
  it('is the same day in every way that people write it', () => {
    fc.assert(
      fc.property(recent, (iso) => {
        for (const written of waysToWrite(iso)) {
          expect([written, readDate(written, today)]).toEqual([written, { ok: true, date: iso }]);
          const birth = { ok: true, birthDate: iso, estimated: false };
          expect([written, readBirth(written, today)]).toEqual([written, birth]);
          const withAge = `${written} (umur ${String(2026 - Number(iso.slice(0, 4)))})`;
          expect([withAge, readBirth(withAge, today)]).toEqual([withAge, birth]);
        }
      }),
    );
  });

  it.each([
    ['12-3-80', '1980-03-12'],
    ['12 Maret 1980', '1980-03-12'],
    ['12 mrt 80', '1980-03-12'],
    ["12 Mar '80", '1980-03-12'],
    ['tgl 12/03/1980', '1980-03-12'],
    ['Tgl. lahir: 12/03/1980', '1980-03-12'],
    ['17 agustus 1945', '1945-08-17'],
    ['17 Agt 45', '1945-08-17'],
    ['Rabu, 12 Maret 1980', '1980-03-12'],
    ['SANGATTA, 01-07-1950', '1950-07-01'],
    ['10 Nopember 1965', '1965-11-10'],
    ['3 peb 1971', '1971-02-03'],
    ['5 may 1990', '1990-05-05'],
    ['12031980', '1980-03-12'],
    ['29 Februari 2000', '2000-02-29'],
    ['1-12-26', '1926-12-01'],
  ])('%j is %s', (typed, date) => {
    expect(readDate(typed, today)).toEqual({ ok: true, date });
  });

  it.each([
    ['30 Februari 1980', 'impossible'],
    ['29-2-1981', 'impossible'],
    ['3/15/1980', 'impossible'],
    ['0-0-1980', 'impossible'],
    ['12 constructor 1980', 'unreadable'],
    ['12 bukan 1980', 'unreadable'],
    ['12 Maret', 'unreadable'],
    ['1980', 'unreadable'],
    ['12-3-1980 atau 13-3-1980', 'unreadable'],
    ['tidak tahu', 'unreadable'],
    ['6408010101800001', 'unreadable'],
    ['', 'unreadable'],
    ['21-11-2026', 'future'],
    ['1 Januari 2080', 'future'],
    ['19-11-1906', 'too_old'],
    ['1-1-1080', 'too_old'],
  ])('%j is refused: %s', (typed, fault) => {
    expect(readDate(typed, today)).toEqual({ ok: false, fault });
  });

  it('may be today, and 120 years ago', () => {
    expect(readDate('20-11-2026', today)).toEqual({ ok: true, date: '2026-11-20' });
    expect(readDate('20-11-1906', today)).toEqual({ ok: true, date: '1906-11-20' });
  });

  it('is refused as impossible when the calendar has no such day', () => {
    const numbers = fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 }), fc.integer({ min: 1000, max: 9999 }));
    const impossible = numbers.filter(([day, month, year]) => isoDate(year, month, day) === null);
    fc.assert(
      fc.property(impossible, fc.constantFrom('-', '/', '.', ' '), (parts, separator) => {
        expect(readDate(parts.map(two).join(separator), today)).toEqual({ ok: false, fault: 'impossible' });
      }),
    );
  });

  it('is refused when it lies ahead or more than 120 years back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (days) => {
        const shifted = (from: string, by: number) =>
          new Date(Date.parse(from) + by * 86_400_000).toISOString().slice(0, 10);
        expect(readDate(shifted(today, days), today)).toEqual({ ok: false, fault: 'future' });
        expect(readDate(shifted('1906-11-20', -days), today)).toEqual({ ok: false, fault: 'too_old' });
      }),
    );
  });

  it('never throws, and gives no day that is not on the calendar', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[\d ./-]{0,12}$/)), (typed) => {
        const reading = readDate(typed, today);
        if (reading.ok) expect(reading.date <= today && !Number.isNaN(Date.parse(reading.date))).toBe(true);
      }),
    );
  });
});

describe('the day it is', () => {
  it.each([
    ['2026-11-19T15:59:59Z', '2026-11-19'],
    ['2026-11-19T16:00:00Z', '2026-11-20'],
    ['2026-12-31T20:00:00Z', '2027-01-01'],
  ])('at %s is %s in Kalimantan Timur', (moment, day) => {
    expect(dayIn('Asia/Makassar', new Date(moment))).toBe(day);
  });
});
