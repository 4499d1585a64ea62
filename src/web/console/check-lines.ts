/** What the history of a case says of a field check: pairs of a name and what stands beside it. */
import type { CaseEventData } from '../../domain/case/events.js';
import { differences } from '../../domain/case/field-check.js';
import { eventText } from '../../i18n/console.js';
import { checkEventLines, checkQuestionLabels, foundLabels } from '../../i18n/field-check.js';
import { longDate } from '../../i18n/form.js';

type OfCheck = Extract<
  CaseEventData,
  { type: 'field_check_ordered' | 'field_check_cancelled' | 'field_check_reported' }
>;

export function checkLines(data: OfCheck): readonly (readonly [string, string])[] {
  switch (data.type) {
    case 'field_check_ordered': {
      const { dueOn, questions, note } = data;
      return [
        [checkEventLines.due, longDate(dueOn)],
        [checkEventLines.look, questions.map((one) => checkQuestionLabels[one]).join(', ')],
        ...noted(note),
      ];
    }
    case 'field_check_cancelled':
      return [[eventText.reason, data.note]];
    case 'field_check_reported': {
      const differ = differences(data.result).map((one) => checkQuestionLabels[one]);
      return [
        [checkEventLines.found, data.result.found ? foundLabels.yes : foundLabels.no],
        ...(differ.length === 0 ? [] : [[checkEventLines.differs, differ.join(', ')] as const]),
        ...noted(data.result.note ?? ''),
      ];
    }
  }
}

function noted(note: string): readonly (readonly [string, string])[] {
  return note === '' ? [] : [[eventText.note, note]];
}
