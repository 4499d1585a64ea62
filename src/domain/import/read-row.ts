import { readPhone } from '../enrolment/phone.js';
import { compactDigits, readKk, readNik, type Nik } from '../identity/nik.js';
import { pmksCategories, type PmksCategory } from '../pmks/categories.js';
import { readCategory } from './category.js';
import { cellText, isScientific, plainKey, wholeNumber } from './cell-text.js';
import { cellDate, cellPeriod, type CellDate } from './dates.js';
import type { CellsByColumn } from './mapping.js';
import type { Places } from './places.js';
import {
  textLimits,
  type RowFault,
  type RowFaultCode,
  type RowReading,
  type RowShape,
  type SourceRow,
} from './row.js';
import type { Column, Source } from './sources.js';

export interface RowContext {
  /** ISO date. */
  readonly today: string;
  /** The desa of the region. */
  readonly places: Places;
  /** PMKS categories as they are now. */
  readonly categories?: readonly PmksCategory[];
}

/**
 * What one row says, by column. A row is kept out only when it names nobody (no name, or neither NIK,
 * date of birth nor desa), says no PMKS category where that is what the file is about, or came with its
 * cells out of place (`shape`). Whatever else is wrong becomes null and a warning: nothing is guessed.
 */
export function readRow(
  source: Source,
  cells: CellsByColumn,
  context: RowContext,
  shape: RowShape = null,
): RowReading {
  if (shape !== null) return { ok: false, faults: [{ column: null, code: shape }] };
  return new RowReader(source, cells, context).read();
}

type TextColumn = Exclude<keyof typeof textLimits, 'sourceKey' | 'familyKey' | 'name'>;

class RowReader {
  private readonly faults: RowFault[] = [];
  private readonly warnings: RowFault[] = [];

  constructor(
    private readonly source: Source,
    private readonly cells: CellsByColumn,
    private readonly context: RowContext,
  ) {}

  read(): RowReading {
    const name = this.name();
    const nik = this.nik();
    const kk = this.kk(nik);
    const birthDate = this.birthDate(nik);
    const sex = this.sex(nik);
    const desaCode = this.desa();
    const disability = this.text('disability');
    const ranked = this.source !== 'PMKS';
    const row: SourceRow = {
      sourceKey: this.key('sourceKey'),
      familyKey: this.key('familyKey'),
      nik: nik?.digits ?? null,
      kk,
      name,
      birthDate,
      sex,
      desaCode,
      address: this.address(),
      relation: this.text('relation'),
      occupation: this.text('occupation'),
      status: this.text('status'),
      desil: ranked ? this.desil() : null,
      rankedOn: ranked ? this.date('rankedOn') : null,
      category: this.source === 'PMKS' ? this.category(birthDate, sex, disability) : null,
      disability,
      note: this.text('note'),
      verification: this.verification(),
      motherName: this.text('motherName'),
      phone: this.phone(),
    };
    if (row.nik === null && birthDate === null && desaCode === null) this.fault(null, 'row.no_identity');
    return this.faults.length > 0
      ? { ok: false, faults: [...this.faults, ...this.warnings] }
      : { ok: true, row, warnings: this.warnings };
  }

  private cell(column: Column): string {
    return cellText(this.cells[column]);
  }

  private fault(column: Column | null, code: RowFaultCode, value?: string): void {
    this.faults.push(told(column, code, value));
  }

  private warn(column: Column, code: RowFaultCode, value?: string, meant?: string): null {
    this.warnings.push(
      meant === undefined ? told(column, code, value) : { ...told(column, code, value), meant },
    );
    return null;
  }

  /** '' with a fault. */
  private name(): string {
    const name = this.cell('name');
    if (PLAIN_NAME.test(name)) return name;
    const letters = name.match(/\p{L}/gu)?.length ?? 0;
    if (name === '') this.fault('name', 'name.missing');
    else if (name.length > textLimits.name) this.fault('name', 'name.too_long', name);
    // So many digits are a number, and the cells have moved.
    else if (letters === 0 || (name.match(/\d/g)?.length ?? 0) > 5)
      this.fault('name', 'name.unreadable', name);
    else if (letters === 1) this.warn('name', 'name.one_letter', name);
    return name;
  }

