/**
 * Population numbers that no two people of a world share, without a list of those given: what is drawn is
 * the region of first issue and the date; the serial follows from the household's number.
 *
 * In a kecamatan 4,999 households have serials of their own. Further ones, in a world larger than the
 * kabupaten is, have numbers first issued elsewhere, as some have anyhow: `elsewhere` gives each such
 * group of households three kecamatan of its own, for 600 groups (10 million people).
 */
import { type Desa, type Region } from './places.js';
import { at, mixed, whole, type Random } from './random.js';

/** A prime, so that every factor below permutes the serials. Each household has two of a date and sex. */
const SERIALS = 4_999;
const GROUPS = 600;
/** Where people of Kutai Timur come from: the rest of the province, Sulawesi, Java, Nusa Tenggara, Kalimantan. */
const origins = (
  '6401 6402 6403 6407 6409 6471 6472 6474 7301 7302 7303 7304 7306 7307 7308 7309 7311 7313 7315 7317 ' +
  '7318 7325 7371 7372 7373 7602 7604 3501 3503 3504 3505 3506 3507 3508 3509 3510 3517 3518 3520 3522 ' +
  '3302 3305 3310 3312 3314 3318 3202 3205 3211 3578 5302 5306 5309 5314 6301 6303 6305 6307 6308 6371'
).split(' ');

/** In the place of the world's own kabupaten, if that is among the origins. */
const SPARE = '6411';

/** Which households share a place of issue, and this one's place among them. */
export interface Slot {
  readonly group: number;
  readonly serial: number;
  /** "640801", or null where the kecamatan's own serials have run out. */
  readonly home: string | null;
  /** "6408" */
  readonly kabupaten: string;
}

/** `n`: the household's number, from 0; household n lives in desa n modulo their count. */
export function slotOf(region: Region, desa: Desa, n: number): Slot {
  const inKecamatan = Math.floor(n / region.desa.length) * desa.siblings + desa.index;
  const round = Math.floor(inKecamatan / SERIALS);
  return {
    group: round * region.kecamatan + desa.kecamatanIndex,
    serial: inKecamatan % SERIALS,
    home: round === 0 ? desa.code.slice(0, 8).replaceAll('.', '') : null,
    kabupaten: region.code.replaceAll('.', ''),
  };
}

/** Six digits of a kecamatan of another kabupaten. */
export function elsewhere(random: Random, slot: Slot): string {
  const place = (slot.group % GROUPS) + GROUPS * whole(random, 0, 2);
  const kabupaten = at(origins, place % origins.length);
  return (kabupaten === slot.kabupaten ? SPARE : kabupaten) + two(1 + Math.floor(place / origins.length));
}

/** `nth`: 1 for the second of a household with that sex and date, such as a twin; else 0. */
export function nikOf(issued: string, birthDate: string, sex: 'L' | 'P', slot: Slot, nth: 0 | 1): string {
  const day = Number(birthDate.slice(8)) + (sex === 'P' ? 40 : 0);
  const start = issued + two(day) + birthDate.slice(5, 7) + birthDate.slice(2, 4);
  return start + serialOf(Number(start), slot, nth);
}

/** `nth`: 0 for the family's own, 1 for another that it had or gets. `issuedOn`: ISO date. */
export function kkOf(issued: string, issuedOn: string, slot: Slot, nth: 0 | 1): string {
  const start = issued + issuedOn.slice(8) + issuedOn.slice(5, 7) + issuedOn.slice(2, 4);
  return start + serialOf(Number(start) + 1, slot, nth);
}

/** Among those of one beginning a permutation, another for each: members of a household do not share serials. */
function serialOf(start: number, slot: Slot, nth: 0 | 1): string {
  const key = mixed(start % 4_294_967_296, Math.floor(start / 4_294_967_296));
  const place = (slot.serial * (1 + (key % (SERIALS - 1))) + (key >>> 7)) % SERIALS;
  return String(1 + 2 * place + nth).padStart(4, '0');
}

export function two(number: number): string {
  return String(number).padStart(2, '0');
}
