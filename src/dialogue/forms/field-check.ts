/** The questions of a field check: whether they were found, then each thing that was asked for. */
import type { CheckFinding, CheckQuestion } from '../../domain/case/field-check.js';
import { checkFindings } from '../../domain/case/field-check.js';
import { checkChat, checkFindingLabels, checkQuestionLabels, foundLabels } from '../../i18n/field-check.js';
import { fieldLabels } from '../../i18n/labels.js';
import { form } from '../../i18n/form.js';
import { oneLine, plainWords, readYesNo, saysDone, saysNone, saysNothing } from '../parse/text.js';
import type { Answers } from '../state.js';
import { choiceField } from './choice-field.js';
import { location } from './extras.js';
import { refuse, set, type Field, type Form } from './field.js';
import { photosField } from './photos.js';

const none = 'none';
const MAX_NOTE = 500;
/** However it is spaced: a NIK or a No. KK. */
const IDENTITY_NUMBER = /(?<!\d)\d(?:[ .-]?\d){15}(?!\d)/;

const wasFound = ({ found }: Answers) => found === 'yes';
const idOf = (question: CheckQuestion) => `check-${question}`;

const found: Field = choiceField({
  id: 'found',
  ...checkChat.found,
  labels: foundLabels,
  words: (typed) => {
    const words = plainWords(typed);
    if (/\b(?:tidak|tdk|gak|ga|nggak|enggak|belum)\b.*\b(?:ketemu|ditemukan|ada)\b/.test(words)) return 'no';
    if (/\b(?:ketemu|bertemu|ditemukan)\b|^ada\b/.test(words)) return 'yes';
    const yes = readYesNo(typed);
    return yes === null ? null : yes ? 'yes' : 'no';
  },
});

function questionField(question: CheckQuestion): Field {
  return choiceField({
    id: idOf(question),
    label: checkQuestionLabels[question],
    ask: checkChat.question.ask(question),
    wrong: checkChat.question.wrong,
    labels: checkFindingLabels,
    asked: (_context, answers) => wasFound(answers),
    shown: wasFound,
    words: findingIn,
  });
}

/** "Sesuai laporan?" is answered by yes and no as well. */
function findingIn(typed: string): CheckFinding | null {
  const words = plainWords(typed);
  if (/\b(?:tahu|tau|yakin|jelas)\b/.test(words)) return 'unknown';
  if (
    /\b(?:beda|berbeda|lain|salah|(?:tidak|tdk|kurang|gak|ga|nggak|belum) (?:sesuai|cocok))\b/.test(words)
  ) {
    return 'differs';
  }
  if (/\b(?:sesuai|cocok|sama)\b/.test(words)) return 'matches';
  const yes = readYesNo(typed);
  return yes === null ? null : yes ? 'matches' : 'differs';
}

function noteOf(questions: readonly CheckQuestion[]): Field {
  const needed = (answers: Answers) =>
    !wasFound(answers) || questions.some((question) => answers[idOf(question)] === 'differs');
  return {
    id: 'note',
    kind: 'text',
    label: fieldLabels.note,
    ask: (_context, answers) => checkChat.note.ask(needed(answers)),
    options: (_context, answers) => (needed(answers) ? [] : [{ value: none, label: checkChat.note.skip }]),
    read: (typed, _context, answers) => {
      const skips = typed === none || saysNone(typed) || saysDone(typed) || saysNothing(typed);
      if (skips) return needed(answers) ? refuse(checkChat.note.ask(true)) : set({ note: null });
      if (IDENTITY_NUMBER.test(typed)) return refuse(checkChat.note.personalNumber);
      const line = oneLine(typed, MAX_NOTE);
      return line === null ? refuse(checkChat.note.wrong) : set({ note: line });
    },
    show: ({ note }) => (typeof note === 'string' ? note : form.note.noneYet),
  };
}

/** What is asked depends on what the office wants to know. */
export function fieldCheckForm(
  questions: readonly CheckQuestion[],
): Pick<Form, 'fields' | 'make' | 'remarks'> {
  const fields: readonly Field[] = [
    found,
    ...questions.map(questionField),
    noteOf(questions),
    photosField(['house_front', 'house_inside']),
    { ...location, shown: (answers) => answers['location'] !== undefined },
  ];
  return {
    fields: () => fields,
    make: (answers) => ({
      found: wasFound(answers),
      answers: wasFound(answers)
        ? questions.map((question) => ({ question, finding: findingOf(answers[idOf(question)]) }))
        : [],
      note: answers['note'] ?? null,
      location: answers['location'] ?? null,
    }),
  };
}

function findingOf(value: unknown): CheckFinding {
  return checkFindings.find((finding) => finding === value) ?? 'unknown';
}
