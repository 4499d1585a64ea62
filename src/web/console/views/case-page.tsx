import type { VNode } from 'preact';
import type { Reference } from '../../../domain/reference/reference.js';
import { caseText, markText } from '../../../i18n/console.js';
import { printText } from '../../../i18n/place.js';
import type { CommentView } from '../../../usecases/case/services.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { Surroundings } from '../../../usecases/place/services.js';
import type { CaseChecks } from '../../../usecases/field-check/services.js';
import type { Neighbours } from '../../../usecases/casework/services.js';
import type { ClaimView } from '../../../usecases/queue/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Attempt } from '../decision-form.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { listSuffix } from '../list-query.js';
import { queryOf, type QueueQuery } from '../queue-query.js';
import { Answers } from './answers.js';
import { ClaimPanel, DueMark, PriorityMarks, TakeNext } from './claim-panel.js';
import { CaseNotices } from './case-notices.js';
import { Reporter } from './case-people.js';
import { CheckCard, CheckMark, CheckNotice, CheckResultCard } from './check-parts.js';
import { Comments, type CommentAttempt } from './comments.js';
import { DecisionPanel, OvertakenNotice } from './decision-panel.js';
import { Duplicates, isScreened, Photos } from './evidence.js';
import { History } from './history.js';
import { AssignedMark, EscalatedMark } from './escalation-marks.js';
import { Layout } from './layout.js';
import { ListState, useListed } from './list-state.js';
import { ListSteps } from './list-steps.js';
import { AlikeCard } from './alike-card.js';
import { NationalCard } from './national-card.js';
import { Notifications } from './notifications.js';
import { PlaceCard } from './place-card.js';
import { Marks, StateBadge } from './parts.js';

/** A worker is about to look for duplicates. Nothing is typed on the page until it has. */
const REFRESH_SECONDS = 5;

interface CasePageProps {
  readonly reference: Reference;
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: CaseView;
  /** null: concealed, as the case is. */
  readonly around: Surroundings | null;
  /** Which list it was opened from, and where it stands there; null: none. */
  readonly list: { readonly query: QueueQuery; readonly at: Neighbours } | null;
  /** null: it does not wait for a decision of this person's. */
  readonly claim: ClaimView | null;
  readonly attempt: Attempt | null;
  /** null: concealed, as the case is. */
  readonly comments: readonly CommentView[] | null;
  readonly colleagues: readonly { readonly username: string; readonly name: string }[];
  readonly commenting: CommentAttempt | null;
  /** null: concealed. */
  readonly checks: CaseChecks | null;
}

export function CasePage(props: CasePageProps): VNode {
  return (
    <ListState.Provider value={listSuffix(props.list?.query ?? null)}>
      <Opened {...props} />
    </ListState.Provider>
  );
}

function Opened(props: CasePageProps): VNode {
  const { frame, list, format, reference, view, claim, attempt, comments, commenting, checks } = props;
  const idle = attempt === null && commenting === null;
  return (
    <Layout
      frame={frame}
      title={caseText.title(view.number)}
      place="/console"
      script="queue.js"
      head={
        <>
          <link rel="stylesheet" href={assetUrl('place.css')} />
          <link rel="stylesheet" href={assetUrl('casework.css')} />
          <script src={assetUrl('photos.js')} defer />
        </>
      }
      refresh={idle && !isScreened(view.state) ? REFRESH_SECONDS : undefined}
    >
      <div class="back-row">
        <p class="back">
          <a href={hrefWith('/console', queryOf(list?.query ?? {}))} data-key="u">
            {caseText.back}
          </a>
        </p>
        {list === null ? null : <ListSteps neighbours={list.at} format={format} />}
        <div class="claim-row">
          {view.answers === null ? null : <a href={`/console/kasus/${view.id}/cetak`}>{printText.link}</a>}
          {list === null && claim === null ? <TakeNext csrf={frame.csrf} query={{}} quiet /> : null}
        </div>
      </div>
      <div class="title-row">
        <h1>
          <span class="number">{view.number}</span> {view.subjectName ?? markText.sensitive}
        </h1>
        <p class="marks">
          <Marks of={view} />
          <EscalatedMark of={view} />
          <PriorityMarks of={view} />
          <CheckMark of={view} />
          <DueMark due={view.due} format={format} />
          <StateBadge state={view.state} />
          <AssignedMark of={view} />
        </p>
      </div>
      <p class="lead">
        {view.desaName}, {view.kecamatanName}
      </p>
      <CaseNotices view={view} format={format} />
      <CheckNotice checks={checks} format={format} />
      <OvertakenNotice attempt={attempt} />
      <div class="columns">
        <Told {...props} editable={view.decidable && claim?.holder?.me !== false} />
        <div>
          <ClaimPanel claim={claim} caseId={view.id} csrf={frame.csrf} format={format} />
          <DecisionPanel
            reference={reference}
            view={view}
            attempt={attempt}
            csrf={frame.csrf}
            heldByOther={claim?.holder?.me === false}
          />
          {checks === null ? null : <CheckCard checks={checks} format={format} />}
          {view.answers === null ? null : <Duplicates of={view} format={format} />}
          {view.answers === null ? null : (
            <NationalCard national={view.national} by={view.answers} format={format} />
          )}
          {view.answers === null ? null : <AlikeCard alike={view.alike} format={format} />}
          {comments === null ? null : (
            <Comments
              caseId={view.id}
              csrf={frame.csrf}
              comments={comments}
              colleagues={props.colleagues}
              attempt={commenting}
              format={format}
            />
          )}
          <Reporter view={view} format={format} />
          {view.answers === null ? null : (
            <Notifications notifications={view.notifications} format={format} />
          )}
        </div>
      </div>
    </Layout>
  );
}

/** What was reported, what shows it, and what became of it. */
function Told({
  frame,
  view,
  checks,
  format,
  reference,
  around,
  editable,
}: CasePageProps & { readonly editable: boolean }): VNode {
  const editAddress = useListed(`/console/kasus/${view.id}/isian`);
  return (
    <div>
      {checks === null ? null : <CheckResultCard checks={checks} format={format} />}
      {view.answers === null ? null : (
        <>
          <Answers
            title={caseText.reported}
            answers={view.answers}
            about={view.about}
            desaName={view.desaName}
            format={format}
            advised
            edit={editable ? editAddress : null}
          />
          <Photos view={withoutCheckPhotos(view, checks)} />
          {around === null ? null : (
            <PlaceCard
              answers={view.answers}
              around={around}
              desaName={view.desaName}
              kecamatanName={view.kecamatanName}
              home={frame.regionName}
            />
          )}
        </>
      )}
      <History reference={reference} events={view.events} format={format} />
    </div>
  );
}

/** Those stand with the result that they came with. */
function withoutCheckPhotos(view: CaseView, checks: CaseChecks | null): CaseView {
  const of = new Set(checks?.checks.flatMap(({ result }) => result?.photos.map(({ id }) => id) ?? []) ?? []);
  return of.size === 0 ? view : { ...view, photos: view.photos.filter(({ id }) => !of.has(id)) };
}
