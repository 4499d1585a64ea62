/** What a row of a file of aid says. */
import { readRupiah } from '../../dialogue/parse/rupiah.js';
import type { AidFileColumn } from '../../domain/aid/file-columns.js';
import { columnOf, type AidFileFault, type AidFileFaultCode } from '../../domain/aid/file.js';
import { giftProblem } from '../../domain/aid/given.js';
import { readNik } from '../../domain/identity/nik.js';
import { cellText, isScientific, wholeNumber } from '../../domain/import/cell-text.js';
import { cellDate } from '../../domain/import/dates.js';
import type { CellsByColumn } from '../../domain/import/mapping.js';
import { isPlaceholder } from '../../domain/import/read-row.js';
import type { RowShape } from '../../domain/import/row.js';
import type { AidFileDefaults } from './file-ports.js';
import type { GiftInput } from './services.js';

/** As much as is kept of what is wrong. */
const WRITTEN = 40;

export interface AidRowContext {
  /** ISO date by the office's clock. */
  readonly today: string;
  readonly defaults: AidFileDefaults;
}

export type AidRowReading =
  | { readonly ok: true; readonly nik: string; readonly name: string | null; readonly gift: GiftInput }
  | { readonly ok: false; readonly faults: readonly AidFileFault[] };

/** Nothing is guessed: what cannot be read keeps the row out, and all of it is told. */
export function readAidRow(
  n: number,
  cells: CellsByColumn<AidFileColumn>,
  { today, defaults }: AidRowContext,
  shape: RowShape = null,
): AidRowReading {
  if (shape !== null) return { ok: false, faults: [faultOf(n, shape)] };
  const text = (column: AidFileColumn) => cellText(cells[column]);
  const nik = nikIn(text('nik'), today);
  const day = dayIn(text('givenOn'), defaults.givenOn, today);
  const gift: GiftInput = {
    givenOn: day.ok ? day.value : today,
    ...contentOf(text('amount'), text('goods'), defaults),
  };
  const wrong = giftProblem(gift, today);
  const faults = [
    ...(nik.ok ? [] : [faultOf(n, nik.fault, text('nik'))]),
    ...(day.ok ? [] : [faultOf(n, day.fault, text('givenOn'))]),
    ...(wrong === null ? [] : [faultOf(n, wrong, text(columnOf(wrong) ?? 'amount'))]),
  ];
  if (!nik.ok || faults.length > 0) return { ok: false, faults };
  const name = text('name');
  return { ok: true, nik: nik.value, name: name === '' ? null : name, gift };
}

export function faultOf(n: number, code: AidFileFaultCode, written = ''): AidFileFault {
  const value = written.slice(0, WRITTEN).replace(/[\ud800-\udbff]$/, '');
  return { n, column: columnOf(code), code, value: value === '' ? null : value };
}

type Read =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly fault: AidFileFaultCode };

function nikIn(text: string, today: string): Read {
  if (text === '') return { ok: false, fault: 'nik.missing' };
  if (isScientific(text)) return { ok: false, fault: 'nik.scientific' };
  const digits = wholeNumber(text);
  if (isPlaceholder(digits)) return { ok: false, fault: 'nik.placeholder' };
  const reading = readNik(digits, today);
  return reading.ok ? { ok: true, value: reading.nik.digits } : { ok: false, fault: `nik.${reading.fault}` };
}

function dayIn(text: string, otherwise: string | null, today: string): Read {
  if (text === '') {
    return otherwise === null ? { ok: false, fault: 'day.missing' } : { ok: true, value: otherwise };
  }
  const reading = cellDate(text, today);
  return reading.ok ? { ok: true, value: reading.date } : { ok: false, fault: `date.${reading.fault}` };
}

/** `600000.00`, as a spreadsheet has it; in `600.000` the point parts the thousands. */
const CENTS = /^(\d{4,})[.,]0{1,2}$/;

/** A row that names one of them is not given the other by default: Rp0 says that it is no money. */
function contentOf(
  amountText: string,
  goodsText: string,
  defaults: AidFileDefaults,
): Pick<GiftInput, 'amount' | 'goods'> {
  if (amountText === '' && goodsText === '') return { amount: defaults.amount, goods: defaults.goods };
  const amount = amountText === '' ? null : (readRupiah(amountText.replace(CENTS, '$1')) ?? Number.NaN);
  return { amount: amount === 0 ? null : amount, goods: goodsText === '' ? null : goodsText };
}
