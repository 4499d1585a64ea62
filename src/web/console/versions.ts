/** Two versions of a report: which of its answers differ, each as it is read. */
import type { Member } from '../../domain/report/parts.js';
import type { Report } from '../../domain/report/report.js';
import { versionText } from '../../i18n/casework.js';
import { caseText } from '../../i18n/console.js';
import {
  changedLabels,
  dataChangeLabels,
  disabilityLabels,
  fieldLabels,
  indicatorLabels,
  ineligibleReasonLabels,
  relationLabels,
  schoolingLabels,
  sexLabels,
} from '../../i18n/labels.js';
import { isIndicator } from '../../domain/report/indicators.js';
import { inFours, type Formatter } from './format.js';
import { addressLine, birthWords } from './views/facts.js';

export interface VersionRow {
  readonly label: string;
  /** One line for each of several; empty: nothing is said. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

type Said = Readonly<Record<string, readonly string[]>>;

/** In the order of the form. Of several, only what was taken out and what came. */
export function versionRows(before: Report, after: Report, format: Formatter): readonly VersionRow[] {
  const [one, other] = [saidIn(before, format), saidIn(after, format)];
  return Object.keys(rowLabels).flatMap((row) => {
    const [was, is] = [one[row] ?? [], other[row] ?? []];
    if (was.join('\n') === is.join('\n')) return [];
    const [gone, come] = [was.filter((line) => !is.includes(line)), is.filter((line) => !was.includes(line))];
    return [{ label: rowLabels[row as keyof typeof rowLabels], before: gone, after: come }];
  });
}

const rowLabels = {
  change: changedLabels.change,
  categories: fieldLabels.categories,
  disability: fieldLabels.disability,
  kk: fieldLabels.kk,
  nik: fieldLabels.nik,
  about: versionText.about,
  name: fieldLabels.name,
  birthDate: fieldLabels.birthDate,
  sex: changedLabels.sex,
  address: fieldLabels.address,
  reason: fieldLabels.reason,
  since: fieldLabels.since,
  place: fieldLabels.place,
  memberCount: fieldLabels.memberCount,
  members: changedLabels.members,
  gone: fieldLabels.gone,
  indicators: fieldLabels.indicators,
  location: fieldLabels.location,
  note: fieldLabels.note,
} as const;

function saidIn(answers: Report, format: Formatter): Said {
  const { nik, kk, name, address, location, note } = answers;
  const said: Readonly<Record<string, readonly (string | null)[]>> = {
    nik: [nik === null ? null : inFours(nik)],
    kk: [kk === null ? null : inFours(kk)],
    name: [name],
    address: [address === null ? null : addressLine(address)],
    location: [
      location === null ? null : `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`,
    ],
    note: [note],
    birthDate: ['birthDate' in answers ? born(answers, format) : null],
    sex: ['sex' in answers && answers.sex !== null ? sexLabels[answers.sex] : null],
    ...ownOf(answers, format),
  };
  return Object.fromEntries(
    Object.entries(said).map(([row, lines]) => [row, lines.filter((line) => line !== null)]),
  );
}

function ownOf(answers: Report, format: Formatter): Readonly<Record<string, readonly (string | null)[]>> {
  switch (answers.kind) {
    case 'new_poor_household':
      return {
        memberCount: [caseText.people(answers.memberCount)],
        members: answers.members.map((member) => memberLine(member, format)),
        indicators: answers.indicators.map((id) => (isIndicator(id) ? indicatorLabels[id] : id)),
      };
    case 'pmks_case':
      return {
        categories: format.categories(answers.categories).map(({ code, name }) => `${code} ${name}`),
        disability: [answers.disability === null ? null : disabilityLabels[answers.disability]],
      };
    case 'no_longer_eligible':
      return {
        about: [answers.entryId === null ? null : versionText.linked],
        reason: [ineligibleReasonLabels[answers.reason]],
        since: [format.day(answers.since)],
      };
    case 'data_update':
      return {
        about: [answers.entryId === null ? null : versionText.linked],
        change: [dataChangeLabels[answers.change]],
        since: [answers.since === null ? null : format.day(answers.since)],
        place: [answers.place],
        members: answers.members.map((member) => memberLine(member, format)),
        gone: [answers.gone],
      };
  }
}

function born(
  { birthDate, birthEstimated }: { readonly birthDate: string | null; readonly birthEstimated: boolean },
  format: Formatter,
): string | null {
  return birthDate === null ? null : birthWords({ birthDate, birthEstimated }, format);
}

function memberLine(member: Member, format: Formatter): string {
  const { name, relation, sex, nik, schooling, work, disability } = member;
  return [
    name,
    relationLabels[relation],
    sex === null ? null : sexLabels[sex],
    nik === null ? caseText.noNik : `${fieldLabels.nik} ${inFours(nik)}`,
    birthWords(member, format),
    schooling === null ? null : schoolingLabels[schooling],
    work,
    disability === null ? null : `${fieldLabels.disability}: ${disabilityLabels[disability]}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
