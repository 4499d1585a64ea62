import type { ComponentChildren, VNode } from 'preact';
import { objectionOutcomes } from '../../../domain/case/events.js';
import { isReopenable } from '../../../domain/case/fold.js';
import {
  offeredQuestions,
  offeredReasons,
  type OfferedReason,
  type Reference,
} from '../../../domain/reference/reference.js';
import { questionTopicLabels } from '../../../i18n/reference.js';
import { correctableFields, type ReportKind } from '../../../domain/report/report.js';
import {
  approvalText,
  duplicateText,
  objectionText,
  reopenText,
  templateText,
} from '../../../i18n/case-actions.js';
import { editedText } from '../../../i18n/casework.js';
import { decisionText } from '../../../i18n/console.js';
import { claimText } from '../../../i18n/queue.js';
import { fieldLabels } from '../../../i18n/labels.js';
import type { CaseView } from '../../../usecases/console-services.js';
import type { Attempt } from '../decision-form.js';
import { isSpoken, NOTE_LIMIT, type DecisionType } from '../decision-form.js';
import { useListed } from './list-state.js';
import { Problems } from './parts.js';

const buttonOf: Readonly<Record<DecisionType, string>> = {
  approve: decisionText.approve,
  ask_correction: decisionText.correct,
  reject: decisionText.reject,
  duplicate: duplicateText.button,
  reopen: reopenText.button,
  answer_objection: objectionText.button,
};

