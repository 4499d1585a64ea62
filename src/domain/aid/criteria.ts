/** By what a list of people for a programme is built. */
import { z } from 'zod';
import { indicatorIds } from '../report/indicators.js';

/** The five stores; PEMDA is Data Pemda, the region's own. */
export const stores = ['PEMDA', 'DTSEN', 'DTKS', 'P3KE', 'PMKS'] as const;
export type Store = (typeof stores)[number];
/** Those that rank families, the one that counts first. */
export const rankedStores = ['DTSEN', 'DTKS', 'P3KE'] as const;
export type RankedStore = (typeof rankedStores)[number];

const Age = z.number().int().min(0).max(120);
const Desil = z.number().int().min(1).max(10);
const Received = z.object({ program: z.string().min(1).max(20), since: z.iso.date() });

export const AidCriteria = z.object({
  /** Region codes: whoever lives in one of them. */
  areas: z
    .array(z.string().regex(/^\d\d(\.\d{2,4}){0,3}$/))
    .min(1)
    .max(200),
  /** Present in each of them. */
  present: z.array(z.enum(stores)),
  /** In none of them. */
  absent: z.array(z.enum(stores)),
  /** As that store last ranked them. */
  desil: z.object({ store: z.enum(rankedStores), from: Desil, to: Desil }).nullable(),
  /** Has one of these PMKS categories now; empty: of no account. */
  categories: z.array(z.string().regex(/^\d{2}$/)),
  /** Full years, both included. */
  ageFrom: Age.nullable(),
  ageTo: Age.nullable(),
  sex: z.enum(['L', 'P']).nullable(),
  /** Lives in a household of Data Pemda of which each of these was reported. */
  indicators: z.array(z.enum(indicatorIds)),
  /** Active in Data Pemda, or marked as verified in the field. */
  verified: z.boolean(),
  /** Without those whom Data Pemda knows as moved, deceased or not eligible any more. */
  active: z.boolean(),
  /** Was given something by a programme, on that day or later. */
  received: Received.nullable(),
  notReceived: Received.nullable(),
});
export type AidCriteria = z.infer<typeof AidCriteria>;

export const criteriaProblems = ['desil_order', 'age_order', 'store_twice', 'areas'] as const;
export type CriteriaProblem = (typeof criteriaProblems)[number];

/** What cannot be true of anybody. */
export function problemsOf({
  desil,
  ageFrom,
  ageTo,
  present,
  absent,
}: AidCriteria): readonly CriteriaProblem[] {
  const problems: CriteriaProblem[] = [];
  if (desil !== null && desil.from > desil.to) problems.push('desil_order');
  if (ageFrom !== null && ageTo !== null && ageFrom > ageTo) problems.push('age_order');
  if (present.some((store) => absent.includes(store))) problems.push('store_twice');
  return problems;
}

/** Of full years; null: not known. */
export const ageGroups = ['0-5', '6-17', '18-59', '60'] as const;
export type AgeGroup = (typeof ageGroups)[number];

const Counted = z.record(z.string(), z.number().int());

/** What a list holds; as it is kept of a frozen one. */
export const AidComposition = z.object({
  total: z.number().int(),
  /** By region code. */
  desa: Counted,
  /** By desil, of the store that counts first among those that rank the person; '' where none does. */
  desil: Counted,
  /** '' where the date of birth is not known. */
  age: Counted,
  /** '' where it is not known. */
  sex: Counted,
});
export type AidComposition = Readonly<z.infer<typeof AidComposition>>;

export const listStates = ['draft', 'freezing', 'frozen', 'approved', 'returned'] as const;
export type ListState = (typeof listStates)[number];
