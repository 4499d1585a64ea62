/** Questions that several kinds of report ask. */
import { z } from 'zod';
import { readKk, readNik } from '../../domain/identity/nik.js';
import { Address } from '../../domain/report/parts.js';
import type { Desa } from '../../domain/region/desa.js';
import { dayIn } from '../../domain/time.js';
import { form, longDate } from '../../i18n/form.js';
import { fieldLabels, sexLabels } from '../../i18n/labels.js';
import { readAddress, readRtRw } from '../parse/address.js';
import { readBirth } from '../parse/birth.js';
import { readChoice } from '../parse/choice.js';
import { oneLine, plainWords, saysNone, saysNothing } from '../parse/text.js';
import { readSex } from '../parse/words.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field, type FieldReading, type Option } from './field.js';

/** Key of the mark that a date of birth was said to be right although the NIK has another. */
export const conflictSettled = 'birthDate:settled';
/** Key of the mark that a block answered: what is optional is then only offered. */
export const brief = 'brief';
const none = 'none';
export const noneOption = (label: string) => (): readonly Option[] => [{ value: none, label }];
/** "There is none", by its words or by the only option there is. */
export const isNone = (typed: string) => typed === none || plainWords(typed) === '1' || saysNone(typed);
export const digitsIn = (typed: string) => typed.replace(/\D/g, '').length;
export const text = (value: unknown) => (typeof value === 'string' ? value : '');
const days = new WeakMap<DialogueContext, string>();

/** What day it is where the office is: asked for often, worked out once a message. */
export function today(context: DialogueContext): string {
  const known = days.get(context);
  if (known !== undefined) return known;
  const day = dayIn(context.timeZone, context.now);
  days.set(context, day);
  return day;
}

/** Comes along with a message, and belongs in no register. */
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE0F}\u{20E3}]/gu;

/** 16 digits in fours, as they are printed on the card. */
export const inFours = (digits: unknown) =>
  typeof digits === 'string' ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : form.none;

const isoDay = z.iso.date();

/** In words; '' of what is no date. */
export function showDate(value: unknown): string {
  const date = isoDay.safeParse(value);
  return date.success ? longDate(date.data) : '';
}

export const desa: Field = {
  id: 'desaCode',
  kind: 'text',
  label: form.desa.label,
  ask: ({ reporter }) => (reporter.desa.length === 0 ? form.desa.nowhere : form.desa.ask),
  options: ({ reporter }) => desaOptions(reporter.desa),
  read: (typed, { reporter }) => {
    if (reporter.desa.length === 0) return refuse('');
    const options = desaOptions(reporter.desa);
    const pressed = options.findIndex(({ value }) => value === typed);
    const labels = options.map(({ label }) => label);
    const named = typed.replace(/^\s*(?:desa|ds\.?|kelurahan|kel\.?)\s+/i, '');
    const place = pressed === -1 ? readChoice(named, labels) : pressed;
    const chosen = place === null ? undefined : reporter.desa[place];
    return chosen === undefined
      ? refuse(form.desa.wrong)
      : set({ desaCode: chosen.code, desaName: chosen.name });
  },
  show: (answers) => text(answers['desaName']),
};

/** Villages of one name are told apart by their kecamatan. */
function desaOptions(desas: readonly Desa[]): readonly Option[] {
  const isShared = (name: string) => desas.filter((other) => other.name === name).length > 1;
  return desas.map(({ code, name, kecamatan }) => ({
    value: code,
    label: isShared(name) ? `${name} (${kecamatan})` : name,
  }));
}

export const kk: Field = {
  id: 'kk',
  kind: 'text',
  label: fieldLabels.kk,
  ask: () => form.kk.ask,
  options: noneOption(form.kk.none),
  read: (typed) => {
    if (isNone(typed)) return set({ kk: null });
    const reading = readKk(typed);
    return reading.ok ? set({ kk: reading.digits }) : refuse(form.kk.fault(reading.fault, digitsIn(typed)));
  },
  show: ({ kk: digits }) => inFours(digits),
};

/** What a NIK tells goes with it. */
export function nikAnswers(typed: string, context: DialogueContext): FieldReading {
  const reading = readNik(typed, today(context));
  if (!reading.ok) return refuse(form.nik.fault(reading.fault, digitsIn(typed)));
  const { digits, birthDate, sex, issuedIn } = reading.nik;
  const elsewhere = issuedIn.startsWith(`${context.homeRegion}.`) ? '' : ` ${form.nik.elsewhere}`;
  return set(
    { nik: digits, sex, nikBirthDate: birthDate, [conflictSettled]: undefined },
    form.nik.read(sex, birthDate) + elsewhere,
  );
}

export function nikField(ask: string): Field {
  return {
    id: 'nik',
    kind: 'text',
    label: fieldLabels.nik,
    ask: () => ask,
    options: noneOption(form.nik.none),
    read: (typed, context, answers) => {
      if (!isNone(typed)) return nikAnswers(typed, context);
      // A sex that was said by itself stays said.
      const sex = typeof answers['nik'] === 'string' ? null : (answers['sex'] ?? null);
      return set({ nik: null, sex, nikBirthDate: undefined });
    },
    show: ({ nik }) => inFours(nik),
  };
}

/** A person's name in one line, or null. */
export function readName(typed: string): string | null {
  const line = saysNone(typed) || saysNothing(typed) ? null : oneLine(typed.replace(EMOJI, ' '), 100);
  return line !== null && /\p{L}{2}/u.test(line) && !/\p{N}/u.test(line) ? line : null;
}

