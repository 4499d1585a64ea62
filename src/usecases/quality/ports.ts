import type { QualityCheck, QualityPart } from '../../domain/quality/checks.js';
import type { Scoped } from '../../domain/access/scope.js';
import type { AccessEntry } from '../ports.js';
import type { LoneRecord } from './services.js';
import type { CountingState } from './work.js';

/** Where to look: within these regions (who answers for all of them, also where nobody knows), and there. */
export interface QualityArea {
  readonly scope: Scoped;
  /** Of `scope` all, with those of whom no desa is known. */
  readonly whole: boolean;
  /** What the reader may see. */
  readonly sensitive: boolean;
  /** Code of a kecamatan or desa in it; '': nobody knows where; undefined: all. */
  readonly place: string | undefined;
}

/** By place, then by id. */
export interface QualityPlace {
  /** '': nobody knows. */
  readonly desaCode: string;
  readonly subjectId: string;
}

export interface QualityQueries {
  state(): Promise<Pick<CountingState, 'countedAt' | 'askedAt'>>;
  counts(
    area: QualityArea,
  ): Promise<readonly { readonly desaCode: string; readonly check: QualityCheck; readonly count: number }[]>;
  /** By any of these parts, each once. */
  found(
    area: QualityArea,
    parts: readonly QualityPart[],
    page: { readonly after: QualityPlace | null; readonly limit: number },
  ): Promise<readonly QualityPlace[]>;
  size(area: QualityArea, parts: readonly QualityPart[]): Promise<number>;
  /** Of these ids those that are records without a person. */
  alone(ids: readonly string[], sensitive: boolean): Promise<readonly LoneRecord[]>;
  record(entry: AccessEntry): Promise<void>;
}
