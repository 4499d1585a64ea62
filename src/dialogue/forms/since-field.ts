import { form } from '../../i18n/form.js';
import { fieldLabels } from '../../i18n/labels.js';
import { readSince } from '../since.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field } from './field.js';
import { showDate, today } from './shared.js';

/** Since when: the day, the month or the year. */
export function sinceField(
  ask: (answers: Answers) => string,
  arises: (answers: Answers) => boolean = () => true,
): Field {
  return {
    id: 'since',
    kind: 'text',
    label: fieldLabels.since,
    ask: (_context, answers) => ask(answers),
    asked: (_context, answers) => arises(answers),
    shown: arises,
    read: (typed, context) => {
      const reading = readSince(typed, today(context));
      return reading.ok ? set({ since: reading.date }) : refuse(form.since[reading.fault]);
    },
    show: (answers) => showDate(answers['since']),
  };
}
