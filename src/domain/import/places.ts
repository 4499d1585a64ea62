import type { Desa } from '../region/desa.js';
import { plainKey } from './cell-text.js';
import { editDistance } from './spelling.js';

export interface PlaceCells {
  readonly desa: string;
  readonly desaCode: string;
  readonly kecamatan: string;
  readonly kecamatanCode: string;
}

export type PlaceReading =
  /** `meant`: its name, where what is written is only like it. */
  | { readonly desaCode: string; readonly meant: string | null }
  | {
      readonly desaCode: null;
      readonly fault: 'missing' | 'unknown' | 'unknown_kecamatan' | 'several' | 'code_not_name';
    };

interface Known {
  readonly code: string;
  readonly name: string;
  readonly key: string;
  readonly kecamatan: string;
}

/** Different writings looked up are as many as there are desa, some errors aside. */
const MAX_REMEMBERED = 20_000;

/** The desa of the region, found as files name them. Made once for a file. */
export class Places {
  private readonly byCode = new Map<string, Known>();
  private readonly kecamatanByCode = new Map<string, string>();
  private readonly kecamatanKeys = new Map<string, Set<string>>();
  private readonly desaOf = new Map<string, Known[]>();
  private readonly byName = new Map<string, Known[]>();
  private readonly read = new Map<string, PlaceReading>();

  constructor(desa: readonly Desa[]) {
    for (const { code, name, kecamatan: kecamatanName } of desa) {
      const digits = code.replace(/\D/g, '');
      // By its code: two kecamatan of one name are two.
      const kecamatan = digits.slice(0, 6);
      const known = { code, name, key: nameKey(name), kecamatan };
      this.byCode.set(digits, known);
      this.kecamatanByCode.set(kecamatan, kecamatan);
      add(this.desaOf, kecamatan, known);
      add(this.byName, known.key, known);
      const key = nameKey(kecamatanName);
      this.kecamatanKeys.set(key, (this.kecamatanKeys.get(key) ?? new Set()).add(kecamatan));
    }
  }

  find(cells: PlaceCells): PlaceReading {
    const written = `${cells.desaCode}\n${cells.desa}\n${cells.kecamatanCode}\n${cells.kecamatan}`;
    const before = this.read.get(written);
    if (before !== undefined) return before;
    const found = this.look(cells);
    if (this.read.size >= MAX_REMEMBERED) this.read.clear();
    this.read.set(written, found);
    return found;
  }

  private look(cells: PlaceCells): PlaceReading {
    const [inDesa, inKecamatan] = [parted(cells.desa), parted(cells.kecamatan)];
    const code = digitsOf(cells.desaCode) || inDesa.code;
    if (code === '' && inDesa.name === '') return { desaCode: null, fault: 'missing' };
    const coded = this.byCode.get(code);
    const kecamatan = this.kecamatan(digitsOf(cells.kecamatanCode) || inKecamatan.code, inKecamatan.name);
    if (coded !== undefined) return fitting(coded, inDesa.name, kecamatan);
    // Codes of BPS are other numbers: where there is a name beside one, it says which desa is meant.
    if (inDesa.name === '') return { desaCode: null, fault: 'unknown' };
    return kecamatan === 'unknown'
      ? { desaCode: null, fault: 'unknown_kecamatan' }
      : this.named(nameKey(inDesa.name), kecamatan);
  }

  /** null: none is written. */
  private kecamatan(code: string, name: string): ReadonlySet<string> | 'unknown' | null {
    const coded = this.kecamatanByCode.get(code);
    if (coded !== undefined) return new Set([coded]);
    if (name === '') return null;
    const key = nameKey(name);
    const exact = this.kecamatanKeys.get(key);
    if (exact !== undefined) return exact;
    const near = [...this.kecamatanKeys].filter(([known]) => isNear(key, known));
    const [only, ...others] = near;
    return only === undefined || others.length > 0 ? 'unknown' : only[1];
  }

  private named(key: string, kecamatan: ReadonlySet<string> | null): PlaceReading {
    const exact = (this.byName.get(key) ?? []).filter((one) => kecamatan?.has(one.kecamatan) ?? true);
    const [only, ...others] = exact;
    if (only !== undefined) {
      return others.length > 0 ? { desaCode: null, fault: 'several' } : { desaCode: only.code, meant: null };
    }
    // A name that is only like one says nothing without its kecamatan.
    if (kecamatan === null) return { desaCode: null, fault: 'unknown' };
    const near = [...kecamatan]
      .flatMap((one) => this.desaOf.get(one) ?? [])
      .filter((one) => isNear(key, one.key));
    const [meant, ...more] = near;
    return meant === undefined || more.length > 0
      ? { desaCode: null, fault: 'unknown' }
      : { desaCode: meant.code, meant: meant.name };
  }
}

/** A code that is known, beside a name and kecamatan that are another's, is another office's code. */
function fitting(
  coded: Known,
  name: string,
  kecamatan: ReadonlySet<string> | 'unknown' | null,
): PlaceReading {
  const key = nameKey(name);
  const sameName = key === '' || key === coded.key || isNear(key, coded.key);
  const sameKecamatan = kecamatan === null || (kecamatan !== 'unknown' && kecamatan.has(coded.kecamatan));
  return sameName && sameKecamatan
    ? { desaCode: coded.code, meant: null }
    : { desaCode: null, fault: 'code_not_name' };
}

function add(map: Map<string, Known[]>, key: string, one: Known): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [one]);
  else known.push(one);
}

function digitsOf(text: string): string {
  return text.replace(/\.0+$/, '').replace(/\D/g, '');
}

/** `64.08.04.1010 - Teluk Lingga`: code and name in one cell. */
function parted(text: string): { code: string; name: string } {
  const found = /^([\d.\s]*\d)?[\s.:/–-]*(.*)$/u.exec(text);
  const code = found?.[1] ?? '';
  // A name may begin with a number.
  return digitsOf(code).length < 6
    ? { code: '', name: text }
    : { code: digitsOf(code), name: found?.[2] ?? '' };
}

/** `Desa Uji-Contoh`, `DS. UJI CONTOH` and `Uji Contoh` are one name. */
function nameKey(name: string): string {
  return plainKey(
    name.replace(
      /^\s*(?:desa|kelurahan|kecamatan|kampung|ds|kel|kec|kp)(?:\s*[/&]\s*(?:desa|kelurahan|kel))?[.\s:]+/i,
      '',
    ),
  );
}

/** Numbers at the end tell desa apart: Uji I and Uji II are never one written wrongly. */
const NUMBER = /(?:\d+|[IVX]+)$/;

function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const length = Math.min(a.length, b.length);
  if (length < 5 || (NUMBER.exec(a)?.[0] ?? '') !== (NUMBER.exec(b)?.[0] ?? '')) return false;
  const most = length < 9 ? 1 : 2;
  return editDistance(a, b, most) <= most;
}
