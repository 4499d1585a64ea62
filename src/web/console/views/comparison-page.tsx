/** A report beside what it may be a duplicate of, and the decision about that. */
import type { VNode } from 'preact';
import { duplicateText } from '../../../i18n/case-actions.js';
import { listText } from '../../../i18n/console.js';
import type { CaseView } from '../../../usecases/console-services.js';
import { compare, type ComparedRow, type Side } from '../comparison.js';
import type { Frame } from '../context.js';
import { DuplicateForm } from './decision-panel.js';
import { Layout } from './layout.js';

interface ComparisonPageProps {
  readonly frame: Frame;
  readonly view: CaseView;
  readonly left: Side;
  readonly right: Side;
}

export function ComparisonPage({ frame, view, left, right }: ComparisonPageProps): VNode {
  const rows = compare(left, right);
  const compared = rows.filter(({ same }) => same !== null);
  const differing = compared.filter(({ same }) => same === false);
  const title = duplicateText.comparison(left.number, right.number);
  return (
    <Layout frame={frame} title={title} place="/console">
      <p class="back">
        <a href={left.href}>{duplicateText.back(left.number)}</a>
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
        {view.decidable ? (
          <DuplicateForm view={view} csrf={frame.csrf} attempt={null} other={right.number} />
        ) : (
          <p class="quiet">{duplicateText.notDecidable}</p>
        )}
        <p class="hint">{duplicateText.decideHint}</p>
      </section>
    </Layout>
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
