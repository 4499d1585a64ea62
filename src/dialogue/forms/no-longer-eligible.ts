/** The questions about somebody who is better off by now, in order. */
import { form } from '../../i18n/form.js';
import { fieldLabels, ineligibleReasonLabels } from '../../i18n/labels.js';
import type { Answers } from '../state.js';
import type { Field, Form } from './field.js';
import { nameField } from './name-field.js';
import { photosField } from './photos.js';
import { sinceField } from './since-field.js';
import { choiceField } from './choice-field.js';
import { duplicateReasonField, location, noteField } from './extras.js';
import { commonAnswers, commonOf, personAnswers } from './report-answers.js';
import { addressAnswers, addressField, addressOf, desa, rtRw } from './shared.js';
import { hasEntry, whoFields } from './who.js';

const unknown = (answers: Answers) => !hasEntry(answers);

const fields: readonly Field[] = [
  desa,
  ...whoFields(),
  nameField({ ask: form.name.ask, askWhole: null }),
  addressField(form.address.ask, (_context, answers) => unknown(answers)),
  rtRw,
  choiceField({
    id: 'reason',
    label: fieldLabels.reason,
    ask: form.reason.ask,
    wrong: form.reason.wrong,
    labels: ineligibleReasonLabels,
  }),
  sinceField(() => form.since.ask),
  noteField(undefined),
  photosField(['house_front', 'house_inside']),
  { ...location, shown: (answers) => answers['location'] !== undefined },
  duplicateReasonField(),
];

export const noLongerEligibleForm: Form = {
  fields: () => fields,
  make: (answers) => ({
    ...commonOf(answers),
    entryId: answers['entryId'] ?? null,
    kk: answers['kk'] ?? null,
    nik: answers['nik'] ?? null,
    name: answers['name'],
    address: answers['address'] === undefined ? null : addressOf(answers),
    reason: answers['reason'],
    since: answers['since'],
  }),
  answersOf: (report, day) => {
    if (report.kind !== 'no_longer_eligible') return {};
    return {
      ...commonAnswers(report),
      ...personAnswers({ ...report, birthDate: null, birthEstimated: false, sex: null }, day),
      who: 'given',
      kk: report.kk,
      name: report.name,
      ...(report.entryId === null ? {} : { entryId: report.entryId }),
      ...addressAnswers(report.address),
      reason: report.reason,
      since: report.since,
    };
  },
};
