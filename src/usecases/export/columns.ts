/** What stands in the columns of each file. Order and wording are read by people and by SIKS-NG's operators. */
import { dayIn } from '../../domain/time.js';
import type { PmksCategory } from '../../domain/pmks/categories.js';
import type { Report } from '../../domain/report/report.js';
import { caseStateLabels, kindLabels, relationLabels, sexLabels } from '../../i18n/labels.js';
import { exportColumns, exportText } from '../../i18n/out.js';
import type { Row } from './cells.js';
import type { ExportedCase, ExportedEntry } from './ports.js';

export interface ColumnOptions {
  readonly identities: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** As they are now. */
  readonly categories: readonly PmksCategory[];
}

const identityHead = [
  exportColumns.nik,
  exportColumns.kk,
  exportColumns.address,
  exportColumns.rt,
  exportColumns.rw,
];

export function caseHead({ identities }: ColumnOptions): Row {
  const { number, kind, state, urgent, sensitive, kecamatan, desa, submitted, updated } = exportColumns;
  const { name, sex, birthDate, categories, reporter } = exportColumns;
  return [
    ...[number, state, kecamatan, desa, submitted, updated, sensitive],
    ...[kind, urgent, name, sex, birthDate, categories, reporter],
    ...(identities ? identityHead : []),
  ];
}

export function caseCells(row: ExportedCase, { identities, timeZone, categories }: ColumnOptions): Row {
  const { number, state, kecamatanName, desaName, submittedAt, updatedAt, sensitive, told } = row;
  const day = (at: Date) => written(dayIn(timeZone, at));
  const open = [number, caseStateLabels[state], kecamatanName, desaName, day(submittedAt), day(updatedAt)];
  const mark = sensitive ? exportText.yes : '';
  if (told === null) return [...open, mark, ...Array.from({ length: identities ? 12 : 7 }, () => null)];
  const { answers, reporterName } = told();
  return [
    ...open,
    mark,
    kindLabels[row.kind],
    row.urgent ? exportText.yes : '',
    answers.name,
    sexOf(answers),
    birthOf(answers),
    categoriesOf(answers, categories),
    reporterName,
    ...(identities ? [answers.nik, answers.kk, ...addressCells(addressOf(answers))] : []),
  ];
}

export function entryHead({ identities }: ColumnOptions): Row {
  const { entryNumber, status, kecamatan, desa, updated, source, version, name } = exportColumns;
  const head = [entryNumber, status, kecamatan, desa, updated, source, version, name];
  return identities ? [...head, ...identityHead] : head;
}

export function entryCells(row: ExportedEntry, { identities, timeZone }: ColumnOptions): Row {
  const { number, status, kecamatanName, desaName, updatedAt, source, version, told } = row;
  return [
    number,
    exportText.statuses[status],
    kecamatanName,
    desaName,
    written(dayIn(timeZone, updatedAt)),
    source,
    String(version),
    told?.name ?? null,
    ...(identities ? [told?.nik ?? null, told?.kk ?? null, ...addressCells(told?.address ?? null)] : []),
  ];
}

/** In the order in which SIKS-NG asks. */
export const bnbaHead: Row = [
  exportColumns.no,
  exportColumns.nik,
  exportColumns.kk,
  exportColumns.name,
  exportColumns.birthDate,
  exportColumns.sex,
  exportColumns.address,
  exportColumns.rt,
  exportColumns.rw,
  exportColumns.desa,
  exportColumns.kecamatan,
  exportColumns.categories,
  exportColumns.remark,
  exportColumns.number,
];

/** One row a person: the one whom the report is about, then the members of the household. */
export function bnbaCells(row: ExportedCase, { categories }: ColumnOptions): readonly Row[] {
  if (row.told === null) return [];
  const { answers } = row.told();
  const place = [...addressCells(addressOf(answers)), row.desaName, row.kecamatanName];
  const isHousehold = answers.kind === 'new_poor_household';
  const remark = isHousehold ? relationLabels.head : kindLabels[answers.kind];
  const members = isHousehold ? answers.members : [];
  return [
    [
      answers.nik,
      answers.kk,
      answers.name,
      birthOf(answers),
      sexOf(answers),
      ...place,
      categoriesOf(answers, categories),
      remark,
      row.number,
    ],
    ...members.map((member) => [
      member.nik,
      answers.kk,
      member.name,
      written(member.birthDate),
      member.sex === null ? '' : sexLabels[member.sex],
      ...place,
      '',
      relationLabels[member.relation],
      row.number,
    ]),
  ];
}

/** An ISO date as it is written on an identity card: 12-03-1980. */
function written(iso: string): string {
  return iso.split('-').toReversed().join('-');
}

function sexOf(answers: Report): string {
  const sex = 'sex' in answers ? answers.sex : null;
  return sex === null ? '' : sexLabels[sex];
}

function birthOf(answers: Report): string {
  const date = 'birthDate' in answers ? answers.birthDate : null;
  return date === null ? '' : written(date);
}

/** Sensitive ones by number alone, also for those who may know. */
function categoriesOf(answers: Report, categories: readonly PmksCategory[]): string {
  if (answers.kind !== 'pmks_case') return '';
  return answers.categories
    .map((code) => {
      const category = categories.find((one) => one.code === code);
      return category === undefined || category.sensitive ? code : `${code} ${category.name}`;
    })
    .join(', ');
}

type Place = { readonly line: string; readonly rt: string | null; readonly rw: string | null } | null;

export function addressOf(answers: Report): Place {
  return answers.address;
}

function addressCells(address: Place): readonly (string | null)[] {
  return [address?.line ?? null, address?.rt ?? null, address?.rw ?? null];
}
