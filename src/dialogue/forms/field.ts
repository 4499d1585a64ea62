import type { Report } from '../../domain/report/report.js';
import type { Answers, DraftPhoto } from '../state.js';
import type { DialogueContext } from '../types.js';

export interface Option {
  /** In a button's token; short and without colons. */
  readonly value: string;
  /** Empty: its number alone is shown. */
  readonly label: string;
  /** Of a `multi`: its number, where that is not its place among the options. */
  readonly number?: number;
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
  readonly ask: (context: DialogueContext, answers: Answers, photos: readonly DraftPhoto[]) => string;
  readonly options?: (context: DialogueContext, answers: Answers) => readonly Option[];
  /** Not asked by itself when false: it follows from other answers, does not arise, or is only offered. */
  readonly asked?: (context: DialogueContext, answers: Answers) => boolean;
  /** Whether there is an answer; by default, one of its own id. */
  readonly answered?: (answers: Answers) => boolean;
  /** Offered in the summary alone once a block has answered the rest. */
  readonly optional?: boolean;
  /** The field that `kembali` leads to, where it is another: this one only arises from its answer. */
  readonly backTo?: string;
  /** Left out of the summary when false. */
  readonly shown?: (answers: Answers, context: DialogueContext) => boolean;
  /** Typed text, or the value of an option. */
  readonly read: (typed: string, context: DialogueContext, answers: Answers) => FieldReading;
  /** Of a `multi`: the values of the options picked by button. */
  readonly take?: (picked: readonly string[], answers: Answers, context: DialogueContext) => FieldReading;
  /** As the summary shows it. */
  readonly show: (answers: Answers, photos: readonly DraftPhoto[], context: DialogueContext) => string;
}

export interface Form {
  /** In the order they are asked. */
  readonly fields: (answers: Answers) => readonly Field[];
  /** What the answers make, to be checked against the schema of the report. */
  readonly make: (answers: Answers, context: DialogueContext) => Record<string, unknown>;
  /** Answers of a report that was sent before, to be corrected. */
  readonly answersOf: (report: Report, today: string) => Answers;
  /** What is worth a second look, said in the summary; it stops nobody. */
  readonly remarks?: (answers: Answers, context: DialogueContext, today: string) => readonly string[];
}

export function set(values: Answers, note?: string): FieldReading {
  return { ok: true, set: values, note };
}

export function refuse(reason: string): FieldReading {
  return { ok: false, reason };
}
