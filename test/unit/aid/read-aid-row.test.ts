import { describe, expect, it } from 'vitest';
import type { AidFileColumn } from '../../../src/domain/aid/file-columns.js';
import { guessAidMapping } from '../../../src/domain/import/mapping.js';
import { readAidRow } from '../../../src/usecases/aid/read-aid-row.js';

const nik = '6408010101800002';
const none = { givenOn: null, amount: null, goods: null };
const read = (
  cells: Partial<Record<AidFileColumn, string>>,
  defaults: Partial<typeof none> & object = none,
) =>
  readAidRow(
    2,
    { nik, givenOn: '1/2/2026', ...cells },
    { today: '2026-11-20', defaults: { ...none, ...defaults } },
  );
const giftOf = (...given: Parameters<typeof read>) => {
  const reading = read(...given);
  return reading.ok ? reading.gift : reading.faults.map(({ code }) => code);
};

describe('a row of a file of aid', () => {
  it.each([
    ['600.000', 600_000],
    ['600,000', 600_000],
    ['600000', 600_000],
    ['600000.0', 600_000],
    ['600000.00', 600_000],
    ['Rp 600.000,-', 600_000],
    ['Rp600.000,00', 600_000],
    ['1,2 juta', 1_200_000],
  ])('says %s as people and spreadsheets write it', (amount, value) => {
    expect(giftOf({ amount })).toEqual({ givenOn: '2026-02-01', amount: value, goods: null });
  });

  it('of Rp0 or a dash is no money, and of both nothing', () => {
    expect(giftOf({ amount: '0', goods: 'Beras' })).toMatchObject({ amount: null, goods: 'Beras' });
    expect(giftOf({ amount: '-', goods: 'Beras' })).toMatchObject({ amount: null, goods: 'Beras' });
    expect(giftOf({ amount: '0', goods: '' })).toEqual(['nothing']);
  });

  it('is filled up only where it says nothing', () => {
    const defaults = { givenOn: '2026-03-01', amount: 5_000, goods: 'Paket' } as unknown as typeof none;
    expect(giftOf({ givenOn: '' }, defaults)).toEqual({
      givenOn: '2026-03-01',
      amount: 5_000,
      goods: 'Paket',
    });
    expect(giftOf({ goods: 'Beras' }, defaults)).toMatchObject({ amount: null, goods: 'Beras' });
  });

  it.each([
    [{ nik: '' }, 'nik.missing'],
    [{ nik: '6,40804E+15' }, 'nik.scientific'],
    [{ nik: '0000000000000000' }, 'nik.placeholder'],
    [{ nik: '640801' }, 'nik.not_16_digits'],
    [{ givenOn: '' }, 'day.missing'],
    [{ givenOn: '1/2/2999' }, 'date.future'],
    [{ givenOn: '2/25/2026' }, 'date.month_first'],
    [{ givenOn: '1/2/1990' }, 'day'],
    [{ amount: 'banyak' }, 'amount'],
    [{ amount: '600' }, 'amount'],
    [{ goods: 'x' }, 'goods'],
    [{ goods: '6408 0101 0180 0002' }, 'goods_identity'],
  ])('with %j is left out, and why', (cells, code) => {
    expect(giftOf({ goods: 'amount' in cells ? '' : 'Beras', ...cells })).toContain(code);
  });

  it('is read by the titles that offices give their columns', () => {
    const headers = ['No', 'NIK', 'Nama Penerima', 'Tgl. Penyaluran', 'Nominal (Rp)', 'Jenis Bantuan', 'TTD'];
    const { columns } = guessAidMapping(headers);
    expect(Object.fromEntries(Object.entries(columns).map(([column, { index }]) => [column, index]))).toEqual(
      {
        nik: 1,
        name: 2,
        givenOn: 3,
        amount: 4,
        goods: 5,
      },
    );
  });
});
