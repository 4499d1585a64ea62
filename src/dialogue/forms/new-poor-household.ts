/** The questions of a new-poor-household report, in order. A new question is a new entry here. */
import { indicatorIds } from '../../domain/report/indicators.js';
import { form } from '../../i18n/form.js';
import { fieldLabels, indicatorLabels } from '../../i18n/labels.js';
import { readChoices } from '../parse/choice.js';
import { readCount } from '../parse/number.js';
import { saysNone } from '../parse/text.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field, type Form } from './field.js';
import { memberAnswers, membersOf, membersSkipped } from './member-told.js';
import { memberFields, otherMembers } from './members.js';
import { nameField } from './name-field.js';
import { photosField } from './photos.js';
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
  rtRw,
  sexField,
} from './shared.js';

const memberCount: Field = {
  id: 'memberCount',
  kind: 'text',
  label: fieldLabels.memberCount,
  ask: () => form.memberCount.ask,
  read: (typed) => {
    const count = readCount(typed);
    return count !== null && count >= 1 && count <= 30
      ? set({ memberCount: count })
      : refuse(form.memberCount.wrong);
  },
  show: ({ memberCount: count }) => form.memberCount.show(Number(count)),
};

/** Members besides the head. */
export function othersIn({ memberCount: count }: Answers): number {
  return typeof count === 'number' && count >= 1 && count <= 30 ? count - 1 : 0;
}

const indicators: Field = {
  id: 'indicators',
  kind: 'multi',
  label: fieldLabels.indicators,
  ask: () => form.indicators.ask(indicatorIds.map((id) => indicatorLabels[id])),
  // Named in the question: the number is enough.
  options: () => indicatorIds.map((id) => ({ value: id, label: '' })),
  read: (typed) => {
    if (typed === 'none' || saysNone(typed)) return set({ indicators: [] });
    const places = readChoices(typed, indicatorIds.length);
    if (places === null) return refuse(form.indicators.wrong(indicatorIds.length));
    return set({ indicators: places.flatMap((place) => indicatorIds[place] ?? []) });
  },
  show: ({ indicators: chosen }) => {
    const places = indicatorIds.flatMap((id, place) =>
      Array.isArray(chosen) && chosen.includes(id) ? [place] : [],
    );
    return form.indicators.show(places);
  },
};

const before = [
  desa,
  kk,
  nikField(form.nik.askHead),
  nameField({ ask: form.name.askHead, askWhole: form.name.askWholeHead }),
  birthDate,
  sexField(() => false),
  addressField(form.address.ask),
  rtRw,
  memberCount,
];
const after = [
  otherMembers(othersIn),
  indicators,
  photosField(['house_front', 'house_inside', 'ktp', 'kk']),
  location,
  noteField(() => false),
  duplicateReasonField(),
];

export const newPoorHouseholdForm: Form = {
  fields: (answers) => [...before, ...memberFields(othersIn(answers), 2), ...after],
  make: (answers) => {
    const { date, estimated } = bornOf(answers);
    const { kk: card, nik, name, sex, memberCount: count, indicators: chosen } = answers;
    return {
      ...commonOf(answers),
      kk: card,
      nik,
      name,
      birthDate: date,
      birthEstimated: estimated,
      sex: sex ?? null,
      address: addressOf(answers),
      memberCount: count,
      members: membersOf(answers, othersIn(answers)),
      indicators: chosen,
    };
  },
  answersOf: (report, day) => {
    if (report.kind !== 'new_poor_household') return {};
    return {
      ...commonAnswers(report),
      ...personAnswers(report, day),
      kk: report.kk,
      name: report.name,
      ...addressAnswers(report.address),
      memberCount: report.memberCount,
      ...memberAnswers(report.members),
      [membersSkipped]: true,
      indicators: report.indicators,
    };
  },
};
