import type { VNode } from 'preact';
import type { Reference } from '../../../domain/reference/reference.js';
import { caseText, markText } from '../../../i18n/console.js';
import type { CommentView } from '../../../usecases/case/services.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { ClaimView } from '../../../usecases/queue/services.js';
import type { Attempt } from '../decision-form.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Answers } from './answers.js';
import { ClaimPanel, DueMark, PriorityMarks, TakeNext } from './claim-panel.js';
import { CaseNotices } from './case-notices.js';
import { Reporter } from './case-people.js';
import { Comments, type CommentAttempt } from './comments.js';
import { DecisionPanel, OvertakenNotice } from './decision-panel.js';
import { Duplicates, isScreened, Photos } from './evidence.js';
import { History } from './history.js';
import { Layout } from './layout.js';
import { Notifications } from './notifications.js';
import { Marks, StateBadge } from './parts.js';

/** A worker is about to look for duplicates. Nothing is typed on the page until it has. */
const REFRESH_SECONDS = 5;

interface CasePageProps {
  readonly reference: Reference;
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: CaseView;
  /** null: it does not wait for a decision of this person's. */
  readonly claim: ClaimView | null;
  readonly attempt: Attempt | null;
  /** null: concealed, as the case is. */
  readonly comments: readonly CommentView[] | null;
  readonly commenting: CommentAttempt | null;
}

export function CasePage(props: CasePageProps): VNode {
  const { frame, format, reference, view, claim, attempt, comments, commenting } = props;
  const idle = attempt === null && commenting === null;
  return (
    <Layout
      frame={frame}
      title={caseText.title(view.number)}
      place="/console"
      script="queue.js"
      refresh={idle && !isScreened(view.state) ? REFRESH_SECONDS : undefined}
    >
      <div class="back-row">
        <p class="back">
          <a href="/console" data-key="u">
            {caseText.back}
          </a>
        </p>
        {claim === null ? <TakeNext csrf={frame.csrf} query={{}} quiet /> : null}
      </div>
      <div class="title-row">
        <h1>
          <span class="number">{view.number}</span> {view.subjectName ?? markText.sensitive}
        </h1>
        <p class="marks">
          <Marks of={view} />
          <PriorityMarks of={view} />
          <DueMark due={view.due} format={format} />
          <StateBadge state={view.state} />
        </p>
      </div>
      <p class="lead">
        {view.desaName}, {view.kecamatanName}
      </p>
      <CaseNotices view={view} format={format} />
      <OvertakenNotice attempt={attempt} />
      <div class="columns">
        <Told view={view} format={format} reference={reference} />
        <div>
          <ClaimPanel claim={claim} caseId={view.id} csrf={frame.csrf} format={format} />
          <DecisionPanel
            reference={reference}
            view={view}
            attempt={attempt}
            csrf={frame.csrf}
            heldByOther={claim?.holder?.me === false}
          />
          {view.answers === null ? null : <Duplicates of={view} />}
          {comments === null ? null : (
            <Comments
              caseId={view.id}
              csrf={frame.csrf}
              comments={comments}
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
function Told({ view, format, reference }: Pick<CasePageProps, 'view' | 'format' | 'reference'>): VNode {
  return (
    <div>
      {view.answers === null ? null : (
        <>
          <Answers
            title={caseText.reported}
            answers={view.answers}
            about={view.about}
            desaName={view.desaName}
            format={format}
            advised
          />
          <Photos view={view} />
        </>
      )}
      <History reference={reference} events={view.events} format={format} />
    </div>
  );
}
