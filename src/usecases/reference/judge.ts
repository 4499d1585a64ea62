/** What is wrong with what an admin typed. */
import {
  builtInSensitive,
  namesSensitive,
  pmksCategories,
  type PmksCategory,
} from '../../domain/pmks/categories.js';
import type { ReferenceProblemCode } from '../../domain/reference/problems.js';
import { categoriesOf, type Item, type Reference } from '../../domain/reference/reference.js';
import {
  type Category,
  OfficeTime,
  Question,
  Reason,
  type ReasonTopic,
} from '../../domain/reference/values.js';
import { reportKinds } from '../../domain/report/report.js';
import type { AgencyInput, ItemInput, ReferenceProblem } from './services.js';

type Problems = readonly ReferenceProblem[];

const AGENCY_CODE = /^[a-z0-9][a-z0-9-]{1,19}$/;

function listed(...codes: readonly (ReferenceProblemCode | false)[]): Problems {
  return codes.filter((code) => code !== false).map((code) => ({ code }));
}

export function judgeOfficeTime(value: OfficeTime): Problems {
  const { days, urgentDays, weekdays } = OfficeTime.shape;
  const daysFit = days.safeParse(value.days).success && urgentDays.safeParse(value.urgentDays).success;
  return listed(!daysFit && 'days', !weekdays.safeParse(value.weekdays).success && 'weekdays');
}

/** Of each kind of report one reason at least is left, or a reviewer could not decide. */
export function judgeReason(
  reference: Reference,
  topic: ReasonTopic,
  { code, value }: ItemInput<Reason>,
): Problems {
  const { label, order, kinds } = Reason.shape;
  const items: readonly Item<ReasonTopic>[] = reference.reasons[topic];
  const others = items.filter((one) => one.code !== code);
  const wasActive = items.find((one) => one.code === code)?.value.active === true;
  const left = [...others.map((one) => one.value), value].filter(({ active }) => active);
  const without = reportKinds.filter((kind) => left.every((one) => !one.kinds.includes(kind)));
  return listed(
    !label.safeParse(value.label).success && 'label',
    others.some((one) => isSame(one.value.label, value.label)) && 'label_taken',
    !order.safeParse(value.order).success && 'order',
    !kinds.safeParse(value.kinds).success && 'kinds',
    left.length === 0 && 'last_active',
    left.length > 0 && wasActive && without.length > 0 && kinds.safeParse(value.kinds).success && 'kind_left',
    ...spoken(value.label, categoriesOf(reference)),
  );
}

export function judgeQuestion(reference: Reference, { code, value }: ItemInput<Question>): Problems {
  const { about, text, order } = Question.shape;
  const others = reference.questions.filter((one) => one.code !== code);
  const fits = about.safeParse(value.about).success && text.safeParse(value.text).success;
  return listed(
    !fits && 'question',
    others.some((one) => one.value.text === value.text) && 'question_taken',
    !order.safeParse(value.order).success && 'order',
    ...spoken(value.text, categoriesOf(reference)),
  );
}

/** A reporter reads it in a chat: it names no sensitive category, and nobody's number. */
function spoken(
  text: string,
  categories: readonly PmksCategory[],
  /** That category itself is, or becomes, ordinary. */
  except?: string,
): readonly (ReferenceProblemCode | false)[] {
  const others = except === undefined ? categories : categories.filter(({ code }) => code !== except);
  return [/\d{8,}/.test(text) && 'identity_number', namesSensitive(text, others) && 'sensitive_word'];
}

/** At least one category is offered, and none is called what another is, or was by the annex. */
export function judgeCategory(reference: Reference, code: string, value: Category): Problems {
  const now = categoriesOf(reference);
  const annex = pmksCategories.find((one) => one.code === code);
  const name = value.name ?? annex?.name ?? '';
  const others = [...now, ...pmksCategories].filter((one) => one.code !== code);
  const left = now.some((one) => one.active && one.code !== code) || value.active;
  const { length } = name;
  const taken = others.some((one) => isSame(one.name, name));
  const sensitive = value.sensitive || builtInSensitive.has(code);
  const spoiled = now
    .filter((one) => one.code !== code && !one.sensitive)
    .filter((one) => [name, annex?.name ?? ''].some((part) => holds(one.name, part)));
  // Chats and messages say it: unless it is sensitive itself, it says no sensitive one.
  const spokenProblems = sensitive
    ? [/\d{8,}/.test(name) && ('identity_number' as const)]
    : spoken(name, now, code);
  return [
    ...listed(
      (length < 3 || length > 70 || !/\p{L}{3}/u.test(name)) && 'category_name',
      taken && 'category_name_taken',
      // Chats are kept from saying it: it must not be a part of what they have to say.
      sensitive && !taken && spoiled.length > 0 && 'category_name_part',
      ...spokenProblems,
      !left && 'last_category',
    ),
    ...judgeLimits(value),
  ];
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const holds = (text: string, part: string) => ` ${text.toLowerCase()} `.includes(` ${part.toLowerCase()} `);

function judgeLimits({ minAge, maxAge }: Category): Problems {
  const ages = [minAge, maxAge].every(
    (age) => age === null || (Number.isInteger(age) && age >= 0 && age <= 120),
  );
  if (!ages) return listed('age');
  return listed(minAge !== null && maxAge !== null && minAge > maxAge && 'age_order');
}

export function judgeAgency({ code, name, contact }: AgencyInput): Problems {
  const { person, reach } = contact;
  const half = (person === '') !== (reach === '');
  const long = person.length > 80 || reach.length > 80;
  return listed(
    !AGENCY_CODE.test(code) && 'agency_code',
    (name.length < 3 || name.length > 100) && 'agency_name',
    (half || long) && 'agency_contact',
  );
}
