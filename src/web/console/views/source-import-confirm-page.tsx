/** What is asked once more before an import is taken over, or taken back. */
import type { VNode } from 'preact';
import { confirmText as text, importPageText } from '../../../i18n/source-import-console.js';
import type { ImportDetail } from '../../../usecases/source-import/console-ports.js';
import { REASON_LIMIT } from '../../../usecases/source-import/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';
import { Counts, IMPORT_HOME } from './source-import-parts.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly detail: ImportDetail;
}

export function ConfirmApplyPage({ frame, format, detail }: PageProps): VNode {
  const { id, source, asOf, counts } = detail;
  const address = `${IMPORT_HOME}/${id}`;
  const gone = counts?.gone ?? 0;
  return (
    <Layout
      frame={frame}
      title={text.applyTitle(source, format.day(asOf))}
      place="/console/impor"
      head={<link rel="stylesheet" href={assetUrl('import.css')} />}
    >
      <h1>{text.applyTitle(source, format.day(asOf))}</h1>
      <p class="lead">{text.applyLead}</p>
      <form method="post" action={`${address}/masukkan`} class="card stack import-confirm" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        {counts === null ? null : <Counts counts={counts} format={format} />}
        {gone > 0 ? <p class="notice warn">{text.goneWarning(gone)}</p> : null}
        <p class="hint">{text.undoHint}</p>
        <button type="submit">{text.apply}</button>
        <p>
          <a href={address}>{text.cancel}</a>
        </p>
      </form>
    </Layout>
  );
}

export function ConfirmRevertPage({
  frame,
  format,
  detail,
  reason,
  problems,
}: PageProps & { readonly reason: string; readonly problems: readonly string[] }): VNode {
  const { id, source, asOf, counts } = detail;
  const address = `${IMPORT_HOME}/${id}`;
  return (
    <Layout
      frame={frame}
      title={text.revertTitle(source, format.day(asOf))}
      place="/console/impor"
      head={<link rel="stylesheet" href={assetUrl('import.css')} />}
    >
      <p class="back">
        <a href={IMPORT_HOME}>{importPageText.back}</a>
      </p>
      <h1>{text.revertTitle(source, format.day(asOf))}</h1>
      <p class="lead">{text.revertLead}</p>
      <Problems title={text.problems} problems={problems} />
      <form
        method="post"
        action={`${address}/batalkan`}
        class="card stack import-confirm"
        noValidate
        data-once
      >
        <input type="hidden" name="_csrf" value={frame.csrf} />
        {counts === null ? null : <Counts counts={counts} format={format} />}
        <label>
          {text.reason}
          <textarea
            name="alasan"
            rows={3}
            maxLength={REASON_LIMIT}
            required
            aria-invalid={problems.length > 0}
            value={reason}
          />
        </label>
        <button type="submit" class="second reject">
          {text.revert}
        </button>
        <p>
          <a href={address}>{text.cancel}</a>
        </p>
      </form>
    </Layout>
  );
}
