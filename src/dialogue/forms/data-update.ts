/** The questions about a change in what is known already, in order. */
import { dataChanges, type DataChange } from '../../domain/report/data-update.js';
import { form } from '../../i18n/form.js';
import { dataChangeLabels, fieldLabels } from '../../i18n/labels.js';
import { changeIn } from '../kinds.js';
import { oneLine, saysDone, saysNone, saysNothing } from '../parse/text.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field, type Form } from './field.js';
import { memberAnswers, membersOf, toldMembers } from './member-told.js';
import { memberFields, takeMembers } from './members.js';
import { nameField } from './name-field.js';
import { photosField } from './photos.js';
import { sinceField } from './since-field.js';
import { choiceField } from './choice-field.js';
import { duplicateReasonField, location, noteField } from './extras.js';
import { commonAnswers, commonOf, personAnswers } from './report-answers.js';
import {
  addressAnswers,
  addressField,
  addressOf,
  birthDate,
  bornOf,
  desa,
  kk,
  nikField,
  noneOption,
  rtRw,
  sexField,
} from './shared.js';
import { whoFields } from './who.js';

const MOST = 29;
const none = 'none';

export function changeOf(answers: Answers): DataChange | null {
  return dataChanges.find((change) => change === answers['change']) ?? null;
}

const is =
  (...changes: readonly DataChange[]) =>
  (answers: Answers): boolean => {
    const change = changeOf(answers);
    return change !== null && changes.includes(change);
  };

const arrives = is('new_arrival');
const changesMembers = is('members');
const needsAddress = is('address', 'new_arrival');
const hasAddress = (answers: Answers) => needsAddress(answers) && answers['address'] !== undefined;
const needsPlace = is('moved', 'new_arrival');

/** New members told in one answer: as many as were told. */
export function newMembersIn({ newMembers: count }: Answers): number {
  return typeof count === 'number' && count >= 0 && count <= MOST ? count : 0;
}

const newMembers: Field = {
  id: 'newMembers',
  kind: 'text',
  label: form.newMembers.label,
  ask: () => form.newMembers.ask,
  options: noneOption(form.newMembers.none),
  asked: (_context, answers) => changesMembers(answers),
  shown: (answers) => changesMembers(answers) && newMembersIn(answers) === 0,
  read: (typed, context) => {
    if (typed === none || saysNone(typed) || saysDone(typed)) return set({ newMembers: 0 });
    const reading = takeMembers(typed, { place: 1, count: MOST, wrong: form.newMembers.wrong }, context);
    if (!reading.ok) return reading;
    const count = Object.keys(reading.set).filter((id) => /^member:\d+$/.test(id)).length;
    return { ...reading, set: { ...reading.set, newMembers: count } };
  },
  show: () => form.none,
};

const gone: Field = {
  id: 'gone',
  kind: 'text',
  label: fieldLabels.gone,
  ask: () => form.gone.ask,
  options: noneOption(form.gone.none),
  asked: (_context, answers) => changesMembers(answers),
  shown: changesMembers,
  read: (typed, _context, answers) => {
    if (typed === none || saysNone(typed) || saysDone(typed)) {
      // Nobody new and nobody gone: there is nothing to report yet.
      return newMembersIn(answers) === 0
        ? set({ newMembers: undefined, gone: undefined }, form.gone.neither)
        : set({ gone: null });
    }
    const line = saysNothing(typed) ? null : oneLine(typed, 300);
    return line === null || !/\p{L}{2}/u.test(line) ? refuse(form.gone.wrong) : set({ gone: line });
  },
  show: (answers) => (typeof answers['gone'] === 'string' ? answers['gone'] : form.none),
};

