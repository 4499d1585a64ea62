/** A report beside what it may be a duplicate of, and the decision about that. */
import type { VNode } from 'preact';
import { duplicateText } from '../../../i18n/case-actions.js';
import { differenceReasons } from '../../../domain/case/duplicate.js';
import { differenceReasonLabels, differentText } from '../../../i18n/casework.js';
import { decisionText, listText } from '../../../i18n/console.js';
import type { CaseView } from '../../../usecases/console-services.js';
import { compare, type ComparedRow, type Side } from '../comparison.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { NOTE_LIMIT } from '../decision-form.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { DuplicateForm } from './decision-panel.js';
import { VerdictWords } from './evidence.js';
import { Layout } from './layout.js';
import { ListState, useListed } from './list-state.js';
import { Problems } from './parts.js';

interface ComparisonPageProps {
  /** What addresses carry of the list that the case was opened from. */
  readonly list: string;
  readonly frame: Frame;
  readonly view: CaseView;
  readonly left: Side;
  readonly right: Side;
  readonly candidate: CaseView['duplicates'][number];
  readonly format: Formatter;
  readonly attempt: DifferenceAttempt | null;
}

/** What was typed to call the two different, and what is wrong with it. */
export interface DifferenceAttempt {
  readonly reason: string;
  readonly note: string;
  readonly problems: readonly string[];
}

export function ComparisonPage(props: ComparisonPageProps): VNode {
  return (
    <ListState.Provider value={props.list}>
      <Compare {...props} />
    </ListState.Provider>
  );
}

function Compare(props: ComparisonPageProps): VNode {
  const { frame, list, view, left, right, attempt } = props;
  const rows = compare(left, right);
  const compared = rows.filter(({ same }) => same !== null);
  const differing = compared.filter(({ same }) => same === false);
  const title = duplicateText.comparison(left.number, right.number);
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('casework.css')} />}
    >
      <p class="back">
        <a href={left.href + list}>{duplicateText.back(left.number)}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{duplicateText.count(differing.length, compared.length)}</p>
      <table class="cards compared" data-testid="comparison">
        <caption class="hidden">{duplicateText.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{duplicateText.field}</th>
            <th scope="col">
              <a href={left.href}>{left.number}</a>
            </th>
            <th scope="col">
              <a href={right.href}>{right.number}</a>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Compared key={row.label} row={row} numbers={[left.number, right.number]} />
          ))}
        </tbody>
      </table>
      <section class="card decide narrow-form" aria-labelledby="putuskan">
        <h2 id="putuskan">{duplicateText.decide}</h2>
        <Different {...props} />
        {view.decidable ? (
          <details open={attempt === null && isUndecided(props)}>
            <summary>{duplicateText.open}</summary>
            <DuplicateForm view={view} csrf={frame.csrf} attempt={null} other={right.number} />
          </details>
        ) : (
          <p class="quiet">{duplicateText.notDecidable}</p>
        )}
      </section>
    </Layout>
  );
}

const isUndecided = ({ candidate }: ComparisonPageProps) => candidate.verdict === null;

/** That they are different, or who said so before. */
function Different({ frame, view, candidate, format, attempt }: ComparisonPageProps): VNode | null {
  const { verdict, caseId, entryId } = candidate;
  const action = `/console/kasus/${view.id}/banding/${caseId ?? entryId ?? ''}`;
  const list = useListed('');
  if (verdict !== null) {
    return (
      <div class="notice good" data-testid="verdict">
        <VerdictWords verdict={verdict} format={format} />
        <Action frame={frame} action={`${action}/batal${list}`}>
          <button type="submit" class="second">
            {differentText.undo}
          </button>
        </Action>
      </div>
    );
  }
  const problems = attempt?.problems ?? [];
  return (
    <details open={attempt !== null} data-testid="different">
      <summary>{differentText.open}</summary>
      <form method="post" action={action + list} class="stack" noValidate data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <p class="hint">{differentText.hint}</p>
        <Problems title={differentText.problems} problems={problems} />
        <label>
          {differentText.reason}
          <select name="reason" required aria-invalid={problems.length > 0} value={attempt?.reason ?? ''}>
            <option value="">{decisionText.chooseReason}</option>
            {differenceReasons.map((reason) => (
              <option key={reason} value={reason}>
                {differenceReasonLabels[reason]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {differentText.note}
          <textarea
            name="note"
            rows={2}
            maxLength={NOTE_LIMIT}
            aria-describedby="beda-catatan"
            value={attempt?.note ?? ''}
          />
        </label>
        <p class="hint" id="beda-catatan">
          {differentText.noteHint}
        </p>
        <button type="submit" class="second">
          {differentText.button}
        </button>
      </form>
    </details>
  );
}

interface ComparedProps {
  readonly row: ComparedRow;
  readonly numbers: readonly [string, string];
}

/** The mark is a word, too: colour alone would not reach everybody. */
function Compared({ row: { label, left, right, same }, numbers }: ComparedProps): VNode {
  return (
    <tr class={same === false ? 'differs' : undefined}>
      <th scope="row">
        {label}
        {same === null ? null : (
          <span class={same ? 'tag' : 'tag warn'}>{same ? duplicateText.same : duplicateText.differs}</span>
        )}
      </th>
      <td data-label={numbers[0]}>{left ?? listText.none}</td>
      <td data-label={numbers[1]}>{right ?? listText.none}</td>
    </tr>
  );
}
