/** Saved views: on top of the queue, and the page where they are kept in order. */
import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { viewText } from '../../../i18n/bulk.js';
import { filterText } from '../../../i18n/queue.js';
import { bulkText } from '../../../i18n/bulk.js';
import { countLimit } from '../../../usecases/console-services.js';
import { VIEW_LIMIT, VIEW_NAME_LIMIT, type SavedView } from '../../../usecases/views/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { queryOf, type QueueQuery } from '../queue-query.js';
import { Layout } from './layout.js';
import { Empty, Problems } from './parts.js';

export interface ViewLink {
  readonly name: string;
  readonly href: string;
  /** Up to countLimit + 1. */
  readonly count: number;
  /** It is what the page shows. */
  readonly here: boolean;
  readonly own: boolean;
}

interface SavedViewsProps {
  readonly frame: Frame;
  readonly views: readonly ViewLink[];
  readonly query: QueueQuery;
  readonly worthSaving: boolean;
}

export function SavedViews({ frame, views, query, worthSaving }: SavedViewsProps): VNode {
  const saves = worthSaving && !views.some(({ here }) => here);
  return (
    <div class="views">
      <nav aria-label={viewText.label} data-testid="views">
        <ul>
          {views.map(({ name, href, count, here, own }) => (
            <li key={href} data-own={own ? 'ya' : undefined}>
              <a href={href} aria-current={here ? 'page' : undefined}>
                {name} <span class="count">{counted(count)}</span>
              </a>
            </li>
          ))}
          {views.some(({ own }) => own) ? (
            <li>
              <a class="manage" href="/console/tampilan">
                {viewText.manage}
              </a>
            </li>
          ) : null}
        </ul>
      </nav>
      {saves ? (
        <details class="contents save-view">
          <summary>{viewText.save}</summary>
          <SaveForm frame={frame} query={query} typed="" id={randomUUID()} />
        </details>
      ) : null}
    </div>
  );
}

function counted(count: number): string {
  return count > countLimit ? filterText.overCount(countLimit.toLocaleString('id-ID')) : String(count);
}

interface SaveFormProps {
  readonly frame: Frame;
  readonly query: QueueQuery;
  readonly typed: string;
  /** Made by the page: pressed twice, it is saved once. */
  readonly id: string;
}

function SaveForm({ frame, query, typed, id }: SaveFormProps): VNode {
  const fields = queryOf({ ...query, cursor: undefined });
  return (
    <form class="in-line" method="post" action="/console/tampilan" data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="id" value={id} />
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <label>
        {viewText.name}
        <input
          name="nama"
          value={typed}
          required
          maxLength={VIEW_NAME_LIMIT}
          placeholder={viewText.nameExample}
          autoComplete="off"
        />
      </label>
      <button type="submit" class="second">
        {viewText.submit}
      </button>
    </form>
  );
}

export type ViewProblem = 'name' | 'taken' | 'limit';

const sentences: Readonly<Record<ViewProblem, string>> = {
  name: viewText.nameProblem(VIEW_NAME_LIMIT),
  taken: viewText.taken,
  limit: viewText.full(VIEW_LIMIT),
};

/** A name that was not taken, with what it was typed for. */
export interface ViewAttempt {
  readonly problem: ViewProblem;
  readonly typed: string;
  /** Of a new name for a view. */
  readonly renamed: string | null;
  /** Of a view that is to be saved. */
  readonly saving: { readonly id: string; readonly query: QueueQuery } | null;
}

interface ViewsPageProps {
  readonly frame: Frame;
  readonly views: readonly SavedView[];
  readonly attempt: ViewAttempt | null;
}

export function ViewsPage({ frame, views, attempt }: ViewsPageProps): VNode {
  const saving = attempt?.saving ?? null;
  return (
    <Layout
      frame={frame}
      title={viewText.title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('bulk.css')} />}
    >
      <p class="back">
        <a href="/console" data-key="u">
          {bulkText.back}
        </a>
      </p>
      <h1>{viewText.title}</h1>
      <p class="lead">{viewText.lead}</p>
      <Problems title={viewText.problems} problems={attempt === null ? [] : [sentences[attempt.problem]]} />
      {saving === null ? null : (
        <div class="card narrow-form">
          <SaveForm frame={frame} query={saving.query} typed={attempt?.typed ?? ''} id={saving.id} />
        </div>
      )}
      {views.length === 0 ? (
        <Empty title={viewText.empty} hint={viewText.emptyHint} />
      ) : (
        <ul class="view-list">
          {views.map((view) => (
            <OwnView key={view.id} frame={frame} view={view} attempt={attempt} />
          ))}
        </ul>
      )}
    </Layout>
  );
}

function OwnView({
  frame,
  view,
  attempt,
}: Omit<ViewsPageProps, 'views'> & { readonly view: SavedView }): VNode {
  const { id, name } = view;
  const wrong = attempt?.renamed === id;
  const typed = wrong ? attempt.typed : name;
  return (
    <li class="card" data-testid="view">
      <h2>
        <a href={`/console/tampilan/${id}`} aria-label={viewText.open(name)}>
          {name}
        </a>
      </h2>
      <form class="in-line" method="post" action={`/console/tampilan/${id}/nama`} data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <label>
          {viewText.newName(name)}
          <input
            name="nama"
            value={typed}
            required
            maxLength={VIEW_NAME_LIMIT}
            aria-invalid={wrong}
            autoComplete="off"
          />
        </label>
        <button type="submit" class="second">
          {viewText.rename}
        </button>
      </form>
      <form method="post" action={`/console/tampilan/${id}/hapus`} data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <button type="submit" class="quiet" aria-label={viewText.removeOf(name)}>
          {viewText.remove}
        </button>
      </form>
    </li>
  );
}