  private nik(): Nik | null {
    const text = this.cell('nik');
    if (text === '') return null;
    if (isScientific(text)) return this.warn('nik', 'nik.scientific', text);
    const digits = wholeNumber(text);
    if (isPlaceholder(digits)) return this.warn('nik', 'nik.placeholder', text);
    const reading = readNik(digits, this.context.today);
    return reading.ok ? reading.nik : this.warn('nik', `nik.${reading.fault}`, text);
  }

  private kk(nik: Nik | null): string | null {
    const text = this.cell('kk');
    if (text === '') return null;
    if (isScientific(text)) return this.warn('kk', 'kk.scientific', text);
    const digits = wholeNumber(text);
    if (isPlaceholder(digits)) return this.warn('kk', 'kk.placeholder', text);
    const reading = readKk(digits);
    if (!reading.ok) return this.warn('kk', `kk.${reading.fault}`, text);
    return reading.digits === nik?.digits ? this.warn('kk', 'kk.same_as_nik', text) : reading.digits;
  }

  private birthDate(nik: Nik | null): string | null {
    const date = this.date('birthDate');
    // The NIK says no century.
    if (date !== null && nik !== null && date.slice(2) !== nik.birthDate.slice(2)) {
      this.warn('birthDate', 'birth_date.not_as_nik', this.cell('birthDate'), date);
    }
    return date ?? nik?.birthDate ?? null;
  }

  private date(column: 'birthDate' | 'rankedOn' | 'verifiedOn'): string | null {
    const text = this.cell(column);
    if (text === '' || /^[0\s/.:-]+$/.test(text)) return null;
    const { today } = this.context;
    const reading: CellDate = column === 'birthDate' ? cellDate(text, today) : cellPeriod(text, today);
    return reading.ok ? reading.date : this.warn(column, `date.${reading.fault}`, text);
  }

  private sex(nik: Nik | null): 'L' | 'P' | null {
    const text = this.cell('sex');
    if (text === '') return nik?.sex ?? null;
    const sex = sexes.get(text) ?? sexes.get(plainKey(wholeNumber(text)));
    if (sex === undefined) {
      this.warn('sex', 'sex.unreadable', text);
      return nik?.sex ?? null;
    }
    if (nik !== null && nik.sex !== sex) this.warn('sex', 'sex.not_as_nik', text);
    return sex;
  }

  private desa(): string | null {
    const written = {
      desa: this.cell('desa'),
      desaCode: this.cell('desaCode'),
      kecamatan: this.cell('kecamatan'),
      kecamatanCode: this.cell('kecamatanCode'),
    };
    const reading = this.context.places.find(written);
    const desa = written.desa === '' ? written.desaCode : written.desa;
    if (reading.desaCode !== null) {
      if (reading.meant !== null) this.warn('desa', 'desa.near', desa, reading.meant);
      return reading.desaCode;
    }
    return reading.fault === 'unknown_kecamatan'
      ? this.warn('kecamatan', 'kecamatan.unknown', written.kecamatan)
      : this.warn('desa', `desa.${reading.fault}`, desa);
  }

  private key(column: 'sourceKey' | 'familyKey'): string | null {
    const text = wholeNumber(this.cell(column));
    if (text === '') return null;
    // Rounded or cut, it would be that of another row as well.
    if (isScientific(text)) return this.warn(column, 'key.scientific', text);
    return text.length > textLimits[column] ? this.warn(column, 'key.too_long', text) : text;
  }

  private text(column: TextColumn): string | null {
    return this.cut(column, this.cell(column), textLimits[column]);
  }

  private cut(column: Column, text: string, max: number): string | null {
    if (text.length <= max) return text === '' ? null : text;
    this.warn(column, 'text.cut', text);
    const kept = cellText(text.slice(0, max));
    return kept === '' ? null : kept;
  }

  private address(): string | null {
    const address = this.cell('address');
    const parts = areas.flatMap(({ part, label, lead, said }) => {
      const text = this.cell(part).replace(lead, '');
      return text === '' || said.test(address) ? [] : [`${label} ${text}`];
    });
    return this.cut('address', [address, ...parts].join(' ').trim(), textLimits.address);
  }

  private desil(): number | null {
    const text = this.cell('desil');
    if (text === '') return null;
    const desil = Number(/^(?:desil|d)?[\s.:-]*0*(\d{1,2})(?:[.,]0+)?$/i.exec(text)?.[1] ?? 0);
    return desil >= 1 && desil <= 10 ? desil : this.warn('desil', 'desil.unreadable', text);
  }

