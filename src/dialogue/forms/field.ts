import type { DialogueContext } from '../types.js';
import type { Answers } from '../state.js';

export interface Option {
  /** In a button's token; short and without colons. */
  readonly value: string;
  readonly label: string;
}

/** What reading an answer gives: values for this field and for others that follow from it. */
export type FieldReading =
  | { readonly ok: true; readonly set: Answers; readonly note?: string | undefined }
  | { readonly ok: false; readonly reason: string };

/** One question. `multi` is answered by several options, `photos` by pictures. */
export interface Field {
  readonly id: string;
  readonly kind: 'text' | 'multi' | 'photos';
  readonly label: string;
  readonly ask: (context: DialogueContext, answers: Answers) => string;
  readonly options?: (context: DialogueContext) => readonly Option[];
  /** Left out of the conversation when false: it follows from other answers, or does not arise. */
  readonly asked?: (context: DialogueContext, answers: Answers) => boolean;
  /** Typed text, or the value of an option. */
  readonly read: (typed: string, context: DialogueContext, answers: Answers) => FieldReading;
  /** A number typed is the answer itself, never the place of an option: the options bear none. */
  readonly numeric?: boolean;
  /** As the summary shows it. */
  readonly show: (answers: Answers, photos: readonly string[]) => string;
}

export interface Form {
  readonly fields: readonly Field[];
}

export function set(values: Answers, note?: string): FieldReading {
  return { ok: true, set: values, note };
}

export function refuse(reason: string): FieldReading {
  return { ok: false, reason };
}
