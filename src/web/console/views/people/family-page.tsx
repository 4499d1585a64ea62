import type { VNode } from 'preact';
import { listText } from '../../../../i18n/console.js';
import { familyText, peopleText, personText, storeLabels } from '../../../../i18n/people.js';
import type { FamilyMember, FamilyView } from '../../../../usecases/people/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { IdentityNumber } from '../facts.js';
import { Layout } from '../layout.js';
import { Empty } from '../parts.js';
import { Born, Past, PastShown, peopleStyles, relationName, StatusBadge } from './parts.js';

interface FamilyPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: FamilyView;
  /** The page's own. */
  readonly path: string;
  /** The date that was asked for is none. */
  readonly bad: boolean;
}

export function FamilyPage({ frame, format, view, path, bad }: FamilyPageProps): VNode {
  const { kk, household, members, others, past } = view;
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
      <PastShown past={past} path={path} bad={bad} format={format} />
      <p>
        {household === null ? (
          past === null ? (
            familyText.notPemda
          ) : (
            familyText.notPemdaThen
          )
        ) : (
          <a href={`/console/data-pemda/${household.entryId}`}>{familyText.entry(household.number)}</a>
        )}
      </p>
      {members.length === 0 ? (
        <Empty
          title={past === null ? familyText.empty : familyText.emptyThen}
          hint={past === null ? familyText.emptyHint : familyText.emptyThenHint}
        />
      ) : (
        <Members members={members} past={past} format={format} />
      )}
      {others === 0 ? null : <p class="quiet">{familyText.others(others)}</p>}
      <Past past={past} path={path} />
    </Layout>
  );
}

function Members({
  members,
  past,
  format,
}: {
  readonly members: readonly FamilyMember[];
  readonly past: FamilyView['past'];
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
              <a
                href={hrefWith(`/console/warga/${member.person.id}`, { per: past?.on, tahu: past?.knownOn })}
              >
                {member.person.name}
              </a>
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
