/** The question of a name, to which of somebody without a NIK more may be told at once. */
import { form } from '../../i18n/form.js';
import { fieldLabels } from '../../i18n/labels.js';
import { readMember, type MemberReading } from '../parse/member.js';
import type { Answers } from '../state.js';
import { refuse, set, type Field } from './field.js';
import { conflictSettled, nameOfEntry, readName, showDate, text, today } from './shared.js';

/** `askWhole`: of somebody without a NIK, who is told of in one line; null: no more than a name is wanted. */
export function nameField({ ask, askWhole }: { ask: string; askWhole: string | null }): Field {
  return {
    id: 'name',
    kind: 'text',
    label: fieldLabels.name,
    ask: (_context, { nik }) => (typeof nik === 'string' || askWhole === null ? ask : askWhole),
    read: (typed, context, answers) => {
      const person = readPerson(typed, today(context));
      const name = person?.name ?? readName(typed);
      if (name === null)
        return refuse(
          askWhole === null || typeof answers['nik'] === 'string' ? form.name.wrong : form.name.wrongWhole,
        );
      const named = { name, [nameOfEntry]: undefined };
      if (person === null || askWhole === null) return set(named);
      const [more, note] = besidesName(person, answers);
      return set({ ...named, ...more }, note);
    },
    show: (answers) => text(answers['name']),
  };
}

/** The words before the letter of a sex, age or date. */
const BEFORE_FACTS =
  /^\s*(\p{L}[^,;\d]*?)\s*(?=[,;\d]|\s[LP]\s|\s(?:umur|usia|lahir|sekitar|kira|tgl|tanggal|laki|perempuan)(?!\p{L}))/iu;

/** `Siti Aminah, P, 75 tahun`; null where no more than a name is said. */
function readPerson(typed: string, day: string) {
  if (typed.includes('\n') || !/[\d,;]/.test(typed)) return null;
  const reading = readMember(typed, day);
  // "Uji Nenek, P": what is a relation elsewhere is a part of the name here.
  const first = typed.split(/[,;(]/).find((part) => readMember(part, day).name !== null) ?? '';
  const name = readName(BEFORE_FACTS.exec(`${first.replace(/^\s*nama\s*:/i, '')},`)?.[1] ?? '');
  const says = reading.sex !== null || reading.birthDate !== null || birthFaultOf(reading) !== undefined;
  // A number that is nobody's name or age was meant for another question.
  return name !== null && says && reading.nik === null ? { ...reading, name } : null;
}

function birthFaultOf({ problems }: MemberReading): string | undefined {
  return problems.find(({ part }) => part === 'birth')?.fault;
}

/** Sex and birth; and what is to be said of them. */
function besidesName(person: MemberReading, { nik, sex: known }: Answers): [Answers, string | undefined] {
  const { sex, birthDate: born, birthEstimated } = person;
  const birth = born === null ? {} : { birthDate: born, birthEstimated, [conflictSettled]: undefined };
  const contradicts = typeof nik === 'string' && (known === 'L' || known === 'P') && known !== (sex ?? known);
  if (contradicts) return [birth, form.sex.againstNik(known)];
  const fault = birthFaultOf(person);
  const wrong = birthFaults.find((one) => one === fault);
  const taken = form.name.taken(person.name ?? '', sex, bornWords(person));
  const values = sex === null ? birth : { ...birth, sex };
  return [values, wrong === undefined ? taken : form.birthDate[wrong]];
}

function bornWords({ birthDate: born, birthEstimated }: MemberReading): string | null {
  if (born === null) return null;
  return birthEstimated ? form.birthDate.estimated(born) : form.member.born(showDate(born));
}

const birthFaults = ['unreadable', 'impossible', 'future', 'too_old', 'ambiguous'] as const;
