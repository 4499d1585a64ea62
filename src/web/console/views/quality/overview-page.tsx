import type { VNode } from 'preact';
import {
  partsOf,
  poorStores,
  topics,
  type QualityPart,
  type QualityTopic,
} from '../../../../domain/quality/checks.js';
import { listText } from '../../../../i18n/console.js';
import { storeLabels } from '../../../../i18n/people.js';
import { qualityPartLabels, qualityText, qualityTopicText } from '../../../../i18n/quality.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import { unknownDesa, type QualityOverview } from '../../../../usecases/quality/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { QUALITY, type QualityArea } from '../../quality-query.js';
import { Layout } from '../layout.js';
import { Empty, RegionFields } from '../parts.js';
import { CountedAt, listHref, qualityStyles } from './parts.js';

interface QualityPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly area: QualityArea;
  readonly overview: QualityOverview;
  readonly regions: readonly RegionOption[];
}

export function QualityPage(props: QualityPageProps): VNode {
  const { frame, format, area, overview, regions } = props;
  const { counted, totals } = overview;
  const narrowed = area.kecamatan !== undefined || area.desa !== undefined;
  return (
    <Layout frame={frame} title={qualityText.title} place={QUALITY} head={qualityStyles}>
      <h1>{qualityText.title}</h1>
      <p class="lead">{qualityText.lead}</p>
      <form class="counted" method="post" action={`${QUALITY}/hitung`}>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        {area.kecamatan === undefined ? null : (
          <input type="hidden" name="kecamatan" value={area.kecamatan} />
        )}
        {area.desa === undefined ? null : <input type="hidden" name="desa" value={area.desa} />}
        <span data-testid="counted">
          <CountedAt of={counted} format={format} />
        </span>
        <button type="submit" class="second">
          {qualityText.recount}
        </button>
      </form>
      <form class="filter quality-filter" method="get" action={QUALITY}>
        <RegionFields regions={regions} kecamatan={area.kecamatan} desa={area.desa} />
        <button type="submit">{listText.apply}</button>
        {narrowed ? <a href={QUALITY}>{listText.reset}</a> : null}
      </form>
      {counted.at === null ? (
        <Empty title={qualityText.notYet} hint={qualityText.notYetHint} />
      ) : totals.size === 0 ? (
        <Empty title={qualityText.empty} hint={qualityText.emptyHint} />
      ) : (
        <>
          <div class="quality-topics">
            {topics.map((topic) => (
              <Topic key={topic} topic={topic} {...props} />
            ))}
          </div>
          <Places {...props} />
        </>
      )}
    </Layout>
  );
}

function Topic({
  topic,
  overview: { totals },
  area,
  format,
}: QualityPageProps & { readonly topic: QualityTopic }): VNode {
  const { title, about, todo } = qualityTopicText[topic];
  const total = totals.get(topic) ?? 0;
  return (
    <section class="card quality-topic" data-testid={`topic-${topic}`}>
      <h2>{title}</h2>
      <p class="quality-total">
        {total === 0 ? (
          qualityText.people(0)
        ) : (
          <a href={listHref(topic, area)} aria-label={qualityText.seeList(title)}>
            {qualityText.people(total)}
          </a>
        )}
      </p>
      <p class="hint">{about}</p>
      <p class="hint">
        <strong>{qualityText.todo}</strong> {todo}
      </p>
      {total === 0 ? null : topic === 'missing' ? (
        <Pairs totals={totals} area={area} format={format} />
      ) : (
        <ul class="quality-parts">
          {partsOf(topic).map((part) => (
            <Part key={part} part={part} count={totals.get(part) ?? 0} area={area} format={format} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface PartProps {
  readonly part: QualityPart;
  readonly count: number;
  readonly area: QualityArea;
  readonly format: Formatter;
}

function Part({ part, count, area, format }: PartProps): VNode {
  const [topic, di = ''] = part.split('.');
  const label = qualityPartLabels[di] ?? di;
  const of = topics.find((one) => one === topic) ?? 'nik';
  return (
    <li>
      {count === 0 ? label : <a href={listHref(of, area, { di })}>{label}</a>}{' '}
      <span class="digits">{format.count(count)}</span>
    </li>
  );
}

/** Poor by which, and missing in which. */
function Pairs({
  totals,
  area,
  format,
}: Pick<QualityPageProps, 'area' | 'format'> & Pick<QualityOverview, 'totals'>): VNode {
  return (
    <div class="scroll-x" role="region" aria-label={qualityText.pairs} tabIndex={0}>
      <table class="quality-table" data-testid="pairs">
        <caption class="hidden">{qualityText.pairs}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {qualityText.of}
            </th>
            <th scope="colgroup" colSpan={poorStores.length} class="over">
              {qualityText.absentFrom}
            </th>
          </tr>
          <tr>
            {poorStores.map((absent) => (
              <th key={absent} scope="col" class="digits">
                {storeLabels[absent]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {poorStores.map((of) => (
            <tr key={of}>
              <th scope="row">{storeLabels[of]}</th>
              {poorStores.map((absent) => (
                <td key={absent} class="digits">
                  {of === absent ? (
                    <span aria-hidden="true">·</span>
                  ) : (
                    <Amount
                      count={totals.get(`missing.${of}.${absent}`) ?? 0}
                      href={listHref('missing', area, { di: of, tanpa: absent })}
                      format={format}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Amount({ count, href, format }: { count: number; href: string; format: Formatter }): VNode {
  return count === 0 ? <>0</> : <a href={href}>{format.count(count)}</a>;
}

function Places({ overview: { places }, area, regions, format }: QualityPageProps): VNode {
  const by = area.kecamatan === undefined && area.desa === undefined ? 'kecamatan' : 'desa';
  const title = qualityText.byPlace[by];
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  return (
    <section class="card quality-places">
      <h2 id="menurut-wilayah">{title}</h2>
      <div class="scroll-x" role="region" aria-labelledby="menurut-wilayah" tabIndex={0}>
        <table class="quality-table" aria-labelledby="menurut-wilayah" data-testid="places">
          <thead>
            <tr>
              <th scope="col">{qualityText.placeColumn[by]}</th>
              {topics.map((topic) => (
                <th key={topic} scope="col" class="digits">
                  {qualityTopicText[topic].short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map(({ code, totals }) => {
              const within = by === 'kecamatan' && code !== '';
              const there = within ? { kecamatan: code } : { desa: code === '' ? unknownDesa : code };
              const name = code === '' ? qualityText.unknownPlace : (names.get(code) ?? code);
              return (
                <tr key={code} data-code={code}>
                  <th scope="row">{within ? <a href={hrefWith(QUALITY, there)}>{name}</a> : name}</th>
                  {topics.map((topic) => (
                    <td key={topic} class="digits">
                      <Amount count={totals.get(topic) ?? 0} href={listHref(topic, there)} format={format} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
