import type { VNode } from 'preact';
import { listText } from '../../../../i18n/console.js';
import { familyText, peopleText, personText, storeLabels } from '../../../../i18n/people.js';
import type { FamilyMember, FamilyView } from '../../../../usecases/people/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { IdentityNumber } from '../facts.js';
import { Layout } from '../layout.js';
import { Empty } from '../parts.js';
import { Born, peopleStyles, relationName, StatusBadge } from './parts.js';

interface FamilyPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: FamilyView;
}

export function FamilyPage({ frame, format, view }: FamilyPageProps): VNode {
  const { kk, household, members, others } = view;
  return (
    <Layout frame={frame} title={familyText.title} place="/console/warga" head={peopleStyles}>
      <p class="back">
        <a href="/console/warga">{familyText.back}</a>
      </p>
      <div class="title-row">
        <h1>
          {familyText.title}{' '}
          {kk === null ? <small>{familyText.noCard}</small> : <IdentityNumber digits={kk} />}
        </h1>
        {household === null ? null : <StatusBadge status={household.status} />}
      </div>
      <p class="lead">{familyText.lead}</p>
      <p>
        {household === null ? (
          familyText.notPemda
        ) : (
          <a href={`/console/data-pemda/${household.entryId}`}>{familyText.entry(household.number)}</a>
        )}
      </p>
      {members.length === 0 ? (
        <Empty title={familyText.empty} hint={familyText.emptyHint} />
      ) : (
        <Members members={members} format={format} />
      )}
      {others === 0 ? null : <p class="quiet">{familyText.others(others)}</p>}
    </Layout>
  );
}

function Members({
  members,
  format,
}: {
  readonly members: readonly FamilyMember[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{familyText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{peopleText.name}</th>
          <th scope="col">{peopleText.born}</th>
          <th scope="col">{familyText.relation}</th>
          <th scope="col">{familyText.when}</th>
          <th scope="col">{familyText.stores}</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.person.id} data-testid="family-member">
            <th scope="row">
              <a href={`/console/warga/${member.person.id}`}>{member.person.name}</a>
            </th>
            <td data-label={peopleText.born}>
              <Born of={member.person} format={format} />
            </td>
            <td data-label={familyText.relation}>{relationOf(member)}</td>
            <td data-label={familyText.when}>
              {member.memberships.length === 0
                ? listText.none
                : member.memberships.map(({ from, to }) => (
                    <span key={from.getTime()}>
                      {personText.fromTo(format.date(from), to === null ? null : format.date(to))}
                    </span>
                  ))}
            </td>
            <td data-label={familyText.stores}>
              {member.listed.length === 0
                ? listText.none
                : member.listed.map((store) => storeLabels[store]).join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In Data Pemda; else as the first source that says it has it. */
function relationOf({ memberships, person }: FamilyMember): string {
  const own = memberships.at(-1)?.relation;
  if (own !== undefined) return relationName(own);
  const said = person.sources.find(
    (fact) => fact.said?.relation !== null && fact.said?.relation !== undefined,
  );
  return said?.said?.relation ?? listText.none;
}
