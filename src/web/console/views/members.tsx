import type { VNode } from 'preact';
import type { Member } from '../../../domain/report/parts.js';
import { caseText, listText } from '../../../i18n/console.js';
import {
  disabilityLabels,
  fieldLabels,
  relationLabels,
  schoolingLabels,
  sexLabels,
} from '../../../i18n/labels.js';
import type { Formatter } from '../format.js';
import { birthWords, IdentityNumber } from './facts.js';

interface MembersTableProps {
  readonly caption: string;
  readonly members: readonly Member[];
  readonly format: Formatter;
}

/** The members who were told of one by one. What was not said of them is left empty, never "no". */
export function MembersTable({ caption, members, format }: MembersTableProps): VNode {
  return (
    <table class="cards inner" data-testid="members">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{caseText.member}</th>
          <th scope="col">{caseText.identity}</th>
          <th scope="col">{caseText.livelihood}</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member, index) => (
          <tr key={index}>
            <th scope="row">
              {member.name} <small>{relationLabels[member.relation]}</small>
            </th>
            <td data-label={caseText.identity}>
              {member.nik === null ? caseText.noNik : <IdentityNumber digits={member.nik} />}
              <small>
                {birthWords(member, format)}
                {member.sex === null ? '' : `, ${sexLabels[member.sex]}`}
              </small>
            </td>
            <td data-label={caseText.livelihood}>
              {livelihood(member)}
              {member.disability === null ? null : (
                <small>
                  {fieldLabels.disability}: {disabilityLabels[member.disability]}
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function livelihood({ schooling, work }: Member): string {
  const told = [schooling === null ? '' : schoolingLabels[schooling], work ?? ''].filter(
    (text) => text !== '',
  );
  return told.length === 0 ? listText.none : told.join(', ');
}
