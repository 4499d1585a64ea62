/** Somebody is known by a number of the draft: what that can mean, and what follows from the answer. */
import type { OutboundBody } from '../domain/channel/message.js';
import { dialogue } from '../i18n/dialogue.js';
import { merged, fieldsOf } from './draft.js';
import { codesIn } from './forms/pmks-case.js';
import { duplicateReasonField } from './forms/extras.js';
import { nameOfEntry } from './forms/shared.js';
import { askAgain, moveOn, type Move } from './move.js';
import { readChoice } from './parse/choice.js';
import type { Answers, Draft, Known, State } from './state.js';
import { choiceOf } from './tokens.js';
import type { DialogueContext } from './types.js';

const labels: Readonly<Record<string, string>> = {
  update: dialogue.known.update,
  category: dialogue.known.category,
  continue: dialogue.known.goOn,
  drop: dialogue.known.drop,
  stop: dialogue.known.stop,
  none: dialogue.known.noneOfThem,
};

function labelOf(value: string, { entries }: Known): string {
  const taken = /^take-(\d+)$/.exec(value)?.[1];
  const entry = taken === undefined ? undefined : entries[Number(taken)];
  return entry === undefined ? (labels[value] ?? value) : `${entry.name}, ${entry.desaName}`;
}

function reasonField(draft: Draft) {
  return fieldsOf(draft).find(({ id }) => id === 'duplicateReason') ?? duplicateReasonField();
}

export function knownPrompt(
  turn: number,
  draft: Draft,
  known: Known,
  context: DialogueContext,
): OutboundBody {
  if (known.asksReason) {
    const field = reasonField(draft);
    const options = field.options?.(context, draft.answers) ?? [];
    return {
      text: field.ask(context, draft.answers, []),
      menu: true,
      choices: options.map(({ value, label }) => choiceOf(turn, value, label)),
    };
  }
  const which = known.choices.some((value) => value.startsWith('take-'));
  return {
    text: `${known.said}\n${which ? dialogue.known.askWhich : dialogue.known.ask}`,
    menu: true,
    choices: known.choices.map((value) => choiceOf(turn, value, labelOf(value, known))),
  };
}

export function answerKnown(
  state: State,
  draft: Draft,
  known: Known,
  said: string,
  context: DialogueContext,
): Move {
  const withDraft = (next: Draft): Move => moveOn({ ...state, draft: next });
  if (known.asksReason) {
    const reading = reasonField(draft).read(said, context, draft.answers);
    if (!reading.ok) return askAgain(state, reading.reason);
    return withDraft({ ...draft, known: null, answers: merged(draft.answers, reading.set) });
  }
  const place = readChoice(
    said,
    known.choices.map((value) => labelOf(value, known)),
  );
  const value = known.choices.includes(said) ? said : known.choices[place ?? -1];
  const settled: Draft = { ...draft, known: null };
  const [first] = known.entries;
  switch (value) {
    case undefined:
      return askAgain(state, dialogue.chooseOne);
    case 'stop':
      return moveOn({ ...state, ask: { type: 'cancel' } });
    case 'continue':
      return withDraft({ ...draft, known: { ...known, asksReason: true } });
    case 'drop':
      return withDraft(withoutCategories(settled, known.held));
    case 'category':
      return withDraft(asPmksCase(settled));
    case 'update':
      return withDraft(first === undefined ? settled : asUpdate(settled, first, context));
    default: {
      const entry = known.entries[Number(/^take-(\d+)$/.exec(value)?.[1] ?? -1)];
      return withDraft(entry === undefined ? settled : takeEntry(settled, entry, context));
    }
  }
}

type Entry = Known['entries'][number];

/** The report is about this entry: its name need not be asked, nor its desa. */
export function takeEntry(
  draft: Draft,
  { entryId, name, desaName }: Entry,
  { reporter }: DialogueContext,
): Draft {
  const named = reporter.desa.filter((desa) => desa.name === desaName);
  const [desa] = named;
  const place = named.length === 1 && desa !== undefined ? { desaCode: desa.code, desaName } : {};
  const answers: Answers = { entryId, name, [nameOfEntry]: true, ...place };
  return { ...draft, answers: merged(draft.answers, answers) };
}

function withoutCategories(draft: Draft, held: readonly string[]): Draft {
  const left = codesIn(draft.answers).filter((code) => !held.includes(code));
  const categories = left.length === 0 ? undefined : left;
  return { ...draft, answers: merged(draft.answers, { categories }) };
}

const kept = [
  'desaCode',
  'desaName',
  'kk',
  'nik',
  'name',
  'sex',
  'nikBirthDate',
  'note',
  'location',
  'urgent',
];
const keptOfPerson = [
  ...kept,
  'birthDate',
  'birthEstimated',
  'birthDate:settled',
  'address',
  'rtRw',
  'photos',
];

function pick(answers: Answers, ids: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id)));
}

function asUpdate(draft: Draft, entry: Entry, context: DialogueContext): Draft {
  const answers = { ...pick(draft.answers, kept), who: 'given' };
  return takeEntry(turned(draft, 'data_update', answers), entry, context);
}

function asPmksCase(draft: Draft): Draft {
  return turned(draft, 'pmks_case', pick(draft.answers, keptOfPerson));
}

function turned(draft: Draft, kind: Draft['kind'], answers: Answers): Draft {
  const next: Draft = { ...draft, kind, answers: { ...answers }, todo: [], editing: false };
  const ids = new Set(fieldsOf(next).map(({ id }) => id));
  return { ...next, trail: draft.trail.filter((id) => ids.has(id) && answers[id] !== undefined) };
}

/** Left by a step back or an edit: the numbers are looked up anew, whatever is said then. */
export function unsettled(draft: Draft): Draft {
  if (draft.known === null) return draft;
  const { numbers } = draft.known;
  return { ...draft, known: null, lookedUp: draft.lookedUp.filter((digits) => !numbers.includes(digits)) };
}