  private category(
    birthDate: string | null,
    sex: SourceRow['sex'],
    disability: string | null,
  ): string | null {
    const text = this.cell('category');
    const reading = text === '' ? null : readCategory(text, this.context.categories ?? pmksCategories);
    if (reading === null) this.fault('category', 'category.missing');
    else if (!reading.ok) this.fault('category', `category.${reading.fault}`, text);
    if (reading?.ok !== true) return null;
    const { code, minAge, maxAge, needsDisability, ...limits } = reading.category;
    const age = birthDate === null ? null : ageOn(birthDate, this.context.today);
    if (age !== null && (age < (minAge ?? 0) || age > (maxAge ?? Infinity))) {
      this.warn('category', 'category.age', code, String(age));
    }
    if (sex !== null && limits.sex !== null && sex !== limits.sex)
      this.warn('category', 'category.sex', code);
    if (needsDisability && disability === null) this.warn('disability', 'category.no_disability', code);
    return code;
  }

  /** A mark is a day or a result; who alone is no more than somebody who was to go there. */
  private verification(): SourceRow['verification'] {
    const result = this.text('verifiedResult');
    const on = this.date('verifiedOn');
    const by = this.text('verifiedBy');
    const denied = result !== null && NOT_VERIFIED.test(result);
    if (denied || (result === null && on === null)) {
      if (on !== null || (by !== null && !denied)) this.warn('verifiedResult', 'verification.incomplete');
      return null;
    }
    if (on === null || by === null)
      this.warn(on === null ? 'verifiedOn' : 'verifiedBy', 'verification.incomplete');
    return { on, by, result };
  }

  private phone(): string | null {
    const text = this.cell('phone');
    if (text === '' || isPlaceholder(text)) return null;
    if (isScientific(text)) return this.warn('phone', 'phone.scientific', text);
    return readPhone(text) ?? this.warn('phone', 'phone.unreadable', text);
  }
}

/** Nearly all of them. */
const PLAIN_NAME = /^[A-Za-z]{2}[A-Za-z .,'-]{0,98}$/;
const areas = (['rt', 'rw'] as const).map((part) => ({
  part,
  label: part.toUpperCase(),
  lead: new RegExp(`^${part}[.\\s]*`, 'i'),
  said: new RegExp(`\\b${part}\\b`, 'i'),
}));
const NOT_VERIFIED =
  /^(?:(?:belum|tidak|tdk|blm|non|un)[\s-]*(?:di|ter)?\s*(?:verifikasi|verval|verified|valid|validasi|cek)?|b|t|n|no|0|false|salah)$/i;

const sexes: ReadonlyMap<string, 'L' | 'P'> = new Map([
  ...['L', 'LK', 'LKLK', 'LAKI', 'LAKILAKI', 'LAKI2', 'PRIA', 'MALE', 'M', '1', '1LAKILAKI'].map(
    (key) => [key, 'L'] as const,
  ),
  ...['P', 'PR', 'PRP', 'PEREMPUAN', 'WANITA', 'W', 'FEMALE', 'F', '2', '2PEREMPUAN'].map(
    (key) => [key, 'P'] as const,
  ),
]);

function told(column: Column | null, code: RowFaultCode, value?: string): RowFault {
  if (value === undefined || value === '') return { column, code };
  return { column, code, value: value.slice(0, 40).replace(/[\ud800-\udbff]$/, '') };
}

/** Written where a number is asked for and there is none: 0, 9999999999999999. */
export function isPlaceholder(text: string): boolean {
  return /^(\d)\1*$/.test(text);
}

/** Full years. */
function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Rows from which it shows. */
const ENOUGH = 20;

/**
 * Whether the numbers of a column have lost their last digit: a spreadsheet keeps fifteen digits of a
 * number and writes 0 for the sixteenth, which makes it somebody else's. One cannot show it, many can.
 * `cells`: NIK or No. KK of the first hundred rows or so.
 */
export function looksRounded(cells: readonly string[]): boolean {
  const whole = cells
    .map(compactDigits)
    .filter((digits) => /^\d{16}$/.test(digits) && !isPlaceholder(digits));
  return whole.length >= ENOUGH && whole.every((digits) => digits.endsWith('0'));
}
