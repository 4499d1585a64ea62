import type { VNode } from 'preact';
import { bnbaText, exportText } from '../../../i18n/out.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import type { BnbaMinutes } from '../../../usecases/export/services.js';
import type { Frame } from '../context.js';
import { ExportForm, type ExportTyped } from './export-page.js';
import { Layout } from './layout.js';
import { DesaOptions, Empty, Problems } from './parts.js';

const PATH = '/console/bnba';

interface BnbaPageProps {
  readonly frame: Frame;
  readonly regions: readonly RegionOption[];
  readonly desa: string | undefined;
  readonly month: string | undefined;
  /** null: desa or month was not chosen yet. */
  readonly count: number | null;
  readonly minutes: readonly BnbaMinutes[];
  readonly typed: ExportTyped;
  readonly problems: readonly string[];
}

export function BnbaPage({
  frame,
  regions,
  desa,
  month,
  count,
  minutes,
  typed,
  problems,
}: BnbaPageProps): VNode {
  return (
    <Layout frame={frame} title={bnbaText.title} place={PATH}>
      <h1>{bnbaText.title}</h1>
      <p class="lead">{bnbaText.lead}</p>
      <Choice regions={regions} desa={desa} month={month} />
      <Problems title={exportText.problemsTitle} problems={problems} />
      {count === null ? <Empty title={bnbaText.ask} hint={bnbaText.askHint} /> : null}
      {count === 0 ? <Empty title={bnbaText.none} hint={bnbaText.noneHint} /> : null}
      {count === null || count === 0 ? null : (
        <div class="columns">
          <ExportForm frame={frame} action={PATH} fields={{ desa, bulan: month }} typed={typed}>
            <p>
              <strong data-testid="bnba-count">{bnbaText.count(count)}</strong>
            </p>
          </ExportForm>
          <Minutes minutes={minutes} />
        </div>
      )}
    </Layout>
  );
}

function Choice({ regions, desa, month }: Pick<BnbaPageProps, 'regions' | 'desa' | 'month'>): VNode {
  return (
    <form class="filter bnba-filter" method="get" action={PATH}>
      <label>
        {bnbaText.desa}
        <select name="desa" value={desa ?? ''} required>
          <option value="">{bnbaText.chooseDesa}</option>
          <DesaOptions regions={regions} />
        </select>
      </label>
      <label>
        {bnbaText.month}
        <input type="month" name="bulan" value={month ?? ''} placeholder="2026-11" required />
      </label>
      <button type="submit">{bnbaText.show}</button>
    </form>
  );
}

function Minutes({ minutes }: Pick<BnbaPageProps, 'minutes'>): VNode {
  return (
    <section class="card" aria-labelledby="berita-acara">
      <h2 id="berita-acara">{bnbaText.minutes}</h2>
      {minutes.length === 0 ? <p class="quiet">{bnbaText.minutesNone}</p> : null}
      <ul>
        {minutes.map(({ caseId, caseNumber, photoId, pages }) => (
          <li key={photoId}>
            <a href={`/console/kasus/${caseId}`}>{bnbaText.minutesOf(caseNumber)}</a>
            {Array.from({ length: pages }, (_one, index) => (
              <>
                {' · '}
                <a href={`/console/kasus/${caseId}/foto/${photoId}/${String(index + 1)}`}>
                  {bnbaText.page(index + 1)}
                </a>
              </>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
