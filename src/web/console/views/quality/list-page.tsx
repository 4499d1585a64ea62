import type { VNode } from 'preact';
import { partsOf, poorStores, type QualityTopic } from '../../../../domain/quality/checks.js';
import { listText } from '../../../../i18n/console.js';
import { exportText } from '../../../../i18n/out.js';
import { peopleText, storeLabels } from '../../../../i18n/people.js';
import { qualityPartLabels, qualityText, qualityTopicText } from '../../../../i18n/quality.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import { unknownDesa, type QualityList } from '../../../../usecases/quality/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { QUALITY, type QualityQuery } from '../../quality-query.js';
import { Layout } from '../layout.js';
import { Empty, Pager, RegionFields } from '../parts.js';
import { peopleStyles, placeName } from '../people/parts.js';
import { People } from '../people/people-page.js';
import { CountedAt, listHref, qualityStyles } from './parts.js';

interface QualityListPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly query: QualityQuery;
  readonly list: QualityList;
  readonly regions: readonly RegionOption[];
}

export function QualityListPage({ frame, format, query, list, regions }: QualityListPageProps): VNode {
  const { periksa: topic, kecamatan, desa, di, tanpa, cursor } = query;
  const { title, about, todo } = qualityTopicText[topic];
  const { people, records, total, next, counted } = list;
  const address = (more: { cursor?: string }) =>
    hrefWith(`${QUALITY}/daftar`, { ...query, cursor: undefined, ...more });
  const same = topic === 'missing' && di !== undefined && di === tanpa;
  return (
    <Layout
      frame={frame}
      title={title}
      place={QUALITY}
      head={
        <>
          {peopleStyles}
          {qualityStyles}
        </>
      }
    >
      <p class="back">
        <a href={hrefWith(QUALITY, { kecamatan, desa })}>{qualityText.back}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{about}</p>
      <p class="hint">
        <strong>{qualityText.todo}</strong> {todo}
      </p>
      <form class="filter four quality-list-filter" method="get" action={`${QUALITY}/daftar`}>
        <input type="hidden" name="periksa" value={topic} />
        <Parts query={query} />
        <RegionFields regions={regions} kecamatan={kecamatan} desa={desa} />
        <button type="submit">{listText.apply}</button>
        {di !== undefined || tanpa !== undefined || kecamatan !== undefined || desa !== undefined ? (
          <a href={listHref(topic, {})}>{listText.reset}</a>
        ) : null}
      </form>
      {desa === unknownDesa ? <p class="notice">{qualityText.onlyUnknown}</p> : null}
      <p class="hint">
        <CountedAt of={counted} format={format} /> {counted.at === null ? null : qualityText.stale}
      </p>
      {total === 0 ? (
        <Empty
          title={same ? qualityText.sameStore : qualityText.listEmpty}
          hint={qualityText.listEmptyHint}
        />
      ) : null}
      {people.length === 0 ? null : (
        <People people={people} caption={qualityText.caption} format={format} regions={regions} />
      )}
      {records.length === 0 ? null : <Records records={records} format={format} regions={regions} />}
      {total === 0 ? null : (
        <Pager
          count={qualityText.people(total)}
          next={next === null ? null : address({ cursor: next })}
          first={cursor === undefined ? null : address({})}
        />
      )}
      {people.length === 0 ? null : (
        <p class="export-link">
          <a href={hrefWith(`${QUALITY}/unduh`, { ...query, cursor: undefined })}>{exportText.link}</a>
        </p>
      )}
    </Layout>
  );
}

const firstLabels: Readonly<Record<QualityTopic, string>> = {
  missing: qualityText.of,
  ended: qualityText.stillIn,
  ineligible: qualityText.stillIn,
  unverified: qualityText.inStore,
  nik: qualityText.wrong,
};

/** Which of the topic's parts. */
function Parts({ query: { periksa: topic, di, tanpa } }: { readonly query: QualityQuery }): VNode {
  const first = [...new Set(partsOf(topic).map((part) => part.split('.')[1] ?? ''))];
  return (
    <>
      <label>
        {firstLabels[topic]}
        <select name="di" value={di ?? ''}>
          <option value="">{qualityText.any}</option>
          {first.map((one) => (
            <option key={one} value={one}>
              {qualityPartLabels[one]}
            </option>
          ))}
        </select>
      </label>
      {topic === 'missing' ? (
        <label>
          {qualityText.absentFrom}
          <select name="tanpa" value={tanpa ?? ''}>
            <option value="">{qualityText.any}</option>
            {poorStores.map((one) => (
              <option key={one} value={one}>
                {storeLabels[one]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </>
  );
}

function Records({
  records,
  format,
  regions,
}: Pick<QualityListPageProps, 'format' | 'regions'> & Pick<QualityList, 'records'>): VNode {
  return (
    <table class="cards">
      <caption>{qualityText.records}</caption>
      <thead>
        <tr>
          <th scope="col">{peopleText.name}</th>
          <th scope="col">{peopleText.born}</th>
          <th scope="col">{peopleText.place}</th>
          <th scope="col">{qualityText.source}</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, name, birthDate, desaCode, source }) => (
          <tr key={id} data-testid="record-row">
            <th scope="row">{name}</th>
            <td data-label={peopleText.born}>
              {birthDate === null ? peopleText.noBirth : format.shortDay(birthDate)}
            </td>
            <td data-label={peopleText.place}>{placeName(regions, desaCode ?? undefined)}</td>
            <td data-label={qualityText.source}>{storeLabels[source]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
