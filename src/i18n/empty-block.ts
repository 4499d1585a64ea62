/** The empty block to copy and fill: sent by FORMAT in the chat, and shown in the guide. */
import type { DataChange } from '../domain/report/data-update.js';
import type { ReportKind } from '../domain/report/report.js';
import { dialogue } from './dialogue.js';
import { form } from './form.js';
import { dataChangeLabels, fieldLabels, kindLabels } from './labels.js';

const { block } = dialogue;
const person = [fieldLabels.nik, fieldLabels.name, fieldLabels.birthDate, form.sex.label];
const home = [fieldLabels.address, block.rtRw];

const changeLines: Readonly<Record<DataChange, readonly string[]>> = {
  moved: [block.movedTo, fieldLabels.since],
  died: [fieldLabels.since],
  address: home,
  members: [1, 2].map((place) => block.member(place)).concat(fieldLabels.gone),
  new_arrival: [form.sex.label, fieldLabels.birthDate, block.from, fieldLabels.since, ...home],
};
/** Where it is not said what has changed: what most changes need. */
const anyChange = [block.movedTo, fieldLabels.since, ...home];

function linesOf(kind: ReportKind, change: DataChange | null): readonly string[] {
  switch (kind) {
    case 'new_poor_household':
      return [
        fieldLabels.kk,
        ...person.slice(0, 3),
        ...home,
        fieldLabels.memberCount,
        ...[2, 3, 4].map((place) => block.member(place)),
        block.indicators,
      ];
    case 'pmks_case':
      return [fieldLabels.categories, fieldLabels.disability, ...person, ...home];
    case 'no_longer_eligible':
      return [
        fieldLabels.nik,
        fieldLabels.kk,
        fieldLabels.name,
        ...home,
        fieldLabels.reason,
        fieldLabels.since,
      ];
    case 'data_update':
      return [
        `${form.change.label}: ${change === null ? '' : dataChangeLabels[change]}`,
        fieldLabels.nik,
        fieldLabels.kk,
        fieldLabels.name,
        ...(change === null ? anyChange : changeLines[change]),
      ];
  }
}

/** One label a line; what is written behind the colon is the answer. */
export function emptyBlockLines(kind: ReportKind, change: DataChange | null = null): readonly string[] {
  const lines = [
    `${block.kind}: ${kindLabels[kind]}`,
    ...linesOf(kind, change),
    fieldLabels.note,
    block.urgent,
  ];
  return lines.map((line) => (line.includes(':') ? line : `${line}: `));
}
