/** The questions of a PMKS case, in order. */
import { isSensitive, pmksCategories, type PmksCategory } from '../../domain/pmks/categories.js';
import { form } from '../../i18n/form.js';
import { disabilityLabels, fieldLabels } from '../../i18n/labels.js';
import { readCategories } from '../parse/categories.js';
import { readDisability } from '../parse/words.js';
import type { Answers } from '../state.js';
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
export function categoryLabel(code: string): string {
  const category = pmksCategories.find((one) => one.code === code);
  return category === undefined || category.sensitive ? code : `${code} ${category.name}`;
}

function isSensitiveCase(answers: Answers): boolean {
  return codesIn(answers).some(isSensitive);
}

function needsDisability(answers: Answers): boolean {
  const codes = codesIn(answers);
  return pmksCategories.some(({ code, needsDisability: needs }) => needs && codes.includes(code));
}

const named = pmksCategories.filter(({ sensitive }) => !sensitive);
const unnamed = pmksCategories.filter(({ sensitive }) => sensitive).map(({ code }) => code);

const categories: Field = {
  id: 'categories',
  kind: 'multi',
  label: fieldLabels.categories,
  ask: ({ guideUrl }) =>
    form.categories.ask(
      named.map(({ code, name }) => `${String(Number(code))}. ${name}`),
      unnamed,
      guideUrl,
    ),
  options: () =>
    // Named in the question: the number is enough.
    pmksCategories.map(({ code }) => ({ value: code, label: '' })),
  read: (typed, _context, answers) => {
    const { codes, disability, unclear, ambiguous } = readCategories(typed);
    const [unsure] = ambiguous;
    // Nothing that was typed is said back: it could name what must not be named.
    if (unsure !== undefined) return refuse(form.categories.ambiguous(couldBe(unsure.codes)));
    if (codes.length === 0) return refuse(form.categories.wrong);
    if (unclear.length > 0) return refuse(form.categories.unclear(codes.map(categoryLabel)));
    const taken = take(codes, answers);
    return disability === null || !taken.ok ? taken : { ...taken, set: { ...taken.set, disability } };
  },
  take,
  show: (answers) => codesIn(answers).map(categoryLabel).join(', '),
};

/** By name where they are few. */
function couldBe(codes: readonly string[]): readonly string[] {
  return codes.length > 3 ? codes : codes.map(categoryLabel);
}

function take(codes: readonly string[], answers: Answers): FieldReading {
  if (codes.length === 0) return refuse(form.categories.none);
  const sensitive = codes.some(isSensitive);
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
    form.categories.taken(codes.map(categoryLabel)),
  );
}

const disability = choiceField({
  id: 'disability',
  label: fieldLabels.disability,
  ask: form.disability.ask,
  wrong: form.disability.wrong,
  labels: disabilityLabels,
  words: readDisability,
  asked: (_context, answers) => needsDisability(answers),
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
  { ...noteField(undefined, (answers) => !isSensitiveCase(answers)), ask: () => form.note.askState },
  photosField(['person', 'house_front']),
  location,
  duplicateReasonField(isSensitiveCase),
];

export const pmksCaseForm: Form = {
  fields: () => fields,
  make: (answers) => {
    const { date, estimated } = bornOf(answers);
    const { kk: card, nik, name, sex, disability: kind } = answers;
    return {
      ...commonOf(answers),
      ...(isSensitiveCase(answers) ? { note: null } : {}),
      kk: card ?? null,
      nik,
      name,
      birthDate: date,
      birthEstimated: estimated,
      sex: sex ?? null,
      address: addressOf(answers),
      categories: codesIn(answers),
      disability: needsDisability(answers) ? (kind ?? null) : null,
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
