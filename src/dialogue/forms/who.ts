/** Whom a report is about that others know already: by NIK, by No. KK, or by name and address. */
import { readKk, readNik } from '../../domain/identity/nik.js';
import { form } from '../../i18n/form.js';
import { plainWords } from '../parse/text.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field, type FieldReading } from './field.js';
import { digitsIn, isNone, kk, nikAnswers, nikField, noneOption, today } from './shared.js';

/** The number said may be either: looking it up, or a question, tells. */
export function isUndecided({ who, nik, kk: card }: Answers): boolean {
  return typeof who === 'string' && /^\d{16}$/.test(who) && nik === undefined && card === undefined;
}

export function hasEntry({ entryId }: Answers): boolean {
  return typeof entryId === 'string';
}

export function whoFields(arises: (answers: Answers) => boolean = () => true): readonly Field[] {
  const number = (field: Field): Field => ({
    ...field,
    asked: () => false,
    shown: (answers) => arises(answers) && typeof answers[field.id] === 'string',
    read: (typed, context, answers) => alsoWho(field.read(typed, context, answers)),
  });
  const nik = nikField(form.nik.ask);
  return [
    {
      id: 'who',
      kind: 'text',
      label: form.who.label,
      ask: () => form.who.ask,
      options: noneOption(form.who.none),
      asked: (_context, answers) => arises(answers),
      answered: ({ who, nik: person, kk: card }) =>
        who !== undefined || typeof person === 'string' || typeof card === 'string',
      shown: (answers) =>
        arises(answers) && typeof answers['nik'] !== 'string' && typeof answers['kk'] !== 'string',
      read: readWho,
      show: () => form.none,
    },
    {
      id: 'numberIs',
      backTo: 'who',
      kind: 'text',
      label: form.who.whichLabel,
      ask: () => form.who.which,
      options: () => [
        { value: 'nik', label: form.who.nik },
        { value: 'kk', label: form.who.kk },
      ],
      asked: (_context, answers) => arises(answers) && isUndecided(answers),
      answered: () => false,
      shown: () => false,
      read: (typed, context, { who }) => {
        const words = plainWords(typed).replace(/^no[. ]*/, '');
        const digits = String(who);
        if (words === '1' || words.startsWith('nik')) return decide('nik', digits, context);
        return words === '2' || words.startsWith('kk')
          ? decide('kk', digits, context)
          : refuse(form.who.whichWrong);
      },
      show: () => '',
    },
    number(nik),
    number(kk),
  ];
}

/** What the number turned out to be. */
export function decide(what: 'nik' | 'kk', digits: string, context: DialogueContext): FieldReading {
  if (what === 'kk') return set({ kk: digits, nik: null });
  const reading = nikAnswers(digits, context);
  return reading.ok ? { ...reading, set: { ...reading.set, kk: null } } : reading;
}

function alsoWho(reading: FieldReading): FieldReading {
  return reading.ok ? { ...reading, set: { ...reading.set, who: 'given' } } : reading;
}

function readWho(typed: string, context: DialogueContext): FieldReading {
  if (isNone(typed)) return set({ who: 'none', nik: null, kk: null });
  const nik = readNik(typed, today(context));
  const card = readKk(typed);
  const words = plainWords(typed);
  const saysNik = /\b(?:nik|ktp)/.test(words);
  const saysKk = /\b(?:kk|kartu keluarga)/.test(words);
  if (saysNik !== saysKk) {
    const reading = saysNik ? nikAnswers(typed, context) : kk.read(typed, context, {});
    if (!reading.ok) return reading;
    const other = saysNik ? { kk: null } : { nik: null };
    return { ...reading, set: { ...reading.set, ...other, who: 'given' } };
  }
  if (nik.ok && card.ok) return set({ who: card.digits, nik: undefined, kk: undefined });
  if (nik.ok) return alsoWho(decide('nik', nik.nik.digits, context));
  if (card.ok) return alsoWho(decide('kk', card.digits, context));
  return refuse(form.who.wrong(digitsIn(typed)));
}
