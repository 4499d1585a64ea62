/** What should be known of a case before anything else on its page is read. */
import type { ComponentChildren, VNode } from 'preact';
import { approvalText, objectionText } from '../../../i18n/case-actions.js';
import { editedText } from '../../../i18n/casework.js';
import { caseText } from '../../../i18n/console.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';

interface NoticesProps {
  readonly view: CaseView;
  readonly format: Formatter;
}

export function CaseNotices({ view, format }: NoticesProps): VNode {
  const { entry } = view;
  const duplicateReason = view.answers?.duplicateReason ?? null;
  return (
    <div class="notices">
      <SensitiveNotice view={view} />
      {view.urgent ? (
        <Notice tone="bad" title={caseText.urgentTitle} id="urgent">
          <p>{caseText.urgentHint}</p>
        </Notice>
      ) : null}
      <EditNotice view={view} format={format} />
      <ProposalNotice view={view} format={format} />
      <ObjectionNotice view={view} format={format} />
      {duplicateReason === null ? null : (
        <Notice tone="warn" title={caseText.duplicateReasonTitle} id="duplicate-reason">
          <p>{caseText.duplicateReason(duplicateReason)}</p>
        </Notice>
      )}
      {entry === null ? null : (
        <p class="notice good">
          <a href={`/console/data-pemda/${entry.id}`}>{caseText.entry(entry.number)}</a>
        </p>
      )}
    </div>
  );
}

function SensitiveNotice({ view: { sensitive, answers } }: Pick<NoticesProps, 'view'>): VNode | null {
  if (!sensitive) return null;
  return (
    <Notice tone="warn" title={caseText.sensitiveTitle} id="sensitive">
      <p>{answers === null ? caseText.sensitiveConcealed : caseText.sensitiveShown}</p>
    </Notice>
  );
}

/** Who put it right, while it waits: they do not approve it alone. */
function EditNotice({ view: { edits, decidable, proposal }, format }: NoticesProps): VNode | null {
  const last = edits.at(-1);
  if (last === undefined || !decidable) return null;
  const own = proposal === null && edits.some((edit) => edit.own);
  return (
    <Notice tone="warn" title={editedText.noticeTitle} id="edited">
      <p>{editedText.notice(last.byName, format.moment(last.at))}</p>
      <p>{own ? editedText.own : editedText.needsOther}</p>
    </Notice>
  );
}

/** Who was the first of two to approve it, and that it takes another. */
function ProposalNotice({ view: { proposal, sensitive }, format }: NoticesProps): VNode | null {
  if (proposal === null) return null;
  const { byName, own, at, note } = proposal;
  return (
    <Notice tone="warn" title={approvalText.title} id="proposal">
      <p>{approvalText.by(byName, format.moment(at))}</p>
      {note === '' ? null : <p class="said">{approvalText.note(note)}</p>}
      <p>{own ? approvalText.own : sensitive ? approvalText.needsOther : editedText.proposalNeedsOther}</p>
    </Notice>
  );
}

/** The reporter's words, and until when they are answered. */
function ObjectionNotice({ view: { objected }, format }: NoticesProps): VNode | null {
  if (objected === null) return null;
  if (objected.state === 'upheld' || objected.state === 'refused') {
    return (
      <Notice tone="warn" title={objectionText.answeredTitle[objected.state]} id="objection">
        <p class="said">{objected.note}</p>
        <p>{objectionText.answered}</p>
      </Notice>
    );
  }
  const lapsed = objected.state === 'lapsed';
  const until = format.date(objected.until);
  return (
    <Notice
      tone={lapsed ? 'warn' : 'bad'}
      title={lapsed ? caseText.objectionLapsedTitle : caseText.objectionTitle}
      id="objection"
    >
      <p class="said">{objected.note}</p>
      <p>{lapsed ? caseText.objectionLapsed(until) : caseText.objectionUntil(until)}</p>
    </Notice>
  );
}

interface NoticeProps {
  readonly tone: 'bad' | 'warn';
  readonly title: string;
  readonly id: string;
  readonly children: ComponentChildren;
}

function Notice({ tone, title, id, children }: NoticeProps): VNode {
  return (
    <div class={`notice ${tone}`} data-testid={id}>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}