const place: Field = {
  id: 'place',
  kind: 'text',
  label: fieldLabels.place,
  ask: (_context, answers) => (arrives(answers) ? form.place.askArrived : form.place.askMoved),
  asked: (_context, answers) => needsPlace(answers),
  shown: needsPlace,
  read: (typed) => {
    const line = saysNothing(typed) || saysNone(typed) ? null : oneLine(typed, 200);
    return line === null || !/\p{L}{2}/u.test(line) ? refuse(form.place.wrong) : set({ place: line });
  },
  show: (answers) => (typeof answers['place'] === 'string' ? answers['place'] : ''),
};

const sinceQuestions: Readonly<Partial<Record<DataChange, string>>> = {
  moved: form.since.askMoved,
  died: form.since.askDied,
  new_arrival: form.since.askArrived,
};

const change = choiceField({
  id: 'change',
  label: form.change.label,
  ask: form.change.ask,
  wrong: form.change.wrong,
  labels: dataChangeLabels,
  words: changeIn,
});

const changed = [...whoFields(), nameField({ ask: form.name.ask, askWhole: null })];
/** Of a new arrival the whole person is asked; of others only who they are. */
const arrived = [
  ...[kk, nikField(form.nik.ask), nameField({ ask: form.name.ask, askWhole: form.name.askWhole })],
  ...[birthDate, sexField((_context, { sex }) => typeof sex !== 'string')],
];
const since = sinceField(
  (given) => sinceQuestions[changeOf(given) ?? 'moved'] ?? form.since.ask,
  is('moved', 'died', 'new_arrival'),
);

function addressAsked(ask: string): Field {
  return { ...addressField(ask, (_context, given) => needsAddress(given)), shown: hasAddress };
}

const addressArrived = addressAsked(form.address.ask);
const addressChanged = addressAsked(form.address.askNew);
const after: readonly Field[] = [
  gone,
  noteField(undefined),
  photosField(['kk', 'ktp']),
  { ...location, shown: (given) => given['location'] !== undefined || needsAddress(given) },
  duplicateReasonField(),
];
const rtRwThere: Field = { ...rtRw, shown: hasAddress };

export const dataUpdateForm: Form = {
  fields: (answers) => [
    desa,
    change,
    ...(arrives(answers) ? arrived : changed),
    place,
    since,
    arrives(answers) ? addressArrived : addressChanged,
    rtRwThere,
    newMembers,
    ...(changesMembers(answers) ? memberFields(newMembersIn(answers), 1) : []),
    ...after,
  ],
  make: (answers) => {
    const arrival = arrives(answers);
    const { date, estimated } = bornOf(answers);
    const when = (arises: boolean, value: unknown) => (arises ? (value ?? null) : null);
    return {
      ...commonOf(answers),
      change: answers['change'],
      entryId: arrival ? null : (answers['entryId'] ?? null),
      kk: answers['kk'] ?? null,
      nik: answers['nik'] ?? null,
      name: answers['name'],
      birthDate: arrival ? date : null,
      birthEstimated: arrival && estimated,
      sex: arrival ? answers['sex'] : null,
      since: when(is('moved', 'died', 'new_arrival')(answers), answers['since']),
      place: when(needsPlace(answers), answers['place']),
      address: needsAddress(answers) ? addressOf(answers) : null,
      members: changesMembers(answers) ? membersOf(answers, newMembersIn(answers)) : [],
      gone: when(changesMembers(answers), answers['gone']),
    };
  },
  answersOf: (report, day) => {
    if (report.kind !== 'data_update') return {};
    return {
      ...commonAnswers(report),
      ...personAnswers(report, day),
      who: 'given',
      change: report.change,
      kk: report.kk,
      name: report.name,
      ...(report.entryId === null ? {} : { entryId: report.entryId }),
      ...(report.since === null ? {} : { since: report.since }),
      ...(report.place === null ? {} : { place: report.place }),
      ...addressAnswers(report.address),
      ...memberAnswers(report.members),
      newMembers: report.members.length,
      gone: report.gone,
    };
  },
};

/** People told of in the answers, besides the one it is about. */
export function newMembersTold(answers: Answers) {
  return changesMembers(answers) ? toldMembers(answers, newMembersIn(answers)) : [];
}
