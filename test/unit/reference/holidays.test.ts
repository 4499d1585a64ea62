import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/time.js';
import { readHolidays } from '../../../src/usecases/reference/read-holidays.js';

const read = (text: string) => readHolidays(text, { year: 2027, today: '2026-11-25' });
const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

describe('a list of holidays', () => {
  it.each<[string, readonly string[], string]>([
    ['2027-03-10 Idulfitri', ['2027-03-10'], 'Idulfitri'],
    ['10 Maret 2027 Idulfitri', ['2027-03-10'], 'Idulfitri'],
    ['Rabu, 10 Maret 2027: Hari Raya Idulfitri', ['2027-03-10'], 'Hari Raya Idulfitri'],
    ['3. 10 Maret Idulfitri', ['2027-03-10'], 'Idulfitri'],
    ['Hari Raya Nyepi - 8 Maret 2027', ['2027-03-08'], 'Hari Raya Nyepi'],
    ['10/3/2027\tIdulfitri', ['2027-03-10'], 'Idulfitri'],
    ['10-3-27', ['2027-03-10'], ''],
    ['10–11 Maret 2027 (Rabu–Kamis) Idulfitri', ['2027-03-10', '2027-03-11'], 'Idulfitri'],
    ['31 Maret s.d. 1 April 2027 Cuti bersama', ['2027-03-31', '2027-04-01'], 'Cuti bersama'],
    ['9 dan 12 Maret 2027 Cuti bersama', ['2027-03-09', '2027-03-12'], 'Cuti bersama'],
    ['9, 12, dan 15 Maret Cuti bersama', ['2027-03-09', '2027-03-12', '2027-03-15'], 'Cuti bersama'],
    [
      'Tahun Baru Islam 1 Muharam 1449 Hijriah, 6 Juni 2027',
      ['2027-06-06'],
      'Tahun Baru Islam 1 Muharam 1449 Hijriah',
    ],
    ['HUT Kutai Timur 12 Okt', ['2027-10-12'], 'HUT Kutai Timur'],
  ])('%s', (line, days, name) => {
    expect(read(line)).toEqual({ days: days.map((day) => ({ day, name })), problems: [] });
  });

  it.each([
    ['Idulfitri', 'holiday_unread'],
    ['31 Februari 2027 Idulfitri', 'holiday_unread'],
    ['12 - 9 Maret 2027', 'holiday_unread'],
    ['10 Maret 2072 Idulfitri', 'holiday_far'],
    ['1 Januari - 1 Juni 2027', 'holiday_unread'],
  ])('says which line it cannot read, and keeps none: %s', (line, code) => {
    expect(read(`1 Mei 2027 Hari Buruh\n\n${line}`).problems).toEqual([{ code, line: 3, text: line }]);
  });

  it('asks for a line at least, and takes no book', () => {
    expect(read(' \n ').problems).toEqual([{ code: 'holiday_none' }]);
    expect(read('1 Mei\n'.repeat(61)).problems).toEqual([{ code: 'holiday_many' }]);
  });

  it('reads each day that is written out', () => {
    fc.assert(
      fc.property(fc.nat(700), fc.constantFrom('', 'Senin, ', '12. '), (n, before) => {
        const day = addDays('2026-06-01', n);
        const [year = '', month = '', date = ''] = day.split('-');
        const written = `${before}${String(Number(date))} ${months[Number(month) - 1] ?? ''} ${year} Libur`;
        expect(read(written).days).toEqual([{ day, name: 'Libur' }]);
      }),
    );
  });
});
