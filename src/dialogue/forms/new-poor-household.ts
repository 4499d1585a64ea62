/** The questions of a new-poor-household report, in order. A new question is a new entry here. */
import { z } from 'zod';
import { readKk, readNik } from '../../domain/identity/nik.js';
import { indicatorIds } from '../../domain/report/indicators.js';
import { NewPoorHousehold } from '../../domain/report/new-poor-household.js';
import { Address } from '../../domain/report/parts.js';
import type { Report } from '../../domain/report/report.js';
import type { Desa } from '../../domain/region/desa.js';
import { dayIn } from '../../domain/time.js';
import { form, longDate } from '../../i18n/chat.js';
import { fieldLabels, indicatorLabels } from '../../i18n/labels.js';
import { readAddress, readRtRw } from '../parse/address.js';
import { readChoice, readChoices } from '../parse/choice.js';
import { readDate } from '../parse/date.js';
import { readCount } from '../parse/number.js';
import { oneLine, plainWords, saysDone, saysNone, saysNothing } from '../parse/text.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field, type Form, type Option } from './field.js';

export const maxPhotos = 6;
/** Key of the mark that a date of birth was said to be right although the NIK has another. */
export const conflictSettled = 'birthDate:settled';
const none = 'none';
const noneOption = (label: string) => () => [{ value: none, label }];
const isNone = (typed: string) => typed === none || plainWords(typed) === '1' || saysNone(typed);
const digitsIn = (typed: string) => typed.replace(/\D/g, '').length;
/** Comes along with a message, and belongs in no register. */
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE0F}\u{20E3}]/gu;
/** 16 digits in fours, as they are printed on the card. */
const inFours = (digits: unknown) =>
  typeof digits === 'string' ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : form.none;
const text = (value: unknown) => (typeof value === 'string' ? value : '');

