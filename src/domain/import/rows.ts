export const sources = ['DTKS', 'DTSEN', 'P3KE', 'PMKS'] as const;
export type Source = (typeof sources)[number];

export interface RowFault {
  readonly column: string;
  readonly code: string;
}

export interface SourceRow {
  readonly sourceKey: string | null;
  readonly nik: string | null;
  readonly kk: string | null;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly desaCode: string | null;
  readonly address: string | null;
  readonly relation: string | null;
  readonly desil: number | null;
  readonly rankedOn: string | null;
  readonly category: string | null;
  readonly disability: string | null;
  readonly note: string | null;
  readonly verification: {
    readonly on: string | null;
    readonly by: string | null;
    readonly result: string | null;
  } | null;
  readonly motherName: string | null;
  readonly phone: string | null;
}