/** Key of the mark that the name was taken from an entry of Data Pemda. */
export const nameOfEntry = 'name:entry';

export const birthDate: Field = {
  id: 'birthDate',
  kind: 'text',
  label: fieldLabels.birthDate,
  // The NIK tells it.
  asked: (_context, answers) => typeof answers['nik'] !== 'string',
  ask: () => form.birthDate.ask,
  read: (typed, context) => {
    const reading = readBirth(typed, today(context));
    return reading.ok
      ? set({
          birthDate: reading.birthDate,
          birthEstimated: reading.estimated,
          [conflictSettled]: undefined,
        })
      : refuse(form.birthDate[reading.fault]);
  },
  show: (answers) => {
    const { date, estimated } = bornOf(answers);
    return estimated && typeof date === 'string' ? form.birthDate.estimated(date) : showDate(date);
  },
};

/** An estimate gives way to the date in the NIK. */
export function bornOf(answers: Answers): { readonly date: unknown; readonly estimated: boolean } {
  const { birthDate: said, birthEstimated, nikBirthDate } = answers;
  const estimated = birthEstimated === true;
  if (said === undefined || (estimated && nikBirthDate !== undefined && answers[conflictSettled] !== true)) {
    return { date: nikBirthDate, estimated: false };
  }
  return { date: said, estimated };
}

const sexes = ['L', 'P'] as const;
export const sexOptions = (): readonly Option[] => sexes.map((value) => ({ value, label: sexLabels[value] }));

/** By its option, its number there, or in words. */
export function readSexOr(typed: string): 'L' | 'P' | null {
  const place = /^[12]$/.test(plainWords(typed)) ? Number(plainWords(typed)) - 1 : -1;
  return sexes[place] ?? readSex(typed);
}

export function sexField(asked: Field['asked']): Field {
  return {
    id: 'sex',
    kind: 'text',
    label: form.sex.label,
    ask: () => form.sex.ask,
    options: sexOptions,
    ...(asked === undefined ? {} : { asked }),
    answered: ({ sex }) => typeof sex === 'string',
    // With a NIK, its date of birth says enough.
    shown: ({ sex, nik }) => typeof sex === 'string' && typeof nik !== 'string',
    read: (typed, _context, { nik, sex: known }) => {
      const sex = readSexOr(typed);
      if (sex === null) return refuse(form.sex.wrong);
      const contradicts = typeof nik === 'string' && (known === 'L' || known === 'P') && known !== sex;
      return contradicts ? refuse(form.sex.againstNik(known)) : set({ sex });
    },
    show: ({ sex }) => (sex === 'L' || sex === 'P' ? sexLabels[sex] : form.none),
  };
}

const ONLY_RT_RW = /^\s*(?:(?:rt|rw)[\s.:]*\d{1,3}[\s,./]*(?:\d{1,3})?\s*)+$/i;

export function addressField(ask: string, asked?: Field['asked']): Field {
  return {
    id: 'address',
    kind: 'text',
    label: fieldLabels.address,
    ask: () => ask,
    ...(asked === undefined ? {} : { asked }),
    shown: (answers) => answers['address'] !== undefined,
    read: (typed, _context, answers) => {
      // "eh salah, rt 4": the street stays.
      if (answers['address'] !== undefined && ONLY_RT_RW.test(typed)) {
        const [known, said] = [rtRwOf(answers), readRtRw(typed)];
        if (said !== null) return set({ rtRw: { rt: said.rt ?? known.rt, rw: said.rw ?? known.rw } });
      }
      const reading = saysNothing(typed) ? null : readAddress(typed);
      if (reading === null) return refuse(form.address.wrong);
      // Without RT and RW in the line they are asked for, anew when the address is another.
      return set({ address: reading.line, rtRw: reading.rtRw ?? undefined });
    },
    show: (answers) => text(answers['address']),
  };
}

export const rtRw: Field = {
  id: 'rtRw',
  kind: 'text',
  label: form.rtRw.label,
  ask: () => form.rtRw.ask,
  asked: (_context, answers) => answers['address'] !== undefined,
  shown: (answers) => answers['address'] !== undefined,
  options: noneOption(form.rtRw.none),
  read: (typed) => {
    if (typed === none || saysNone(typed)) return set({ rtRw: { rt: null, rw: null } });
    const reading = readRtRw(typed);
    return reading === null ? refuse(form.rtRw.wrong) : set({ rtRw: reading });
  },
  show: (answers) => {
    const { rt, rw } = rtRwOf(answers);
    return rt === null && rw === null ? form.none : `${rt ?? '-'}/${rw ?? '-'}`;
  },
};

const RtRw = Address.pick({ rt: true, rw: true });

function rtRwOf(answers: Answers): { readonly rt: string | null; readonly rw: string | null } {
  const reading = RtRw.safeParse(answers['rtRw']);
  return reading.success ? reading.data : { rt: null, rw: null };
}

/** The address as a report holds it. */
export function addressOf(answers: Answers): unknown {
  return { line: answers['address'], ...rtRwOf(answers) };
}

/** Answers to address, RT and RW from a report's address. */
export function addressAnswers(address: Address | null): Answers {
  return address === null ? {} : { address: address.line, rtRw: { rt: address.rt, rw: address.rw } };
}
