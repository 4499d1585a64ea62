/** What is only offered, or told after all: a note, a place, why it is sent although somebody is known. */
import { GeoPoint } from '../../domain/report/parts.js';
import { form } from '../../i18n/form.js';
import { fieldLabels } from '../../i18n/labels.js';
import { readChoice } from '../parse/choice.js';
import { oneLine, saysDone, saysNone, saysNothing } from '../parse/text.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field } from './field.js';
import { isNone, noneOption, text } from './shared.js';

const none = 'none';
const MAX_NOTE = 500;

/** `asked`: where the note is a question of its own; else it is only offered in the summary. */
export function noteField(
  asked: Field['asked'],
  allowed: (answers: Answers, context: DialogueContext) => boolean = () => true,
): Field {
  return {
    id: 'note',
    kind: 'text',
    label: fieldLabels.note,
    ask: () => form.note.ask,
    options: () => [{ value: none, label: form.note.skip }],
    asked: (context, answers) => allowed(answers, context) && (asked?.(context, answers) ?? true),
    optional: true,
    shown: allowed,
    read: (typed, context, answers) => {
      if (!allowed(answers, context)) return refuse(form.note.notKept);
      if (typed === none || saysNone(typed) || saysDone(typed) || saysNothing(typed))
        return set({ note: null });
      const line = oneLine(typed, MAX_NOTE);
      return line === null ? refuse(form.note.wrong) : set({ note: line });
    },
    show: ({ note }) => (typeof note === 'string' ? note : form.note.noneYet),
  };
}

/** Coordinates and links are read at every question, see places.ts: here only its being taken back. */
export const location: Field = {
  id: 'location',
  kind: 'text',
  label: fieldLabels.location,
  ask: () => form.location.ask,
  options: noneOption(form.location.none),
  asked: () => false,
  read: (typed) => (isNone(typed) || saysDone(typed) ? set({ location: null }) : refuse(form.location.wrong)),
  show: (answers) => {
    const point = GeoPoint.safeParse(answers['location']);
    if (!point.success) return form.location.noneYet;
    return `${point.data.latitude.toFixed(5)}, ${point.data.longitude.toFixed(5)}`;
  },
};

const MAX_REASON = 200;

/** Set by look-up.ts; here it can be changed. `chosen`: of a sensitive case nothing is written freely. */
export function duplicateReasonField(
  chosen: (answers: Answers, context: DialogueContext) => boolean = () => false,
): Field {
  const { choices } = form.duplicateReason;
  return {
    id: 'duplicateReason',
    kind: 'text',
    label: form.duplicateReason.label,
    ask: (context, answers) =>
      chosen(answers, context) ? form.duplicateReason.askChosen : form.duplicateReason.ask,
    options: () => choices.map((label, place) => ({ value: `r${String(place)}`, label })),
    asked: () => false,
    shown: (answers) => typeof answers['duplicateReason'] === 'string',
    read: (typed, context, answers) => {
      const pressed = choices.findIndex((_label, place) => typed === `r${String(place)}`);
      const choice = choices[pressed === -1 ? (readChoice(typed, choices) ?? -1) : pressed];
      if (choice !== undefined) return set({ duplicateReason: choice });
      if (chosen(answers, context)) return refuse(form.duplicateReason.wrongChosen);
      const line = saysNothing(typed) || saysNone(typed) ? null : oneLine(typed, MAX_REASON);
      return line === null || !/\p{L}{2}/u.test(line)
        ? refuse(form.duplicateReason.wrong)
        : set({ duplicateReason: line });
    },
    show: (answers) => text(answers['duplicateReason']),
  };
}