const desa: Field = {
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

const kk: Field = {
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

const nik: Field = {
  id: 'nik',
  kind: 'text',
  label: fieldLabels.nik,
  ask: () => form.nik.ask,
  options: noneOption(form.nik.none),
  read: (typed, { now, timeZone, homeRegion }) => {
    if (isNone(typed)) return set({ nik: null, sex: null, nikBirthDate: undefined });
    const reading = readNik(typed, dayIn(timeZone, now));
    if (!reading.ok) return refuse(form.nik.fault(reading.fault, digitsIn(typed)));
    const { digits, birthDate, sex, issuedIn } = reading.nik;
    const elsewhere = issuedIn.startsWith(`${homeRegion}.`) ? '' : ` ${form.nik.elsewhere}`;
    return set(
      { nik: digits, sex, nikBirthDate: birthDate, [conflictSettled]: undefined },
      form.nik.read(sex, birthDate) + elsewhere,
    );
  },
  show: ({ nik: digits }) => inFours(digits),
};

const name: Field = {
  id: 'name',
  kind: 'text',
  label: fieldLabels.name,
  ask: () => form.name.ask,
  read: (typed) => {
    const line = saysNone(typed) || saysNothing(typed) ? null : oneLine(typed.replace(EMOJI, ' '), 100);
    const good = line !== null && /\p{L}{2}/u.test(line) && !/\p{N}/u.test(line);
    return good ? set({ name: line }) : refuse(form.name.wrong);
  },
  show: (answers) => text(answers['name']),
};

const birthDate: Field = {
  id: 'birthDate',
  kind: 'text',
  label: fieldLabels.birthDate,
  // The NIK tells it.
  asked: (_context, answers) => typeof answers['nik'] !== 'string',
  ask: () => form.birthDate.ask,
  read: (typed, { now, timeZone }) => {
    const reading = readDate(typed, dayIn(timeZone, now));
    return reading.ok
      ? set({ birthDate: reading.date, [conflictSettled]: undefined })
      : refuse(form.birthDate[reading.fault]);
  },
  show: (answers) => {
    const date = z.iso.date().safeParse(answers['birthDate'] ?? answers['nikBirthDate']);
    return date.success ? longDate(date.data) : '';
  },
};

const address: Field = {
  id: 'address',
  kind: 'text',
  label: fieldLabels.address,
  ask: () => form.address.ask,
  read: (typed) => {
    const reading = saysNothing(typed) ? null : readAddress(typed);
    if (reading === null) return refuse(form.address.wrong);
    // Without RT and RW in the line they are asked for, anew when the address is another.
    return set({ address: reading.line, rtRw: reading.rtRw ?? undefined });
  },
  show: (answers) => text(answers['address']),
};

const rtRw: Field = {
  id: 'rtRw',
  kind: 'text',
  label: form.rtRw.label,
  ask: () => form.rtRw.ask,
  options: noneOption(form.rtRw.none),
  read: (typed) => {
    if (typed === none || saysNone(typed)) return set({ rtRw: { rt: null, rw: null } });
    const reading = readRtRw(typed);
    return reading === null ? refuse(form.rtRw.wrong) : set({ rtRw: reading });
  },
  show: (answers) => {
    const { rt, rw } = addressOf(answers);
    return rt === null && rw === null ? form.none : `${rt ?? '-'}/${rw ?? '-'}`;
  },
};

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

const indicatorOptions = indicatorIds.map((id) => ({ value: id, label: indicatorLabels[id] }));

const indicators: Field = {
  id: 'indicators',
  kind: 'multi',
  label: fieldLabels.indicators,
  ask: () => form.indicators.ask(indicatorOptions.map(({ label }) => label)),
  options: () => indicatorOptions,
  read: (typed) => {
    if (typed === none || saysNone(typed)) return set({ indicators: [] });
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

const photos: Field = {
  id: 'photos',
  kind: 'photos',
  label: fieldLabels.photos,
  ask: (_context, answers) => form.photos.ask(Number(answers['photoCount'] ?? 0), maxPhotos),
  read: (typed) =>
    saysDone(typed) || plainWords(typed) === '1' || saysNone(typed)
      ? set({ photos: true })
      : refuse(form.photos.wrong),
  show: (_answers, sent) => form.photos.show(sent.length),
};

export const newPoorHouseholdForm: Form = {
  fields: [desa, kk, nik, name, birthDate, address, rtRw, memberCount, indicators, photos],
};

const RtRw = Address.pick({ rt: true, rw: true });

function addressOf(answers: Answers): { readonly rt: string | null; readonly rw: string | null } {
  const reading = RtRw.safeParse(answers['rtRw']);
  return reading.success ? reading.data : { rt: null, rw: null };
}

/** The report, or null while something is missing. */
export function toReport(answers: Answers, sent: readonly string[]): NewPoorHousehold | null {
  const report = NewPoorHousehold.safeParse({
    kind: 'new_poor_household',
    ...answers,
    birthDate: answers['birthDate'] ?? answers['nikBirthDate'],
    address: { line: answers['address'], ...addressOf(answers) },
    photos: sent,
  });
  return report.success ? report.data : null;
}

/** Answers of a report that was sent before, to be corrected. */
export function fromReport(report: Report, desaName: string, today: string): Answers {
  if (report.kind !== 'new_poor_household') return {};
  const { kind: _kind, address: place, photos: _sent, birthDate: born, ...rest } = report;
  const reading = rest.nik === null ? null : readNik(rest.nik, today);
  const nikBirthDate = reading?.ok === true ? reading.nik.birthDate : undefined;
  return {
    ...rest,
    desaName,
    address: place.line,
    rtRw: { rt: place.rt, rw: place.rw },
    photos: true,
    ...(nikBirthDate === undefined ? {} : { nikBirthDate }),
    // A date that only follows from the NIK follows a corrected NIK, too; another was settled before.
    ...(nikBirthDate === born ? {} : { birthDate: born, [conflictSettled]: true }),
  };
}
