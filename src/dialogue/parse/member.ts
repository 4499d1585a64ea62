import type { Disability, Relation, Schooling, Sex } from '../../domain/report/parts.js';

export interface MemberReading {
  readonly name: string | null;
  readonly nik: string | null;
  readonly relation: Relation | null;
  readonly sex: Sex | null;
  readonly birthDate: string | null;
  readonly birthEstimated: boolean;
  readonly schooling: Schooling | null;
  readonly work: string | null;
  readonly disability: Disability | null;
  /** Said to have none. */
  readonly noNik: boolean;
  readonly problems: readonly { readonly part: 'nik' | 'birth'; readonly fault: string }[];
}

/** One person on one line. `today`: ISO date. */
export function readMember(_line: string, _today: string): MemberReading {
  return {
    name: null,
    nik: null,
    relation: null,
    sex: null,
    birthDate: null,
    birthEstimated: false,
    schooling: null,
    work: null,
    disability: null,
    noNik: false,
    problems: [],
  };
}

/** One person a line, or `;` between them. */
export function readMembers(_text: string, _today: string): readonly MemberReading[] {
  return [];
}
