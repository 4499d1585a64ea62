/** Made-up people for the matcher's tests. */
import { defaultMatchConfig } from '../../../src/domain/matching/default-config.js';
import { createMatcher, type Comparison, type Row } from '../../../src/domain/matching/score.js';

export const matcher = createMatcher(defaultMatchConfig, '2026-11-20');

export const man = {
  id: 'a',
  nik: '6408041203800001',
  kk: '6408040101100011',
  name: 'Contoh Budiman',
  birthDate: '1980-03-12',
  sex: 'L',
  desaCode: '64.08.04.2001',
  address: 'Jl. Percobaan RT 3 RW 1',
  phone: '081200000011',
  motherName: 'Sumiati Misalnya',
} as const satisfies Row;

export const woman = {
  ...man,
  nik: '6408045203800002',
  name: 'Siti Aminah Contoh',
  sex: 'P',
  phone: '081200000012',
} as const satisfies Row;

/** Elsewhere, in a household of its own. */
export const elsewhere = {
  kk: '6408120101220077',
  desaCode: '64.08.12.2003',
  address: 'Dusun Misal Baru RT 9',
  phone: '081299999977',
} as const satisfies Row;

export const nextDoor = {
  kk: '6408040101150088',
  address: 'Jl. Percobaan RT 3 RW 1',
  phone: '081299999988',
  motherName: 'Hartini Umpama',
} as const satisfies Row;

export function compare(left: Row, right: Row): Comparison {
  return matcher.compare(matcher.prepare(left), matcher.prepare(right, 'right'));
}

/** Whether blocking brings the two together. */
export function meet(left: Row, right: Row): boolean {
  const keys = new Set(matcher.keys(matcher.prepare(left)));
  return matcher.keys(matcher.prepare(right, 'right')).some((key) => keys.has(key));
}
