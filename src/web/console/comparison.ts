/** Two reports, or a report and an entry of Data Pemda, side by side: what each says, in words. */
import type { Report } from '../../domain/report/report.js';
import { duplicateText } from '../../i18n/case-actions.js';
import { caseText, registryText } from '../../i18n/console.js';
import { caseStateLabels, disabilityLabels, fieldLabels, kindLabels, sexLabels } from '../../i18n/labels.js';
import type { CaseView, EntryView } from '../../usecases/console-services.js';
import { inFours, type Formatter } from './format.js';
import { addressLine, birthWords } from './views/facts.js';

/** In the order in which they are shown. */
const rowLabels = {
  name: fieldLabels.name,
  nik: fieldLabels.nik,
  kk: fieldLabels.kk,
  birthDate: fieldLabels.birthDate,
  sex: caseText.sexName,
  address: fieldLabels.address,
  desa: duplicateText.rows.desa,
  memberCount: fieldLabels.memberCount,
  members: duplicateText.rows.members,
  categories: fieldLabels.categories,
  disability: fieldLabels.disability,
  location: fieldLabels.location,
  note: fieldLabels.note,
  kind: duplicateText.rows.kind,
  status: duplicateText.rows.status,
  reporter: duplicateText.rows.reporter,
  date: duplicateText.rows.submitted,
} as const;
type Row = keyof typeof rowLabels;

/** They tell of the report, not of the people: nothing follows from their being different. */
const circumstances: readonly Row[] = ['kind', 'status', 'reporter', 'date'];

export interface Side {
  readonly number: string;
  readonly href: string;
  /** What is not said is absent. */
  readonly said: Readonly<Partial<Record<Row, string>>>;
}

export interface ComparedRow {
  readonly label: string;
  readonly left: string | null;
  readonly right: string | null;
  /** null: it is not compared, or one of both does not say it. */
  readonly same: boolean | null;
}

/** What at least one of both says. */
export function compare(left: Side, right: Side): readonly ComparedRow[] {
  const rows = Object.keys(rowLabels) as Row[];
  return rows.flatMap((row) => {
    const [one, other] = [left.said[row] ?? null, right.said[row] ?? null];
    if (one === null && other === null) return [];
    const comparable = one !== null && other !== null && !circumstances.includes(row);
    const same = comparable ? plain(one) === plain(other) : null;
    return [{ label: rowLabels[row], left: one, right: other, same }];
  });
}

/** Capitals and spaces make no other person. */
function plain(words: string): string {
  return words.toLocaleLowerCase('id').replace(/\s+/g, ' ').trim();
}

/** null: concealed. */
export function ofCase(view: CaseView, format: Formatter): Side | null {
  const { answers } = view;
  if (answers === null) return null;
  return {
    number: view.number,
    href: `/console/kasus/${view.id}`,
    said: {
      ...answersIn(answers, format),
      desa: `${view.desaName}, ${view.kecamatanName}`,
      kind: kindLabels[answers.kind],
      status: caseStateLabels[view.state],
      ...(view.reporterName === null ? {} : { reporter: view.reporterName }),
      date: format.moment(view.submittedAt),
    },
  };
}

/** null: concealed. */
export function ofEntry(entry: EntryView, format: Formatter): Side | null {
  if (entry.headName === null) return null;
  const newest = entry.versions.toSorted((a, b) => b.version - a.version);
  const told = newest.flatMap(({ answers }) => (answers === null ? [] : [answers]))[0];
  const nik = entry.members.find(({ name }) => name === entry.headName)?.nik ?? null;
  const names = entry.members.map(({ name }) => name);
  return {
    number: entry.number,
    href: `/console/data-pemda/${entry.id}`,
    said: {
      ...(told === undefined ? {} : answersIn(told, format)),
      name: entry.headName,
      ...(entry.kk === null ? {} : { kk: inFours(entry.kk) }),
      ...(nik === null ? {} : { nik: inFours(nik) }),
      ...(names.length < 2 ? {} : { members: names.filter((name) => name !== entry.headName).join(', ') }),
      ...(entry.categories.length === 0
        ? {}
        : {
            categories: categoryNames(
              entry.categories.map(({ code }) => code),
              format,
            ),
          }),
      desa: `${entry.desaName}, ${entry.kecamatanName}`,
      status: registryText.statuses[entry.status],
      date: format.moment(entry.updatedAt),
    },
  };
}

function answersIn(answers: Report, format: Formatter): Side['said'] {
  const said: Partial<Record<Row, string | null>> = {
    name: answers.name,
    nik: answers.nik === null ? null : inFours(answers.nik),
    kk: answers.kk === null ? null : inFours(answers.kk),
    birthDate: bornIn(answers, format),
    sex: 'sex' in answers && answers.sex !== null ? sexLabels[answers.sex] : null,
    address: answers.address === null ? null : addressLine(answers.address),
    memberCount: 'memberCount' in answers ? String(answers.memberCount) : null,
    members: 'members' in answers ? answers.members.map(({ name }) => name).join(', ') : null,
    categories: 'categories' in answers ? categoryNames(answers.categories, format) : null,
    disability:
      'disability' in answers && answers.disability !== null ? disabilityLabels[answers.disability] : null,
    location:
      answers.location === null
        ? null
        : `${answers.location.latitude.toFixed(5)}, ${answers.location.longitude.toFixed(5)}`,
    note: answers.note,
  };
  const filled = Object.entries(said).filter(([, words]) => words !== null && words !== '');
  return Object.fromEntries(filled);
}

function bornIn(answers: Report, format: Formatter): string | null {
  if (!('birthDate' in answers) || answers.birthDate === null) return null;
  const { birthDate, birthEstimated } = answers;
  return birthWords({ birthDate, birthEstimated }, format);
}

function categoryNames(codes: readonly string[], format: Formatter): string {
  return format
    .categories(codes)
    .map(({ code, name }) => `${code} ${name}`)
    .join(', ');
}
