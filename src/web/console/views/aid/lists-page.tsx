import type { VNode } from 'preact';
import { aidText, listStateLabels } from '../../../../i18n/aid.js';
import type { ListState } from '../../../../domain/aid/criteria.js';
import type { AidListSummary } from '../../../../usecases/aid/ports.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { Layout } from '../layout.js';
import { Empty, Moment, Problems } from '../parts.js';
import { AID, AidHead } from './shared.js';

interface ListsPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly lists: readonly AidListSummary[];
  readonly hasPrograms: boolean;
  /** Of the search for a person. */
  readonly problems: readonly string[];
}

export function AidListsPage({ frame, format, lists, hasPrograms, problems }: ListsPageProps): VNode {
  return (
    <Layout frame={frame} title={aidText.title} place={AID} head={<AidHead />}>
      <div class="title-row">
        <h1>{aidText.title}</h1>
        {hasPrograms ? (
          <div class="in-line">
            <a class="button" href={`${AID}/susun`}>
              {aidText.newList}
            </a>
            <a class="button second" href={`${AID}/berkas`}>
              {aidText.fromFile}
            </a>
          </div>
        ) : null}
      </div>
      <p class="lead">{aidText.lead}</p>
      {hasPrograms ? null : <Empty title={aidText.noPrograms} hint={aidText.noProgramsHint} />}
      {hasPrograms && lists.length === 0 ? <Empty title={aidText.empty} hint={aidText.emptyHint} /> : null}
      {lists.length === 0 ? null : <Lists lists={lists} format={format} />}
      <section class="card later narrow-form" aria-labelledby="cari-orang">
        <h2 id="cari-orang">{aidText.findTitle}</h2>
        <Problems title={aidText.problems} problems={problems} />
        <form class="stack" method="post" action={`${AID}/cari-orang`}>
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <label>
            {aidText.findNik}
            <input
              name="nik"
              inputMode="numeric"
              autocomplete="off"
              maxLength={24}
              required
              aria-describedby="nik-petunjuk"
            />
          </label>
          <p class="hint" id="nik-petunjuk">
            {aidText.findHint}
          </p>
          <button type="submit" class="second">
            {aidText.find}
          </button>
        </form>
      </section>
    </Layout>
  );
}

export function ListBadge({ state }: { readonly state: ListState }): VNode {
  return (
    <span class={`badge aid-${state}`} data-testid="list-state" data-state={state}>
      {listStateLabels[state]}
    </span>
  );
}

function Lists({ lists, format }: Pick<ListsPageProps, 'lists' | 'format'>): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{aidText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{aidText.list}</th>
          <th scope="col">{aidText.program}</th>
          <th scope="col">{aidText.state}</th>
          <th scope="col">{aidText.people}</th>
          <th scope="col">{aidText.given}</th>
          <th scope="col">{aidText.author}</th>
          <th scope="col">{aidText.made}</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <tr key={list.id} data-testid="aid-list">
            <th scope="row">
              <a href={`${AID}/daftar/${list.id}`}>{list.name}</a>{' '}
              {list.sensitive ? <span class="badge sensitive">{aidText.sensitive}</span> : null}
            </th>
            <td data-label={aidText.program}>{list.programName}</td>
            <td data-label={aidText.state}>
              <ListBadge state={list.state} />
            </td>
            <td data-label={aidText.people}>{list.count === null ? '–' : format.count(list.count)}</td>
            <td data-label={aidText.given}>{format.count(list.given)}</td>
            <td data-label={aidText.author}>{list.authorName}</td>
            <td data-label={aidText.made}>
              <Moment at={list.createdAt} format={format} short />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
