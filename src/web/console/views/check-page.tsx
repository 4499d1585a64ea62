/** All that can be done about the field checks of a case. */
import type { ComponentChildren, VNode } from 'preact';
import { checkFindings, checkQuestionsOf, defaultCheckDays } from '../../../domain/case/field-check.js';
import {
  checkFindingLabels,
  checkQuestionLabels,
  checkText,
  foundLabels,
} from '../../../i18n/field-check.js';
import { roleLabels } from '../../../i18n/console.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import { CHECK_NOTE_LIMIT } from '../../../usecases/field-check/change-check.js';
import type { CheckerOption, CheckPage, CheckView } from '../../../usecases/field-check/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { CheckAct, CheckAttempt } from '../field-check-form.js';
import type { Formatter } from '../format.js';
import { CheckBadge, CheckDelivery, checkPath, PastCheck } from './check-parts.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly page: CheckPage;
  readonly attempt: CheckAttempt | null;
}

export function FieldCheckPage(props: PageProps): VNode {
  const { frame, format, page } = props;
  const open = page.checks.find(({ state }) => state === 'open');
  const past = page.checks.filter((check) => check !== open);
  return (
    <Layout
      frame={frame}
      title={checkText.pageTitle(page.number)}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('field-check.css')} />}
    >
      <p class="back">
        <a href={`/console/kasus/${page.caseId}`} data-key="u">
          {checkText.back(page.number)}
        </a>
      </p>
      <h1>{checkText.pageTitle(page.number)}</h1>
      <div class="check-column">
        {open === undefined ? <Order {...props} /> : <Open {...props} check={open} />}
        {past.length === 0 ? null : (
          <section class="card" aria-labelledby="sebelumnya">
            <h2 id="sebelumnya">{checkText.closedTitle}</h2>
            <ol class="timeline">
              {past.map((check) => (
                <PastCheck key={check.id} caseId={page.caseId} check={check} format={format} />
              ))}
            </ol>
          </section>
        )}
      </div>
    </Layout>
  );
}

function Order(props: PageProps): VNode {
  const { page, attempt, format } = props;
  const typed = attempt?.typed.act === 'minta' ? attempt.typed : null;
  const known = checkQuestionsOf[page.kind];
  const chosen = typed?.questions ?? known.slice(0, 2);
  const blocked = page.orderable ? (page.checkers.length === 0 ? checkText.nobody : null) : checkText.cannot;
  return (
    <section class="card" aria-labelledby="minta">
      <h2 id="minta">{checkText.orderTitle}</h2>
      {blocked === null ? (
        <Form {...props} act="minta" button={checkText.send}>
          <p class="hint">{page.sensitive ? checkText.staffOnly : checkText.orderHint}</p>
          <Who checkers={page.checkers} chosen={typed?.checker ?? ''} wrong={typed?.checker === ''} />
          <Due page={page} format={format} days={typed?.days ?? defaultCheckDays} />
          <fieldset>
            <legend>{checkText.questions}</legend>
            <div class="checks">
              {known.map((question) => (
                <label key={question} class="check">
                  <input
                    type="checkbox"
                    name="questions"
                    value={question}
                    checked={chosen.includes(question)}
                  />
                  {checkQuestionLabels[question]}
                </label>
              ))}
            </div>
          </fieldset>
          <label>
            {checkText.note}
            <textarea
              name="note"
              rows={3}
              maxLength={CHECK_NOTE_LIMIT}
              aria-describedby="catatan-cek"
              value={typed?.note ?? ''}
            />
          </label>
          <p class="hint" id="catatan-cek">
            {checkText.privacy}
          </p>
        </Form>
      ) : (
        <>
          <Refused attempt={attempt} act="minta" />
          <p class="quiet">{blocked}</p>
          {typed === null || typed.note === '' ? null : <Kept text={typed.note} />}
        </>
      )}
      <Stray {...props} acts={['ganti', 'batal', 'hasil']} />
    </section>
  );
}

