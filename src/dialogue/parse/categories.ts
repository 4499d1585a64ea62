import type { Disability } from '../../domain/report/parts.js';

export interface CategoriesReading {
  /** "01" … "26", each once, in their order. */
  readonly codes: readonly string[];
  /** The kind of disability, when the words tell it. */
  readonly disability: Disability | null;
  /** What names no category. */
  readonly unclear: readonly string[];
  /** What could be one or another: to be asked. */
  readonly ambiguous: readonly { readonly said: string; readonly codes: readonly string[] }[];
}

export function readCategories(_text: string): CategoriesReading {
  return { codes: [], disability: null, unclear: [], ambiguous: [] };
}
