/** The questions about what is missing or contradictory of one member. */
import { readNik, type NikFault } from '../../domain/identity/nik.js';
import { relations } from '../../domain/report/parts.js';
import { form } from '../../i18n/form.js';
import { relationLabels } from '../../i18n/labels.js';
import { readBirth } from '../parse/birth.js';
import { readChoice } from '../parse/choice.js';
import { plainWords, saysNone } from '../parse/text.js';
import { readRelation } from '../parse/words.js';
import { refuse, set, type Field } from './field.js';
import { birthInNik, memberId, ofSex, sexContradicts, toldAt, withNik, type Told } from './member-told.js';
import { digitsIn, noneOption, readName, readSexOr, sexOptions, showDate, today } from './shared.js';

interface Part {
  readonly part: string;
  readonly needed: (told: Told, day: string) => boolean;
  readonly ask: (who: string, told: Told, day: string) => string;
  readonly options?: (told: Told, day: string) => ReturnType<NonNullable<Field['options']>>;
  readonly read: (typed: string, told: Told, day: string) => Told | string;
}

const memberParts: readonly Part[] = [
  {
    part: 'nik',
    needed: ({ nikFault }) => nikFault !== null,
    ask: (who, told) => form.member.askNik(who, faultWords(told.nikFault)),
    options: noneOption(form.nik.none),
    read: (typed, told, day) => {
      if (typed === 'none' || plainWords(typed) === '1' || saysNone(typed)) {
        return { ...told, nik: null, nikFault: null };
      }
      const reading = readNik(typed, day);
      if (!reading.ok) return form.nik.fault(reading.fault, digitsIn(typed));
      return withNik({ ...told, nik: reading.nik.digits, nikFault: null }, day);
    },
  },
  {
    part: 'name',
    needed: ({ name }) => name === null,
    ask: (_who, _told) => '',
    read: (typed, told) => {
      const name = readName(typed);
      return name === null ? form.name.wrong : { ...told, name };
    },
  },
  {
    part: 'relation',
    needed: ({ relation }) => relation === null,
    ask: (who) => form.member.askRelation(who),
    read: (typed, told) => {
      const place = readChoice(typed, Object.values(relationLabels));
      const relation = readRelation(typed) ?? (place === null ? null : (relations[place] ?? null));
      if (relation === null || relation === 'head') return form.member.wrongRelation;
      return { ...told, relation, sex: told.sex ?? ofSex[relation] ?? null };
    },
  },
  {
    part: 'birth',
    needed: (told, day) => told.birthDate === null || birthInNik(told, day) !== null,
    ask: (who, told) =>
      told.birthDate === null ? form.member.askBirth(who) : form.member.askBirthConflict(who),
    options: (told, day) => {
      const inNik = birthInNik(told, day);
      if (inNik === null || told.birthDate === null) return [];
      return [
        { value: inNik, label: showDate(inNik) },
        { value: told.birthDate, label: showBirth(told) },
      ];
    },
    read: (typed, told, day) => {
      const inNik = birthInNik(told, day);
      const chosen = inNik === null ? null : chosenBirth(typed, told, inNik);
      if (chosen !== null) return { ...told, ...chosen, settled: settled(told, 'birth') };
      const reading = readBirth(typed, day);
      if (!reading.ok) return form.birthDate[reading.fault];
      const { birthDate, estimated } = reading;
      // To the question which of two dates it is, a date is the answer.
      const answers = inNik === null ? told.settled : settled(told, 'birth');
      return { ...told, birthDate, birthEstimated: estimated, settled: answers };
    },
  },
  {
    part: 'sex',
    needed: (told, day) => told.sex === null || sexContradicts(told, day),
    ask: (who, told) => (told.sex === null ? form.member.askSex(who) : form.member.askSexConflict(who)),
    options: () => sexOptions(),
    read: (typed, told) => {
      const sex = readSexOr(typed);
      return sex === null ? form.sex.wrong : { ...told, sex, settled: settled(told, 'sex') };
    },
  },
];

/** Which of the two that were offered, by place or value; null: another. */
function chosenBirth(
  typed: string,
  { birthDate, birthEstimated }: Told,
  inNik: string,
): Pick<Told, 'birthDate' | 'birthEstimated'> | null {
  const words = plainWords(typed);
  if (words === '1' || words === inNik) return { birthDate: inNik, birthEstimated: false };
  return words === '2' || words === birthDate ? { birthDate, birthEstimated } : null;
}

function showBirth({ birthDate, birthEstimated }: Told): string {
  return birthEstimated && birthDate !== null ? form.birthDate.estimated(birthDate) : showDate(birthDate);
}

function settled(told: Told, what: 'birth' | 'sex'): Told['settled'] {
  return [...told.settled.filter((one) => one !== what), what];
}

function faultWords(fault: string | null): string {
  const known: Readonly<Record<string, NikFault>> = {
    not_16_digits: 'not_16_digits',
    unknown_region: 'unknown_region',
    impossible_date: 'impossible_date',
    no_serial: 'no_serial',
  };
  return form.nik.fault(known[fault ?? ''] ?? 'not_16_digits', 0);
}

/** Asked once the member of that place was told of. */
export function partFields(place: number, first: 1 | 2): readonly Field[] {
  const id = memberId(place);
  const someone = form.member.someone(place + first - 1);
  return memberParts.map(({ part, needed, ask, options, read }): Field => {
    return {
      id: `${id}:${part}`,
      backTo: id,
      kind: 'text',
      label: '',
      ask: (context, answers) => {
        const told = toldAt(answers, place);
        if (told === null) return '';
        return part === 'name'
          ? form.member.askName(place + first - 1)
          : ask(told.name ?? someone, told, today(context));
      },
      ...(options === undefined
        ? {}
        : {
            options: (context, answers) => {
              const told = toldAt(answers, place);
              return told === null ? [] : options(told, today(context));
            },
          }),
      asked: (context, answers) => {
        const told = toldAt(answers, place);
        return told !== null && needed(told, today(context));
      },
      answered: () => false,
      shown: () => false,
      read: (typed, context, answers) => {
        const told = toldAt(answers, place);
        const reading = told === null ? '' : read(typed, told, today(context));
        return typeof reading === 'string' ? refuse(reading) : set({ [id]: reading });
      },
      show: () => '',
    };
  });
}