function Open(props: PageProps & { readonly check: CheckView }): VNode {
  const { page, check, attempt, format } = props;
  const typed = attempt?.typed ?? null;
  const isOpen = (act: CheckAct) => typed?.act === act;
  const others = page.checkers.filter(({ id }) => id !== check.checker.id);
  return (
    <section class="card" aria-labelledby="berjalan" data-testid="open-check">
      <h2 id="berjalan">{checkText.currentTitle}</h2>
      <p>
        <CheckBadge check={check} />
      </p>
      <p>{checkText.by(check.checkerName, format.day(check.dueOn))}</p>
      <CheckDelivery check={check} />
      <ul class="check-asked">
        {check.questions.map((question) => (
          <li key={question}>{checkQuestionLabels[question]}</li>
        ))}
      </ul>
      {check.note === '' ? null : <p class="said">{checkText.noteOf(check.note)}</p>}
      <p class="quiet">{checkText.orderedBy(check.orderedByName, format.moment(check.orderedAt))}</p>
      <p class="check-sheet">
        <a class="button" href={`/console/kasus/${page.caseId}/surat-tugas`}>
          {checkText.sheet}
        </a>
      </p>
      <Stray {...props} acts={['minta']} />
      <details open={isOpen('hasil')}>
        <summary>{checkText.writeTitle}</summary>
        <Form {...props} act="hasil" button={checkText.write}>
          <input type="hidden" name="check" value={check.id} />
          <p class="hint">{checkText.writeHint}</p>
          <Radios
            legend={checkText.found}
            name="found"
            options={[
              ['yes', foundLabels.yes],
              ['no', foundLabels.no],
            ]}
            chosen={isOpen('hasil') ? typed?.found : undefined}
          />
          {check.questions.map((question) => (
            <Radios
              key={question}
              legend={checkQuestionLabels[question]}
              name={`f_${question}`}
              options={checkFindings.map((finding) => [finding, checkFindingLabels[finding]])}
              chosen={isOpen('hasil') ? typed?.findings[question] : undefined}
            />
          ))}
          <label>
            {checkText.resultNote}
            <textarea
              name="note"
              rows={3}
              maxLength={CHECK_NOTE_LIMIT}
              value={isOpen('hasil') ? (typed?.note ?? '') : ''}
            />
          </label>
        </Form>
      </details>
      {others.length === 0 ? null : (
        <details open={isOpen('ganti')}>
          <summary>{checkText.reassignTitle}</summary>
          <Form {...props} act="ganti" button={checkText.reassign}>
            <p class="hint">{checkText.reassignHint}</p>
            <Who
              checkers={others}
              chosen={isOpen('ganti') ? (typed?.checker ?? '') : ''}
              wrong={isOpen('ganti') && typed?.checker === ''}
            />
            <Due page={page} format={format} days={isOpen('ganti') ? typed?.days : defaultCheckDays} />
            <Reason typed={isOpen('ganti') ? (typed?.reason ?? '') : null} />
          </Form>
        </details>
      )}
      <details open={isOpen('batal')}>
        <summary>{checkText.cancelTitle}</summary>
        <Form {...props} act="batal" button={checkText.cancel} second>
          <p class="hint">{checkText.cancelHint}</p>
          <Reason typed={isOpen('batal') ? (typed?.reason ?? '') : null} />
        </Form>
      </details>
    </section>
  );
}

interface FormProps extends PageProps {
  readonly act: CheckAct;
  readonly button: string;
  readonly second?: boolean;
  readonly children: ComponentChildren;
}

function Form({ frame, page, attempt, act, button, second, children }: FormProps): VNode {
  return (
    <form method="post" action={`${checkPath(page.caseId)}/${act}`} class="stack" noValidate data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="version" value={page.version} />
      <Refused attempt={attempt} act={act} />
      {children}
      <button type="submit" class={second === true ? 'second' : undefined}>
        {button}
      </button>
    </form>
  );
}

function Refused({ attempt, act }: { attempt: CheckAttempt | null; act: CheckAct }): VNode | null {
  if (attempt?.typed.act !== act) return null;
  return <Problems title={checkText.problems} problems={attempt.problems} />;
}

/** What was sent from a page whose forms are gone by now: why it was not taken, and what was written. */
function Stray({ attempt, acts }: PageProps & { readonly acts: readonly CheckAct[] }): VNode | null {
  if (attempt === null || !acts.includes(attempt.typed.act)) return null;
  const { note, reason } = attempt.typed;
  return (
    <>
      <Problems title={checkText.problems} problems={attempt.problems} />
      {note === '' && reason === '' ? null : <Kept text={note === '' ? reason : note} />}
    </>
  );
}

function Kept({ text }: { readonly text: string }): VNode {
  return (
    <label>
      {checkText.typed}
      <textarea rows={3} readOnly value={text} />
    </label>
  );
}

interface WhoProps {
  readonly checkers: readonly CheckerOption[];
  readonly chosen: string;
  readonly wrong: boolean;
}

function Who({ checkers, chosen, wrong }: WhoProps): VNode {
  const groups = [
    { label: checkText.reporters, kind: 'reporter' },
    { label: checkText.staff, kind: 'user' },
  ] as const;
  return (
    <>
      <label>
        {checkText.checker}
        <select name="checker" required aria-invalid={wrong} value={chosen}>
          <option value="">{checkText.chooseChecker}</option>
          {groups.map(({ label, kind }) => {
            const people = checkers.filter((one) => one.kind === kind);
            return people.length === 0 ? null : (
              <optgroup key={kind} label={label}>
                {people.map((one) => (
                  <option key={one.id} value={`${kind}:${one.id}`}>
                    {nameOf(one)}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      </label>
      <p class="hint">{checkText.notOwn}</p>
    </>
  );
}

function nameOf({ kind, name, role, reachable }: CheckerOption): string {
  const labels: Readonly<Record<string, string>> = kind === 'user' ? roleLabels : reporterRoleLabels;
  return (reachable ? checkText.person : checkText.noChat)(name, labels[role] ?? role);
}

function Due({
  page,
  format,
  days,
}: Pick<PageProps, 'page' | 'format'> & { readonly days: number | undefined }): VNode {
  return (
    <label>
      {checkText.due}
      <select name="days" value={days}>
        {page.dueDays.map((due) => (
          <option key={due.days} value={due.days}>
            {checkText.dueOption(due.days, format.day(due.day))}
          </option>
        ))}
      </select>
    </label>
  );
}

/** `typed`: null where the form is as it was. */
function Reason({ typed }: { readonly typed: string | null }): VNode {
  return (
    <label>
      {checkText.reason}
      <textarea
        name="reason"
        rows={2}
        maxLength={CHECK_NOTE_LIMIT}
        required
        aria-invalid={typed === ''}
        value={typed ?? ''}
      />
    </label>
  );
}

interface RadiosProps {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly (readonly [string, string])[];
  readonly chosen: string | undefined;
}

function Radios({ legend, name, options, chosen }: RadiosProps): VNode {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="check-row">
        {options.map(([value, label]) => (
          <label key={value} class="check">
            <input type="radio" name={name} value={value} checked={chosen === value} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
