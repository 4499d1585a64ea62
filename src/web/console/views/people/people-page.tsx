import type { VNode } from 'preact';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import { listText } from '../../../../i18n/console.js';
import { peopleText } from '../../../../i18n/people.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { PeopleFilter, PeoplePage as Found } from '../../../../usecases/people/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import type { PeopleQuery } from '../../people-query.js';
import { Layout } from '../layout.js';
import { Empty, Pager, RegionFields } from '../parts.js';
import { Born, peopleStyles, placeName, Stores } from './parts.js';

const PATH = '/console/warga';

interface PeoplePageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly query: PeopleQuery;
  readonly filter: PeopleFilter;
  readonly page: Found;
  readonly regions: readonly RegionOption[];
}

export function PeoplePage({ frame, format, query, filter, page, regions }: PeoplePageProps): VNode {
  const { q, kecamatan, desa, cursor } = filter;
  const asked = q !== undefined || kecamatan !== undefined || desa !== undefined;
  const address = (more: { cursor?: string }) => hrefWith(PATH, { ...query, cursor: undefined, ...more });
  return (
    <Layout frame={frame} title={peopleText.title} place={PATH} head={peopleStyles}>
      <h1>{peopleText.title}</h1>
      <p class="lead">{peopleText.lead}</p>
      <form class="filter" method="post" action={`${PATH}/cari`} role="search">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <label class="grow">
          {peopleText.searchLabel}
          <input
            type="search"
            name="q"
            value={q ?? ''}
            placeholder={peopleText.searchHint}
            maxLength={100}
            autoComplete="off"
            aria-describedby="cari-warga"
            data-key="/"
          />
        </label>
        <RegionFields regions={regions} kecamatan={kecamatan} desa={desa} />
        <button type="submit">{listText.apply}</button>
        {asked ? <a href={PATH}>{listText.reset}</a> : null}
      </form>
      <p class="hint" id="cari-warga">
        {peopleText.searchHelp}
      </p>
      {page.partial ? (
        <p class="notice" role="status">
          {peopleText.partial}
        </p>
      ) : null}
      {page.items.length > 0 ? (
        <People people={page.items} caption={peopleText.caption} format={format} regions={regions} />
      ) : asked ? (
        <Empty title={peopleText.empty} hint={peopleText.emptyHint} />
      ) : (
        <Empty title={peopleText.start} hint={peopleText.startHint} />
      )}
      {page.items.length === 0 ? null : (
        <Pager
          count={page.next !== null ? peopleText.more : page.partial ? peopleText.someShown : peopleText.all}
          next={page.next === null ? null : address({ cursor: page.next })}
          first={cursor === undefined ? null : address({})}
        />
      )}
    </Layout>
  );
}

interface PeopleProps extends Pick<PeoplePageProps, 'format' | 'regions'> {
  readonly people: readonly SeenPerson[];
  readonly caption: string;
}

/** Each leads to their page. */
export function People({ people, caption, format, regions }: PeopleProps): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{peopleText.name}</th>
          <th scope="col">{peopleText.born}</th>
          <th scope="col">{peopleText.place}</th>
          <th scope="col">{peopleText.stores}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id} data-testid="person-row">
            <th scope="row">
              <a href={`${PATH}/${person.id}`}>{person.name}</a>
            </th>
            <td data-label={peopleText.born}>
              <Born of={person} format={format} />
            </td>
            <td data-label={peopleText.place}>{placeName(regions, person.desa?.value)}</td>
            <td data-label={peopleText.stores}>
              <Stores of={person} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
