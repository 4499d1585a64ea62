import type { DesaName } from '../model.js';

export type DesaFault =
  | { readonly column: 'desa'; readonly type: 'missing' }
  | { readonly column: 'desa'; readonly type: 'unknown_desa'; readonly typed: string }
  | {
      readonly column: 'desa';
      readonly type: 'ambiguous_desa';
      readonly typed: string;
      readonly kecamatan: readonly string[];
    }
  | { readonly column: 'kecamatan'; readonly type: 'unknown_kecamatan'; readonly typed: string };

/** Desa as a list names them: by code, by name, or by name and kecamatan. */
export class DesaDirectory {
  private readonly byName = new Map<string, DesaName[]>();
  private readonly byCode = new Map<string, DesaName>();
  private readonly kecamatan = new Set<string>();

  constructor(desa: readonly DesaName[]) {
    for (const one of desa) {
      this.byCode.set(digitsOf(one.code), one);
      this.kecamatan.add(plainName(one.kecamatan));
      const key = plainName(one.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), one]);
    }
  }

  /** Several desa of one person stand in one cell, with commas between them. */
  find(typed: string, kecamatan: string): { codes: readonly string[]; faults: readonly DesaFault[] } {
    const parts = typed
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length === 0) return { codes: [], faults: [{ column: 'desa', type: 'missing' }] };
    if (kecamatan !== '' && !this.kecamatan.has(plainName(kecamatan))) {
      return { codes: [], faults: [{ column: 'kecamatan', type: 'unknown_kecamatan', typed: kecamatan }] };
    }
    const found = parts.map((part) => this.one(part, kecamatan));
    return {
      codes: [...new Set(found.filter((one) => typeof one === 'string'))],
      faults: found.filter((one) => typeof one !== 'string'),
    };
  }

  private one(typed: string, kecamatan: string): string | DesaFault {
    if (/^[\d.\s]+$/.test(typed)) {
      return this.byCode.get(digitsOf(typed))?.code ?? { column: 'desa', type: 'unknown_desa', typed };
    }
    const wanted = plainName(kecamatan);
    const named = this.byName.get(plainName(typed)) ?? [];
    const fitting = named.filter((desa) => wanted === '' || plainName(desa.kecamatan) === wanted);
    const [only, ...others] = fitting;
    if (only === undefined) return { column: 'desa', type: 'unknown_desa', typed };
    if (others.length === 0) return only.code;
    return {
      column: 'desa',
      type: 'ambiguous_desa',
      typed,
      kecamatan: fitting.map((desa) => desa.kecamatan),
    };
  }
}

function digitsOf(code: string): string {
  return code.replace(/\D/g, '');
}

/** `Desa Sangatta-Utara` and `SANGATTA UTARA` are one name. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/^\s*(DESA|KELURAHAN|KEL|KECAMATAN|KEC)[.\s]+/, '')
    .replace(/[^A-Z0-9]/g, '');
}
