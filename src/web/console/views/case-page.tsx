import type { VNode } from 'preact';
import { caseText } from '../../../i18n/console.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { Attempt } from '../decision-form.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Answers, Reporter } from './answers.js';
import { DecisionPanel, OvertakenNotice } from './decision-panel.js';
import { Duplicates, isScreened, Photos } from './evidence.js';
import { History, Notifications } from './history.js';
import { Layout } from './layout.js';
import { StateBadge } from './parts.js';

/** A worker is about to look for duplicates. Nothing is typed on the page until it has. */
const REFRESH_SECONDS = 5;

interface CasePageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: CaseView;
  readonly attempt: Attempt | null;
}

export function CasePage({ frame, format, view, attempt }: CasePageProps): VNode {
  return (
    <Layout
      frame={frame}
      title={caseText.title(view.number)}
      place="/console"
      refresh={attempt === null && !isScreened(view.state) ? REFRESH_SECONDS : undefined}
    >
      <p class="back">
        <a href="/console">{caseText.back}</a>
      </p>
      <div class="title-row">
        <h1>
          <span class="number">{view.number}</span> {view.subjectName}
        </h1>
        <StateBadge state={view.state} />
      </div>
      <p class="lead">
        {view.desaName}, {view.kecamatanName}
      </p>
      {view.entry === null ? null : (
        <p class="notice good">
          <a href={`/console/data-pemda/${view.entry.id}`}>{caseText.entry(view.entry.number)}</a>
        </p>
      )}
      <OvertakenNotice attempt={attempt} />
      <div class="columns">
        <div>
          <Answers
            title={caseText.reported}
            answers={view.answers}
            desaName={view.desaName}
            format={format}
            advised
          />
          <Photos view={view} />
          <History events={view.events} format={format} />
        </div>
        <div>
          <DecisionPanel view={view} attempt={attempt} csrf={frame.csrf} />
          <Duplicates duplicates={view.duplicates} state={view.state} />
          <Reporter view={view} format={format} />
          <Notifications notifications={view.notifications} format={format} />
        </div>
      </div>
    </Layout>
  );
}
