import type { VNode } from 'preact';
import { caseText, listText, registryText } from '../../../i18n/console.js';
import { fieldLabels, relationLabels, sexLabels } from '../../../i18n/labels.js';
import type { EntryView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { Categories } from './answers-person.js';
import { IdentityNumber } from './facts.js';

interface EntryPeopleProps {
  readonly entry: EntryView;
  readonly format: Formatter;
}

/** Of a household its members; of a person who they are, and the categories they have. */
export function EntryPeople({ entry, format }: EntryPeopleProps): VNode {
  const { kk, members, categories } = entry;
  const household = kk !== null || members.some(({ relation }) => relation !== '');
  return (
    <>
      {categories.length === 0 ? null : (
        <section class="card" aria-labelledby="kategori">
          <h2 id="kategori">{registryText.categories}</h2>
          <Categories
            format={format}
            codes={categories.map(({ code }) => code)}
            disabilities={new Map(categories.map(({ code, disability }) => [code, disability]))}
          />
        </section>
      )}
      {kk === null && members.length === 0 ? null : (
        <section class="card" aria-labelledby="anggota">
          <h2 id="anggota">{household ? registryText.members : registryText.person}</h2>
          {household ? (
            <p>
              {fieldLabels.kk}: {kk === null ? caseText.noKk : <IdentityNumber digits={kk} />}
            </p>
          ) : null}
          <ul class="plain-list">
            {members.map((member) => (
              <li key={member.personId} data-testid="member">
                <Member member={member} format={format} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface MemberProps {
  readonly member: EntryView['members'][number];
  readonly format: Formatter;
}

function Member({ member: { personId, name, nik, birthDate, sex, relation }, format }: MemberProps): VNode {
  const labels: Readonly<Record<string, string>> = relationLabels;
  return (
    <>
      <a href={`/console/warga/${personId}`}>
        <strong>{name}</strong>
      </a>{' '}
      <small>{labels[relation] ?? relation}</small>
      <br />
      {nik === null ? caseText.noNik : <IdentityNumber digits={nik} />}
      <br />
      <small>
        {birthDate === null ? listText.none : format.day(birthDate)}
        {sex === null ? null : `, ${sexLabels[sex]}`}
      </small>
    </>
  );
}
