/** What stood in the form in which answers are put right. */
import { z } from 'zod';
import { EditReason } from '../../domain/case/events.js';
import { editPageText } from '../../i18n/casework.js';
import type { Typed } from '../../usecases/casework/services.js';
import { manyTexts, typedText } from './context.js';
import { NOTE_LIMIT } from './decision-form.js';

/** Before the names of fields that are answers. */
export const ANSWER = 'isi:';

const Form = z.object({
  version: z.coerce.number().int().min(1),
  step: z.enum(['lihat', 'ubah', 'simpan']).catch('lihat'),
  reason: typedText,
  note: typedText,
  tanya: manyTexts,
});

/** Characters of one answer: more than any of them takes. */
const ANSWER_LIMIT = 4000;
const Answer = z.union([
  z
    .string()
    .max(ANSWER_LIMIT)
    .transform((one) => [one]),
  z.array(z.string().max(ANSWER_LIMIT)).max(100),
]);

export interface TypedEdit {
  readonly version: number;
  readonly step: 'lihat' | 'ubah' | 'simpan';
  readonly typed: Typed;
  readonly reason: string;
  readonly note: string;
}

/** null: not a form of ours. */
export function readEditForm(body: unknown): TypedEdit | null {
  const form = Form.safeParse(body);
  const answers = z.record(z.string(), z.unknown()).safeParse(body);
  if (!form.success || !answers.success) return null;
  const said = Object.entries(answers.data)
    .filter(([name]) => name.startsWith(ANSWER))
    .map(([name, value]) => [name.slice(ANSWER.length), Answer.safeParse(value).data] as const);
  if (said.some(([, values]) => values === undefined)) return null;
  const { version, step, reason, note, tanya } = form.data;
  const typed = { said: Object.fromEntries(said) as Typed['said'], asked: tanya };
  // Browsers end lines with CR LF.
  return { version, step, typed, reason, note: note.replace(/\r\n/g, '\n').trim() };
}

/** Why it is put right, or what is missing of that. */
export function whyOf({
  reason,
  note,
}: Pick<TypedEdit, 'reason' | 'note'>):
  { readonly reason: EditReason; readonly note: string } | { readonly problems: readonly string[] } {
  const code = EditReason.safeParse(reason);
  const problems = [
    ...(code.success ? [] : [editPageText.reasonMissing]),
    ...(note === '' ? [editPageText.noteMissing] : []),
    ...(note.length > NOTE_LIMIT ? [editPageText.noteTooLong(NOTE_LIMIT)] : []),
  ];
  return code.success && problems.length === 0 ? { reason: code.data, note } : { problems };
}
