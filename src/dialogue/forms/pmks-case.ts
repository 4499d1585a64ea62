/** The questions of a PMKS case, in order. */
import { pmksCategories, sensitiveCodes, type PmksCategory } from '../../domain/pmks/categories.js';
import { hasSensitive } from '../../domain/report/pmks-case.js';
import { form } from '../../i18n/form.js';
import { disabilityLabels, fieldLabels } from '../../i18n/labels.js';
import { readCategories } from '../parse/categories.js';
import { readDisability } from '../parse/words.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field, type FieldReading, type Form } from './field.js';
import { nameField } from './name-field.js';
import { photosField } from './photos.js';
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
  rtRw,
  sexField,
} from './shared.js';

export function codesIn({ categories: chosen }: Answers): readonly string[] {
  return pmksCategories
    .map(({ code }) => code)
    .filter((code) => Array.isArray(chosen) && chosen.includes(code));
}

/** Of a sensitive category no more than its number is ever shown. */
function labelIn({ categories: all }: DialogueContext): (code: string) => string {
  return (code) => {
    const category = all.find((one) => one.code === code);
    return category === undefined || category.sensitive ? code : `${code} ${category.name}`;
  };
}

function isSensitiveCase(answers: Answers, { categories: all }: DialogueContext): boolean {
  return hasSensitive(codesIn(answers), sensitiveCodes(all));
}

function needsDisability(answers: Answers, { categories: all }: DialogueContext): boolean {
  const codes = codesIn(answers);
  return all.some(({ code, needsDisability: needs }) => needs && codes.includes(code));
}

/** Those that are offered; and what was chosen while it was, or stands in a report that is corrected. */
function choosable(answers: Answers, { categories: all }: DialogueContext): readonly PmksCategory[] {
  const picked = answers['categories:picked'];
  const chosen = [...codesIn(answers), ...codesIn({ categories: picked })];
  return all.filter(({ code, active }) => active || chosen.includes(code));
}

const categories: Field = {
  id: 'categories',
  kind: 'multi',
  label: fieldLabels.categories,
  ask: (context, answers) => {
    const offered = choosable(answers, context);
    return form.categories.ask(
      offered.flatMap(({ code, name, sensitive }) => (sensitive ? [] : [`${String(Number(code))}. ${name}`])),
      offered.flatMap(({ code, sensitive }) => (sensitive ? [code] : [])),
      context.guideUrl,
    );
  },
  options: (context, answers) =>
    // Named in the question: the number is enough.
    choosable(answers, context).map(({ code }) => ({ value: code, label: '', number: Number(code) })),
  read: (typed, context, answers) => {
    const { codes, disability, unclear, ambiguous } = readCategories(typed, context.categories);
    const label = labelIn(context);
    const [unsure] = ambiguous;
    // Nothing that was typed is said back: it could name what must not be named.
    if (unsure !== undefined) return refuse(form.categories.ambiguous(couldBe(unsure.codes, label)));
    if (codes.length === 0) return refuse(form.categories.wrong);
    if (unclear.length > 0) return refuse(form.categories.unclear(codes.map(label)));
    const taken = take(codes, answers, context);
    return disability === null || !taken.ok ? taken : { ...taken, set: { ...taken.set, disability } };
  },
  take,
  show: (answers, _photos, context) => codesIn(answers).map(labelIn(context)).join(', '),
};

/** By name where they are few. */
function couldBe(codes: readonly string[], label: (code: string) => string): readonly string[] {
  return codes.length > 3 ? codes : codes.map(label);
}

