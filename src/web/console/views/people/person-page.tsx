import type { VNode } from 'preact';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import { caseText, markText } from '../../../../i18n/console.js';
import { sexLabels } from '../../../../i18n/labels.js';
import { personText, storeLabels } from '../../../../i18n/people.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { PersonView } from '../../../../usecases/people/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { IdentityNumber } from '../facts.js';
import { Layout } from '../layout.js';
import { Fact } from '../parts.js';
import { PersonHistory } from './history.js';
import { Born, Past, PastShown, peopleStyles, placeName, StatusBadge } from './parts.js';
import { Aid, Desil, Entries, Households, Indicators, PersonCategories, Reports } from './person-facts.js';
import { Sides } from './sides.js';

interface PersonPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: PersonView;
  readonly regions: readonly RegionOption[];
  /** Aid may be recorded for them. */
  readonly mayGive: boolean;
  /** The date that was asked for is none. */
  readonly bad: boolean;
}

export function PersonPage({ frame, format, view, regions, mayGive, bad }: PersonPageProps): VNode {
  const { person, name, past } = view;
  const path = `/console/warga/${view.id}`;
  return (
    <Layout frame={frame} title={personText.titleOf(name)} place="/console/warga" head={peopleStyles}>
      <p class="back">
        <a href="/console/warga">{personText.back}</a>
      </p>
      <div class="title-row">
        <h1>{name}</h1>
        {person?.entries[0] === undefined ? null : <StatusBadge status={person.entries[0].status} />}
        {person?.sensitive === true ? <span class="badge sensitive">{markText.sensitive}</span> : null}
      </div>
      <PastShown past={past} path={path} bad={bad} format={format} />
      {person === null ? (
        <p>{personText.pastNobody}</p>
      ) : (
        <Known person={person} view={view} regions={regions} mayGive={mayGive} format={format} />
      )}
      <Past past={past} path={path} />
    </Layout>
  );
}

interface KnownProps extends Omit<PersonPageProps, 'frame' | 'bad'> {
  readonly person: SeenPerson;
}

function Known({ person, view, regions, mayGive, format }: KnownProps): VNode {
  return (
    <div class="person">
      <Self person={person} regions={regions} format={format} />
      <Sides person={person} regions={regions} format={format} />
      <div class="columns">
        <div>
          <Entries person={person} regions={regions} format={format} />
          <Households person={person} past={view.past} format={format} />
          <Desil person={person} format={format} />
          <PersonCategories person={person} format={format} />
          <Indicators person={person} format={format} />
        </div>
        <div>
          <Aid aid={view.aid} giveTo={mayGive && view.past === null ? view.id : null} format={format} />
          <Reports cases={view.cases} format={format} />
          <PersonHistory history={view.history} format={format} />
        </div>
      </div>
    </div>
  );
}

function Self({ person, regions, format }: Omit<KnownProps, 'view' | 'mayGive'>): VNode {
  const { nik, kk, desa, sex, merges } = person;
  return (
    <section class="card" aria-label={personText.fields.name}>
      <dl class="facts">
        <Fact name={personText.fields.nik}>
          {nik === null ? caseText.noNik : <IdentityNumber digits={nik} />}
        </Fact>
        <Fact name={personText.fields.kk}>
          {kk === null ? (
            caseText.noKk
          ) : (
            <>
              <IdentityNumber digits={kk.value} /> <small>{personText.toldBy(storeLabels[kk.of])}</small>
            </>
          )}
        </Fact>
        <Fact name={personText.fields.birthDate}>
          <Born of={person} format={format} />
          {sex === null ? null : <small> {sexLabels[sex]}</small>}
        </Fact>
        <Fact name={personText.fields.desa}>
          {placeName(regions, desa?.value)}
          {desa === null ? null : <small> {personText.toldBy(storeLabels[desa.of])}</small>}
        </Fact>
      </dl>
      {merges.length === 0 ? null : (
        <div data-testid="merges">
          <p class="tag">{personText.merged(merges.length)}</p>
          <ul class="plain-list">
            {merges.map(({ personId, at, byName }) => (
              <li key={personId}>
                <small>{personText.mergedBy(format.date(at), byName)}</small>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
