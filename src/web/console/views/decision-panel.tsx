import type { ComponentChildren, VNode } from 'preact';
import { correctionReasons, rejectReasonsOf } from '../../../domain/case/events.js';
import { correctableFields } from '../../../domain/report/report.js';
import { decisionText } from '../../../i18n/console.js';
import { claimText } from '../../../i18n/queue.js';
import { correctionReasonLabels, fieldLabels, rejectReasonLabels } from '../../../i18n/labels.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { Attempt } from '../decision-form.js';
import { NOTE_LIMIT, type DecisionType } from '../decision-form.js';
import { Problems } from './parts.js';

const buttonOf: Readonly<Record<DecisionType, string>> = {
  approve: decisionText.approve,
  ask_correction: decisionText.correct,
  reject: decisionText.reject,
};

/** Stands at the top of the page: someone else was first, or the report changed meanwhile. */
export function OvertakenNotice({ attempt }: { readonly attempt: Attempt | null }): VNode | null {
  const overtaken = attempt?.overtaken ?? null;
  if (overtaken === null) return null;
  return (
    <div class="notice bad" role="alert" data-testid="overtaken">
      <p>
        <strong>{overtaken.title}</strong>
      </p>
      <p>{overtaken.sentence}</p>
      <p>{decisionText.alreadyHint}</p>
    </div>
  );
}

interface PanelProps {
  readonly view: CaseView;
  readonly attempt: Attempt | null;
  readonly csrf: string;
  /** Somebody else works on it. */
  readonly heldByOther: boolean;
}

export function DecisionPanel({ view, attempt, csrf, heldByOther }: PanelProps): VNode {
  const problems = attempt?.problems.map(({ sentence }) => sentence) ?? [];
  return (
    <section class="card decide" aria-labelledby="putusan" data-testid="decision">
      <h2 id="putusan">{decisionText.title}</h2>
      <Problems title={decisionText.problems} problems={problems} />
      {view.decidable && heldByOther && attempt === null ? (
        <p class="quiet">{claimText.heldHint}</p>
      ) : view.decidable ? (
        <Forms view={view} attempt={attempt} csrf={csrf} />
      ) : (
        <>
          <p class="quiet">{whyClosed(view)}</p>
          <Kept attempt={attempt} />
        </>
      )}
    </section>
  );
}

function whyClosed({ state, answers }: CaseView): string {
  switch (state) {
    case 'submitted':
    case 'resubmitted':
      return decisionText.screening;
    case 'needs_correction':
      return decisionText.awaitsReporter;
    case 'withdrawn':
      return decisionText.withdrawn;
    case 'in_review':
      return answers === null ? decisionText.supervisorOnly : decisionText.closed;
    case 'approved':
    case 'rejected':
    case 'registered':
      return decisionText.closed;
  }
}

/** What was typed for a decision that can no longer be taken, to be read or copied. */
function Kept({ attempt }: { readonly attempt: Attempt | null }): VNode | null {
  if (attempt === null) return null;
  const { decision, note } = attempt.typed;
  return (
    <div class="stack">
      <p>
        {decisionText.typedDecision}: <strong>{buttonOf[decision]}</strong>
      </p>
      <label>
        {decisionText.typed}
        <textarea name="note" rows={4} readOnly value={note} />
      </label>
    </div>
  );
}

function Forms({ view, attempt, csrf }: Omit<PanelProps, 'heldByOther'>): VNode {
  const typed = attempt?.typed;
  const open = typed?.decision ?? 'approve';
  const common = { view, csrf, open, attempt };
  return (
    <>
      <DecisionForm
        {...common}
        type="approve"
        title={decisionText.approveOpen}
        hint={decisionText.approveHint[view.kind]}
      >
        <Note type="approve" label={decisionText.approveNote} attempt={attempt} />
      </DecisionForm>
      <DecisionForm
        {...common}
        type="ask_correction"
        title={decisionText.correctOpen}
        hint={decisionText.correctHint}
      >
        <Reason
          type="ask_correction"
          labels={correctionReasonLabels}
          codes={correctionReasons}
          attempt={attempt}
        />
        <fieldset>
          <legend>{decisionText.correctFields}</legend>
          <p class="hint">{decisionText.correctFieldsHint}</p>
          <div class="checks">
            {correctableFields[view.kind].map((field) => (
              <label key={field} class="check">
                <input
                  type="checkbox"
                  name="fields"
                  value={field}
                  checked={typed?.fields.includes(field) === true}
                />
                {fieldLabels[field]}
              </label>
            ))}
          </div>
        </fieldset>
        <Note type="ask_correction" label={decisionText.question} attempt={attempt} />
      </DecisionForm>
      <DecisionForm {...common} type="reject" title={decisionText.rejectOpen} hint={decisionText.rejectHint}>
        <Reason
          type="reject"
          labels={rejectReasonLabels}
          codes={rejectReasonsOf[view.kind]}
          attempt={attempt}
        />
        <Note type="reject" label={decisionText.rejectNote} attempt={attempt} />
      </DecisionForm>
    </>
  );
}

interface DecisionFormProps {
  readonly view: CaseView;
  readonly csrf: string;
  readonly open: DecisionType;
  readonly type: DecisionType;
  readonly title: string;
  readonly hint: string;
  readonly children: ComponentChildren;
}

function DecisionForm({ view, csrf, open, type, title, hint, children }: DecisionFormProps): VNode {
  return (
    <details name="putusan" open={open === type} data-testid={`decision-${type}`}>
      <summary>{title}</summary>
      <form method="post" action={`/console/kasus/${view.id}/putusan`} class="stack" noValidate data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="version" value={view.version} />
        <input type="hidden" name="decision" value={type} />
        <p class="hint">{hint}</p>
        {children}
        <button type="submit" class={type === 'approve' ? undefined : `second ${type}`}>
          {buttonOf[type]}
        </button>
      </form>
    </details>
  );
}

interface FieldProps {
  readonly type: DecisionType;
  readonly attempt: Attempt | null;
}

/** What was typed stands in the form that it was typed into, and only there. */
function attemptAt({ type, attempt }: FieldProps): Attempt | null {
  return attempt?.typed.decision === type ? attempt : null;
}

interface ReasonProps<C extends string> extends FieldProps {
  readonly codes: readonly C[];
  readonly labels: Readonly<Record<C, string>>;
}

function Reason<C extends string>({ codes, labels, ...field }: ReasonProps<C>): VNode {
  const attempt = attemptAt(field);
  const wrong = attempt?.problems.some((problem) => problem.field === 'reason') === true;
  return (
    <label>
      {decisionText.reason}
      <select name="reason" required aria-invalid={wrong} value={attempt?.typed.reason ?? ''}>
        <option value="">{decisionText.chooseReason}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {labels[code]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Note({ label, ...field }: FieldProps & { readonly label: string }): VNode {
  const attempt = attemptAt(field);
  const wrong = attempt?.problems.some((problem) => problem.field === 'note') === true;
  const spoken = field.type !== 'approve';
  const hintId = `catatan-${field.type}`;
  return (
    <>
      <label>
        {label}
        <textarea
          name="note"
          rows={spoken ? 4 : 2}
          maxLength={NOTE_LIMIT}
          required={spoken}
          aria-invalid={wrong}
          aria-describedby={spoken ? hintId : undefined}
          value={attempt?.typed.note ?? ''}
        />
      </label>
      {spoken ? (
        <p class="hint" id={hintId}>
          {decisionText.privacy}
        </p>
      ) : null}
    </>
  );
}