function take(codes: readonly string[], answers: Answers, context: DialogueContext): FieldReading {
  if (codes.length === 0) return refuse(form.categories.none);
  const offered = choosable(answers, context).map(({ code }) => code);
  const inactive = codes.filter((code) => !offered.includes(code));
  const label = labelIn(context);
  if (inactive.length > 0) return refuse(form.categories.inactive(inactive.map(label)));
  const sensitive = hasSensitive(codes, sensitiveCodes(context.categories));
  const { duplicateReason } = answers;
  const written =
    typeof duplicateReason === 'string' &&
    !form.duplicateReason.choices.some((choice) => choice === duplicateReason);
  return set(
    {
      categories: codes,
      // Of a sensitive case no free text is kept.
      ...(sensitive ? { note: undefined } : {}),
      ...(sensitive && written ? { duplicateReason: form.duplicateReason.choices[1] } : {}),
    },
    form.categories.taken(codes.map(label)),
  );
}

const disability = choiceField({
  id: 'disability',
  label: fieldLabels.disability,
  ask: form.disability.ask,
  wrong: form.disability.wrong,
  labels: disabilityLabels,
  words: readDisability,
  asked: (context, answers) => needsDisability(answers, context),
  shown: needsDisability,
});

const knownSex = (answers: Answers) => typeof answers['sex'] === 'string';

const fields: readonly Field[] = [
  desa,
  categories,
  disability,
  { ...kk, asked: () => false, shown: (answers) => typeof answers['kk'] === 'string' },
  nikField(form.nik.ask),
  nameField({ ask: form.name.ask, askWhole: form.name.askWhole }),
  birthDate,
  sexField((_context, answers) => !knownSex(answers)),
  addressField(form.address.ask),
  rtRw,
  {
    ...noteField(undefined, (answers, context) => !isSensitiveCase(answers, context)),
    ask: () => form.note.askState,
  },
  photosField(['person', 'house_front']),
  location,
  duplicateReasonField(isSensitiveCase),
];

export const pmksCaseForm: Form = {
  fields: () => fields,
  make: (answers, context) => {
    const { date, estimated } = bornOf(answers);
    const { kk: card, nik, name, sex, disability: kind } = answers;
    return {
      ...commonOf(answers),
      ...(isSensitiveCase(answers, context) ? { note: null } : {}),
      kk: card ?? null,
      nik,
      name,
      birthDate: date,
      birthEstimated: estimated,
      sex: sex ?? null,
      address: addressOf(answers),
      categories: codesIn(answers),
      disability: needsDisability(answers, context) ? (kind ?? null) : null,
    };
  },
  answersOf: (report, day) => {
    if (report.kind !== 'pmks_case') return {};
    return {
      ...commonAnswers(report),
      ...personAnswers(report, day),
      ...(report.kk === null ? {} : { kk: report.kk }),
      name: report.name,
      ...addressAnswers(report.address),
      categories: report.categories,
      ...(report.disability === null ? {} : { disability: report.disability }),
    };
  },
  remarks: (answers, { categories: limits }, day) =>
    codesIn(answers).flatMap((code) => {
      const category = limits.find((one) => one.code === code);
      return category === undefined ? [] : remarksOn(category, answers, day);
    }),
};

function remarksOn(category: PmksCategory, answers: Answers, day: string): readonly string[] {
  return [...ageRemark(category, ageOn(bornOf(answers).date, day)), ...sexRemark(category, answers['sex'])];
}

function ageRemark({ code, minAge, maxAge }: PmksCategory, age: number | null): readonly string[] {
  if (age === null) return [];
  if (minAge !== null && age < minAge) return [form.categories.tooYoung(code, minAge)];
  return maxAge !== null && age > maxAge ? [form.categories.tooOld(code, maxAge)] : [];
}

function sexRemark({ code, sex: usual }: PmksCategory, sex: unknown): readonly string[] {
  return usual !== null && typeof sex === 'string' && sex !== usual
    ? [form.categories.otherSex(code, usual)]
    : [];
}

/** Whole years; both ISO dates. */
function ageOn(born: unknown, day: string): number | null {
  if (typeof born !== 'string') return null;
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(4) < born.slice(4) ? years - 1 : years;
}