const keyOf: Readonly<Record<DecisionType, string>> = {
  approve: 's',
  ask_correction: 'p',
  reject: 't',
  duplicate: 'd',
  reopen: 'b',
  answer_objection: 'g',
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

interface FormsProps {
  readonly view: CaseView;
  readonly attempt: Attempt | null;
  readonly csrf: string;
}

/** Those by which it is decided. */
interface OpenFormsProps extends FormsProps {
  readonly reference: Reference;
}

interface PanelProps extends OpenFormsProps {
  /** Somebody else works on it. */
  readonly heldByOther: boolean;
}

export function DecisionPanel({ reference, view, attempt, csrf, heldByOther }: PanelProps): VNode {
  const problems = attempt?.problems.map(({ sentence }) => sentence) ?? [];
  return (
    <section class="card decide" aria-labelledby="putusan" data-testid="decision">
      <h2 id="putusan">{decisionText.title}</h2>
      <Problems title={decisionText.problems} problems={problems} />
      {view.decidable ? null : <p class="quiet">{whyClosed(view)}</p>}
      {attempt === null || offeredIn(view).includes(attempt.typed.decision) ? null : (
        <Kept attempt={attempt} />
      )}
      {view.decidable && heldByOther && attempt === null ? (
        <p class="quiet">{claimText.heldHint}</p>
      ) : view.decidable ? (
        <Forms reference={reference} view={view} attempt={attempt} csrf={csrf} />
      ) : (
        <Closed reference={reference} view={view} attempt={attempt} csrf={csrf} />
      )}
    </section>
  );
}

/** The forms that stand on the page; what was typed into another one is shown to be read or copied. */
function offeredIn({ decidable, proposal, answerable, reopenable }: CaseView): readonly DecisionType[] {
  const deciding = ['ask_correction', 'reject', 'duplicate'] as const;
  return [
    ...(decidable ? deciding : []),
    ...(decidable && proposal?.own !== true ? (['approve'] as const) : []),
    ...(answerable ? (['answer_objection'] as const) : []),
    ...(reopenable ? (['reopen'] as const) : []),
  ];
}

/** What is decided can still be objected to, or be taken back. */
function Closed({ reference, view, attempt, csrf }: OpenFormsProps): VNode {
  const { state, objection, answerable, reopenable } = view;
  const again = { view, csrf, attempt, open: attempt?.typed.decision ?? 'answer_objection' } as const;
  return (
    <>
      {answerable ? (
        <DecisionForm
          {...again}
          type="answer_objection"
          title={objectionText.open}
          hint={`${objectionText.hint} ${isReopenable(state) ? objectionText.upheldReopens : objectionText.upheldStays}`}
        >
          <Outcome attempt={attempt} />
          <Note type="answer_objection" label={objectionText.note} attempt={attempt} />
        </DecisionForm>
      ) : null}
      {reopenable ? (
        <DecisionForm {...again} type="reopen" title={reopenText.open} hint={reopenText.hint}>
          <Reason
            type="reopen"
            offered={offeredReasons(reference, 'reopen_reason', view.kind)}
            attempt={attempt}
          />
          <Note type="reopen" label={reopenText.note} attempt={attempt} />
        </DecisionForm>
      ) : null}
      {objection === 'open' && isReopenable(state) ? <p class="hint">{reopenText.waitsForAnswer}</p> : null}
      {state === 'registered' ? <p class="hint">{reopenText.registered}</p> : null}
    </>
  );
}

function Outcome({ attempt }: { readonly attempt: Attempt | null }): VNode {
  const own = attemptAt({ type: 'answer_objection', attempt });
  return (
    <fieldset>
      <legend>{objectionText.outcome}</legend>
      {objectionOutcomes.map((outcome) => (
        <label key={outcome} class="check">
          <input
            type="radio"
            name="reason"
            value={outcome}
            required
            checked={own?.typed.reason === outcome}
          />
          {objectionText.outcomes[outcome]}
        </label>
      ))}
    </fieldset>
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
    case 'duplicate':
    case 'registered':
      return decisionText.closed;
  }
}

/** What was typed for a decision that can no longer be taken, to be read or copied. */
function Kept({ attempt }: { readonly attempt: Attempt }): VNode {
  const { decision, note, number } = attempt.typed;
  return (
    <div class="stack">
      <p>
        {decisionText.typedDecision}: <strong>{buttonOf[decision]}</strong> {number}
      </p>
      <label>
        {decisionText.typed}
        <textarea name="note" rows={4} readOnly value={note} />
      </label>
    </div>
  );
}

function Forms({ reference, view, attempt, csrf }: OpenFormsProps): VNode {
  const typed = attempt?.typed;
  const own = view.proposal?.own === true;
  const open = typed?.decision ?? (own ? null : 'approve');
  const common = { view, csrf, open, attempt };
  return (
    <>
      {own ? (
        <p class="quiet">{approvalText.own}</p>
      ) : (
        <DecisionForm {...common} type="approve" {...approvalWords(view)}>
          <Note type="approve" label={decisionText.approveNote} attempt={attempt} />
        </DecisionForm>
      )}
      <DecisionForm
        {...common}
        type="ask_correction"
        title={decisionText.correctOpen}
        hint={decisionText.correctHint}
      >
        <Reason
          type="ask_correction"
          offered={offeredReasons(reference, 'correction_reason', view.kind)}
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
        <Template reference={reference} kinds={[view.kind]} chosen={typed?.template ?? ''} />
        <Note type="ask_correction" label={decisionText.question} attempt={attempt} />
      </DecisionForm>
      <DecisionForm {...common} type="reject" title={decisionText.rejectOpen} hint={decisionText.rejectHint}>
        <Reason
          type="reject"
          offered={offeredReasons(reference, 'reject_reason', view.kind)}
          attempt={attempt}
        />
        <Note type="reject" label={decisionText.rejectNote} attempt={attempt} />
      </DecisionForm>
      <details
        name="putusan"
        open={open === 'duplicate'}
        data-testid="decision-duplicate"
        data-key={keyOf.duplicate}
      >
        <summary>{duplicateText.open}</summary>
        <DuplicateForm view={view} csrf={csrf} attempt={attempt} other={null} />
      </details>
    </>
  );
}

function approvalWords({
  kind,
  sensitive,
  proposal,
  edits,
}: CaseView): Pick<DecisionFormProps, 'title' | 'hint' | 'button'> {
  if (proposal !== null) {
    const hint = decisionText.approveHint[kind];
    return { title: approvalText.secondOpen, hint, button: approvalText.second };
  }
  if (sensitive) return { title: approvalText.firstOpen, hint: approvalText.firstHint };
  if (edits.some(({ own }) => own)) return { title: approvalText.firstOpen, hint: editedText.approvalHint };
  return { title: decisionText.approveOpen, hint: decisionText.approveHint[kind] };
}

interface DuplicateFormProps extends FormsProps {
  /** The number of the one that it is compared with; null: it is typed. */
  readonly other: string | null;
}

export function DuplicateForm({ view, csrf, attempt, other }: DuplicateFormProps): VNode {
  const own = attemptAt({ type: 'duplicate', attempt });
  const wrong = own?.problems.some(({ field }) => field === 'number') === true;
  return (
    <CaseForm view={view} csrf={csrf} type="duplicate" hint={duplicateText.hint}>
      {other === null ? (
        <>
          <label>
            {duplicateText.number}
            <input
              name="number"
              list="nomor-ganda"
              autocomplete="off"
              required
              aria-invalid={wrong}
              aria-describedby="nomor-ganda-contoh"
              value={own?.typed.number ?? ''}
            />
          </label>
          <p class="hint" id="nomor-ganda-contoh">
            {duplicateText.numberHint}
          </p>
          <datalist id="nomor-ganda">
            {[...new Set(view.duplicates.map(({ number }) => number))].map((number) => (
              <option key={number} value={number} />
            ))}
          </datalist>
        </>
      ) : (
        <input type="hidden" name="number" value={other} />
      )}
      <Note type="duplicate" label={duplicateText.note} attempt={attempt} />
    </CaseForm>
  );
}

interface CaseFormProps {
  readonly view: CaseView;
  readonly csrf: string;
  readonly type: DecisionType;
  readonly hint: string;
  /** What is written on it, where that is not as usual. */
  readonly button?: string | undefined;
  readonly children: ComponentChildren;
}

interface DecisionFormProps extends CaseFormProps {
  /** null: none of them. */
  readonly open: DecisionType | null;
  readonly title: string;
}

function DecisionForm({ open, title, ...form }: DecisionFormProps): VNode {
  const { type } = form;
  return (
    <details name="putusan" open={open === type} data-testid={`decision-${type}`} data-key={keyOf[type]}>
      <summary>{title}</summary>
      <CaseForm {...form} />
    </details>
  );
}

function CaseForm({ view, csrf, type, hint, button = buttonOf[type], children }: CaseFormProps): VNode {
  const action = useListed(`/console/kasus/${view.id}/putusan`);
  return (
    <form method="post" action={action} class="stack" noValidate data-once>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="decision" value={type} />
      <p class="hint">{hint}</p>
      {children}
      <button type="submit" class={affirms.includes(type) ? undefined : `second ${type}`}>
        {button}
      </button>
    </form>
  );
}

const affirms: readonly DecisionType[] = ['approve', 'answer_objection'];

interface FieldProps {
  readonly type: DecisionType;
  readonly attempt: Attempt | null;
}

/** What was typed stands in the form that it was typed into, and only there. */
function attemptAt({ type, attempt }: FieldProps): Attempt | null {
  return attempt?.typed.decision === type ? attempt : null;
}

interface ReasonProps extends FieldProps {
  readonly offered: readonly OfferedReason[];
}

function Reason({ offered, ...field }: ReasonProps): VNode {
  const attempt = attemptAt(field);
  const wrong = attempt?.problems.some((problem) => problem.field === 'reason') === true;
  return (
    <label>
      {decisionText.reason}
      <select name="reason" required aria-invalid={wrong} value={attempt?.typed.reason ?? ''}>
        <option value="">{decisionText.chooseReason}</option>
        {offered.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TemplateProps {
  readonly reference: Reference;
  /** Questions that can be asked of each of them. */
  readonly kinds: readonly ReportKind[];
  readonly chosen: string;
}

/** A question to begin with. With scripts it is written into the field below, to be changed there. */
export function Template({ reference, kinds, chosen }: TemplateProps): VNode | null {
  const questions = reference.questions.filter((question) =>
    kinds.every((kind) => offeredQuestions(reference, kind).includes(question)),
  );
  const topics = [...new Set(questions.map(({ value }) => value.about))];
  if (questions.length === 0) return null;
  return (
    <>
      <label>
        {templateText.label}
        <select name="template" value={chosen} data-fills="note" aria-describedby="contoh-pertanyaan">
          <option value="">{templateText.none}</option>
          {topics.map((topic) => (
            <optgroup key={topic} label={questionTopicLabels[topic]}>
              {questions
                .filter(({ value }) => value.about === topic)
                .map(({ code, value }) => (
                  <option key={code} value={value.text}>
                    {value.text}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <p class="hint" id="contoh-pertanyaan">
        {templateText.hint}
      </p>
    </>
  );
}

function Note({ label, ...field }: FieldProps & { readonly label: string }): VNode {
  const attempt = attemptAt(field);
  const wrong = attempt?.problems.some((problem) => problem.field === 'note') === true;
  const spoken = isSpoken(field.type);
  const needed = spoken || field.type === 'reopen';
  const hintId = `catatan-${field.type}`;
  return (
    <>
      <label>
        {label}
        <textarea
          name="note"
          rows={needed ? 4 : 2}
          maxLength={NOTE_LIMIT}
          required={needed}
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
