/** On the queue: which reports, and what is done with them. Ticks belong to the form by its id, without a script. */
import type { VNode } from 'preact';
import { staffMay } from '../../../domain/access/scope.js';
import { bulkActions } from '../../../domain/case/bulk.js';
import { bulkActionLabels, bulkText } from '../../../i18n/bulk.js';
import type { CaseRow } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';

const FORM_ID = 'massal';

export interface Picking {
  readonly frame: Frame;
  /** The list's own filter, as forms have it. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** Of this page. */
  readonly rows: readonly CaseRow[];
  /** How many fit the filter, in words. */
  readonly total: string;
}

export function BulkForm({ frame, fields, rows, total }: Picking): VNode {
  const actions = bulkActions.filter(
    (action) => action !== 'assign' || staffMay(frame.actor, 'take_over_claims'),
  );
  return (
    <details class="bulk" data-bulk data-testid="bulk">
      <summary>{bulkText.open}</summary>
      <form id={FORM_ID} method="post" action="/console/massal" class="filter bulk-form">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        {Object.entries(fields).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <input type="hidden" name="halaman" value={rows.map(({ id }) => id).join(' ')} />
        <label>
          {bulkText.which}
          <select name="cakupan">
            <option value="ticked" data-ticked={bulkText.tickedCount}>
              {bulkText.ticked}
            </option>
            <option value="page">{bulkText.page(rows.length)}</option>
            <option value="all">{bulkText.all(total)}</option>
          </select>
        </label>
        <label>
          {bulkText.what}
          <select name="tindakan" required>
            <option value="">{bulkText.choose}</option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {bulkActionLabels[action]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="second">
          {bulkText.next}
        </button>
        <p class="hint">
          {bulkText.hint} <a href="/console/massal">{bulkText.earlier}</a>
        </p>
      </form>
    </details>
  );
}

/** For a script alone: without one, the form's own choice does the same. */
export function PickAll(): VNode {
  return (
    <td class="pick">
      <input type="checkbox" aria-label={bulkText.pickPage} hidden data-pick-all />
    </td>
  );
}

export function PickCase({ row }: { readonly row: CaseRow }): VNode {
  return (
    <td class="pick">
      <input
        type="checkbox"
        name="kasus"
        value={row.id}
        form={FORM_ID}
        aria-label={bulkText.pick(row.number)}
        autoComplete="off"
      />
    </td>
  );
}
