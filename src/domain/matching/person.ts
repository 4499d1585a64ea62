/** People of the registers that SIPMAS joins, as the default configuration compares them. */
import { defaultMatchConfig } from './default-config.js';
import { createMatcher, type Matcher, type Verdict } from './score.js';

/** null: not known. Dates are ISO, numbers as in src/domain/identity, phones E.164. */
export interface PersonFacts {
  readonly nik: string | null;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly kk: string | null;
  /** Kemendagri's. */
  readonly desaCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly motherName: string | null;
}

/** Whom a report is about, as far as it says. */
export interface ReportedPerson extends Pick<PersonFacts, 'nik' | 'name' | 'birthDate' | 'sex' | 'kk'> {
  readonly desaCode: string;
  /** Who was recorded by this very case does not count. null: it is none yet. */
  readonly caseId: string | null;
}

let made: { readonly today: string; readonly matcher: Matcher } | null = null;

/** `today`: ISO date, which tells the century in a NIK. */
export function personMatcher(today: string): Matcher {
  if (made?.today !== today) made = { today, matcher: createMatcher(defaultMatchConfig, today) };
  return made.matcher;
}

/** What may be found of two; that they are two is nothing to keep. */
export type PairVerdict = Exclude<Verdict, 'different'>;
