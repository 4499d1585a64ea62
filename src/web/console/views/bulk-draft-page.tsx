/** What a bulk action would do, before it is confirmed. */
import type { VNode } from 'preact';
import { bulkLimit, type BulkAction } from '../../../domain/case/bulk.js';
import type { Reference } from '../../../domain/reference/reference.js';
import { bulkText, skipLabels } from '../../../i18n/bulk.js';
import { decisionText } from '../../../i18n/console.js';
import type { BulkCase, BulkDraft } from '../../../usecases/bulk/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { NOTE_LIMIT } from '../decision-form.js';
import { Template } from './decision-panel.js';
import { Layout } from './layout.js';
import { Empty, Problems } from './parts.js';

/** As it was filled in. */
export interface BulkTyped {
  readonly reason: string;
  readonly note: string;
  readonly template: string;
  readonly to: string;
  readonly seen: boolean;
}

export interface BulkProblem {
  readonly field: keyof BulkTyped;
  readonly sentence: string;
}

interface DraftPageProps {
  readonly frame: Frame;
  readonly reference: Reference;
  readonly draft: BulkDraft;
  readonly typed: BulkTyped;
  readonly problems: readonly BulkProblem[];
}

export function BulkDraftPage(props: DraftPageProps): VNode {
  const { frame, draft, problems } = props;
  const { action, total, more, doable, samples } = draft;
  const title = bulkText.previewTitle(action);
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('bulk.css')} />}
    >
      <p class="back">
        <a href="/console" data-key="u">
          {bulkText.back}
        </a>
      </p>
      <h1>{title}</h1>
      {doable === 0 ? null : (
        <p class="lead" data-testid="doable">
          {bulkText.doable(doable, total)} {bulkText.frozen}
        </p>
      )}
      {more ? <p class="notice warn">{bulkText.more(bulkLimit(action))}</p> : null}
      <Problems title={bulkText.problems} problems={problems.map(({ sentence }) => sentence)} />
      {doable === 0 ? (
        <Empty title={bulkText.nothing} hint={bulkText.nothingHint} />
      ) : (
        <div class="columns wide-left">
          <div>
            <Confirm {...props} />
          </div>
          <div>
            <section class="card" aria-labelledby="dikerjakan">
              <h2 id="dikerjakan">{bulkText.willDo}</h2>
              <Samples samples={samples} count={doable} />
            </section>
          </div>
        </div>
      )}
      <PassedOver draft={draft} />
    </Layout>
  );
}

/** By number and desa alone: whom they are about is on their pages. */
function Samples({
  samples,
  count,
}: {
  readonly samples: readonly BulkCase[];
  readonly count: number;
}): VNode {
  const others = count - samples.length;
  return (
    <>
      <ul class="samples">
        {samples.map(({ caseId, number, desaName }) => (
          <li key={caseId}>
            <a class="number" href={`/console/kasus/${caseId}`}>
              {number}
            </a>{' '}
            <small>{desaName}</small>
          </li>
        ))}
      </ul>
      {others > 0 ? <p class="hint">{bulkText.others(others)}</p> : null}
    </>
  );
}

function PassedOver({ draft: { passedOver } }: Pick<DraftPageProps, 'draft'>): VNode | null {
  if (passedOver.length === 0) return null;
  return (
    <section class="passed-over" aria-labelledby="dilewati">
      <h2 id="dilewati">{bulkText.passedOver}</h2>
      <p class="hint">{bulkText.passedOverHint}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{bulkText.why}</th>
            <th scope="col">{bulkText.count}</th>
            <th scope="col">{bulkText.examples}</th>
          </tr>
        </thead>
        <tbody>
          {passedOver.map(({ code, count, samples }) => (
            <tr key={code} data-testid="passed-over" data-code={code}>
              <th scope="row">{skipLabels[code]}</th>
              <td data-label={bulkText.count}>{count.toLocaleString('id-ID')}</td>
              <td data-label={bulkText.examples}>
                {code === 'gone' ? '—' : <Samples samples={samples} count={count} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Confirm({ frame, reference, draft, typed, problems }: DraftPageProps): VNode {
  const { id, action, doable, kinds } = draft;
  const fields = { draft, typed, problems };
  return (
    <form
      method="post"
      action={`/console/massal/${id}/mulai`}
      class="card stack confirm"
      noValidate
      data-once
    >
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="tindakan" value={action} />
      <h2>{bulkText.confirmTitle}</h2>
      <p class="hint">{bulkText.about[action]}</p>
      {action === 'assign' ? <Assignee {...fields} /> : null}
      {action === 'reject' || action === 'ask_correction' ? <Reason {...fields} /> : null}
      {action === 'ask_correction' ? (
        <Template reference={reference} kinds={kinds} chosen={typed.template} />
      ) : null}
      {noteLabels[action] === undefined ? null : <Note {...fields} label={noteLabels[action]} />}
      {draft.unseen > 0 ? <Unseen {...fields} /> : null}
      <button type="submit" class={action === 'reject' ? 'second reject' : undefined}>
        {bulkText.confirm(action, doable)}
      </button>
      <p>
        <a href="/console">{bulkText.cancel}</a>
      </p>
    </form>
  );
}

const noteLabels: Partial<Readonly<Record<BulkAction, string>>> = {
  approve: decisionText.approveNote,
  reject: decisionText.rejectNote,
  ask_correction: decisionText.question,
};

type FieldProps = Omit<DraftPageProps, 'frame' | 'reference'>;

const isWrong = (problems: readonly BulkProblem[], name: keyof BulkTyped) =>
  problems.some(({ field }) => field === name);

function Assignee({ draft, typed, problems }: FieldProps): VNode {
  return (
    <label>
      {bulkText.assignee}
      <select name="petugas" required aria-invalid={isWrong(problems, 'to')} value={typed.to}>
        <option value="">{bulkText.chooseAssignee}</option>
        {draft.assignees.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Reason({ draft, typed, problems }: FieldProps): VNode {
  const several = draft.kinds.length > 1;
  return (
    <>
      <label>
        {decisionText.reason}
        <select
          name="reason"
          required
          aria-invalid={isWrong(problems, 'reason')}
          aria-describedby={several ? 'alasan-massal' : undefined}
          value={typed.reason}
        >
          <option value="">{decisionText.chooseReason}</option>
          {draft.reasons.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {several ? (
        <p class="hint" id="alasan-massal">
          {bulkText.commonReasons}
        </p>
      ) : null}
    </>
  );
}

function Note({ draft, typed, problems, label }: FieldProps & { readonly label: string }): VNode {
  const spoken = draft.action !== 'approve';
  return (
    <>
      <label>
        {label}
        <textarea
          name="note"
          rows={spoken ? 4 : 2}
          maxLength={NOTE_LIMIT}
          required={spoken}
          aria-invalid={isWrong(problems, 'note')}
          aria-describedby={spoken ? 'catatan-massal' : undefined}
          value={typed.note}
        />
      </label>
      {spoken ? (
        <p class="hint" id="catatan-massal">
          {decisionText.privacy}
        </p>
      ) : null}
    </>
  );
}

/** Data Pemda is what all agencies go by: nobody approves unawares what they never read. */
function Unseen({ draft, typed, problems }: FieldProps): VNode {
  return (
    <div class="notice warn" data-testid="unseen">
      <p>
        <strong>{bulkText.unseen(draft.unseen)}</strong>
      </p>
      <label class="check">
        <input
          type="checkbox"
          name="seen"
          value="ya"
          checked={typed.seen}
          aria-invalid={isWrong(problems, 'seen')}
        />
        {bulkText.seen}
      </label>
    </div>
  );
}
