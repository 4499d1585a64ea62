/** Pieces of the pages of imports. */
import type { VNode } from 'preact';
import { importHaltLabels, importRunText, importStateLabels } from '../../../i18n/source-import-console.js';
import type { ImportSummary } from '../../../usecases/source-import/console-ports.js';
import type { ImportCounts } from '../../../usecases/source-import/ports.js';
import type { Formatter } from '../format.js';

export const IMPORT_HOME = '/console/impor';

export function ImportStateBadge({
  of: { state, stopped, failure },
}: {
  readonly of: Pick<ImportSummary, 'state' | 'stopped' | 'failure'>;
}): VNode {
  const halt = failure !== null ? 'failed' : stopped ? 'stopped' : null;
  const working = state === 'reading' || state === 'applying' || state === 'reverting';
  const label = working && halt !== null ? importHaltLabels[halt] : importStateLabels[state];
  return (
    <span
      class={`badge import-${working && halt !== null ? halt : state}`}
      data-testid="import-state"
      data-state={state}
    >
      {label}
    </span>
  );
}

export const countNames = ['new', 'changed', 'same', 'gone', 'wrong'] as const;

export function Counts({
  counts,
  format,
}: {
  readonly counts: ImportCounts;
  readonly format: Formatter;
}): VNode {
  return (
    <dl class="import-counts">
      {countNames.map((one) => (
        <div key={one} data-testid={`count-${one}`}>
          <dt>
            {importRunText.counts[one].label} <small>{importRunText.counts[one].hint}</small>
          </dt>
          <dd>{format.count(counts[one])}</dd>
        </div>
      ))}
    </dl>
  );
}
