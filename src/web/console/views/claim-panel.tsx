/** Who works on a case, what makes it go before others, and until when it is decided. */
import type { ComponentChildren, VNode } from 'preact';
import { claimText, dueText, priorityLabels } from '../../../i18n/queue.js';
import type { CaseRow } from '../../../usecases/console-services.js';
import type { ClaimView } from '../../../usecases/queue/services.js';
import type { Formatter } from '../format.js';
import { useListed } from './list-state.js';

interface ClaimProps {
  readonly claim: ClaimView | null;
  readonly caseId: string;
  readonly csrf: string;
  readonly format: Formatter;
}

export function ClaimPanel({ claim, caseId, csrf, format }: ClaimProps): VNode | null {
  const list = useListed('');
  if (claim === null) return null;
  const { holder, lookers } = claim;
  const action = (verb: string, label: string) => (
    <form method="post" action={`/console/kasus/${caseId}/${verb}${list}`} data-once>
      <input type="hidden" name="_csrf" value={csrf} />
      <button type="submit" class="second">
        {label}
      </button>
    </form>
  );
  return (
    <section
      class={holder?.me === true ? 'card claim mine' : 'card claim'}
      aria-labelledby="pemegang"
      data-testid="claim"
      data-watch={`/console/kasus/${caseId}/denyut`}
      data-csrf={csrf}
      data-holder={holder?.name ?? ''}
      data-me={holder?.me === true ? 'ya' : undefined}
    >
      <h2 id="pemegang" class="hidden">
        {claimText.title}
      </h2>
      {claim.takenFromMe && holder !== null ? (
        <div class="notice bad" role="alert" data-testid="taken">
          <p>
            <strong>{claimText.takenTitle}</strong>
          </p>
          <p>{claimText.taken(holder.name)}</p>
        </div>
      ) : null}
      <Held holder={holder} format={format}>
        {holder === null ? action('ambil', claimText.take) : null}
        {holder?.me === true ? action('lepas', claimText.release) : null}
        {claim.mayTakeOver ? action('ambil-alih', claimText.takeOver) : null}
      </Held>
      <div class="notice warn" role="alert" hidden data-changed>
        <p>
          <strong>{claimText.changedTitle}</strong>
        </p>
        <p data-changed-by={claimText.held('{name}', '{time}')} />
        <p>{claimText.changed}</p>
        <p>
          <a href={`/console/kasus/${caseId}${list}`}>{claimText.reload}</a>
        </p>
      </div>
      <p class="hint" data-lookers={claimText.lookers('{names}')} hidden={lookers.length === 0}>
        {lookers.length === 0 ? '' : claimText.lookers(lookers.join(', '))}
      </p>
    </section>
  );
}

function Held({
  holder,
  format,
  children,
}: {
  readonly holder: ClaimView['holder'];
  readonly format: Formatter;
  readonly children: ComponentChildren;
}): VNode {
  const time = holder === null ? '' : format.time(holder.until);
  const said =
    holder === null
      ? { sentence: claimText.free, hint: claimText.freeHint }
      : holder.me
        ? { sentence: claimText.mine(time), hint: claimText.mineHint }
        : { sentence: claimText.held(holder.name, time), hint: null };
  return (
    <div class="claim-row">
      <div>
        <p data-said={holder?.me === true ? claimText.mine('{time}') : undefined}>{said.sentence}</p>
        {said.hint === null ? null : <p class="hint">{said.hint}</p>}
      </div>
      {children}
    </div>
  );
}

/** Opens the first report of the queue, under a filter, that nobody works on. */
export function TakeNext({
  csrf,
  query,
  quiet,
}: {
  readonly csrf: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly quiet?: boolean;
}): VNode {
  return (
    <form method="post" action="/console/ambil-berikutnya" class="take-next" data-once>
      <input type="hidden" name="_csrf" value={csrf} />
      {Object.entries(query).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <button type="submit" class={quiet === true ? 'second' : undefined} title={claimText.takeNextHint}>
        {claimText.takeNext}
      </button>
    </form>
  );
}

/** Why it goes before others, beside its being urgent, which has a mark of its own. */
export function PriorityMarks({ of }: { readonly of: Pick<CaseRow, 'priority'> }): VNode {
  return (
    <>
      {of.priority
        .filter((reason) => reason !== 'urgent')
        .map((reason) => (
          <span key={reason} class="badge priority" data-reason={reason}>
            {priorityLabels[reason]}
          </span>
        ))}
    </>
  );
}

/** How long the office still has. */
export function DueMark({
  due,
  format,
}: {
  readonly due: CaseRow['due'];
  readonly format: Formatter;
}): VNode | null {
  if (due === null) return null;
  const { daysLeft, on } = due;
  const [text, tone] =
    daysLeft < 0
      ? [dueText.late(-daysLeft), 'late']
      : daysLeft === 0
        ? [dueText.today, 'today']
        : [dueText.left(daysLeft), ''];
  return (
    <span class={`badge due ${tone}`} data-testid="due" title={dueText.until(format.day(on))}>
      {text}
    </span>
  );
}
