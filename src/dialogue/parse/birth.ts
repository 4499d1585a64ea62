export type BirthFault = 'unreadable' | 'impossible' | 'future' | 'too_old' | 'ambiguous';

export type BirthReading =
  | { readonly ok: true; readonly birthDate: string; readonly estimated: boolean }
  | { readonly ok: false; readonly fault: BirthFault };

/** A date of birth, an age or a year of birth. `today`: ISO date. */
export function readBirth(_text: string, _today: string): BirthReading {
  return { ok: false, fault: 'unreadable' };
}
