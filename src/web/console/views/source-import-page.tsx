/** Files of the registers: a new one, those that wait to begin, and all imports there were. */
import type { VNode } from 'preact';
import { sources } from '../../../domain/import/sources.js';
import { listText } from '../../../i18n/console.js';
import { sourceLabels } from '../../../i18n/source-import.js';
import { importPageText as text, importRunText } from '../../../i18n/source-import-console.js';
import type { ImportSummary, Upload } from '../../../usecases/source-import/console-ports.js';
import { IMPORTS_A_PAGE, type ImportHome } from '../../../usecases/source-import/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { uploadLimit, type UploadTyped } from '../source-import-form.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { Empty, Moment, Problems } from './parts.js';
import { countNames, ImportStateBadge, IMPORT_HOME } from './source-import-parts.js';
import { TableFileField } from './file-field.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly home: ImportHome;
  /** From 1. */
  readonly page: number;
  readonly typed: UploadTyped;
  readonly problems: readonly string[];
}

export function SourceImportPage(props: PageProps): VNode {
  const { frame, format, home } = props;
  return (
    <Layout
      frame={frame}
      title={text.title}
      place="/console/impor"
      head={<link rel="stylesheet" href={assetUrl('import.css')} />}
    >
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <div class="columns import-home">
        <UploadForm {...props} />
        <div>
          {home.waiting.length === 0 ? null : (
            <Waiting frame={frame} format={format} waiting={home.waiting} />
          )}
          <h2>{text.historyTitle}</h2>
          {home.imports.length === 0 ? (
            <Empty title={text.empty} hint={text.emptyHint} />
          ) : (
            <History imports={home.imports} format={format} />
          )}
          <Pages {...props} />
        </div>
      </div>
    </Layout>
  );
}

function UploadForm({ frame, typed, problems }: PageProps): VNode {
  return (
    <form
      method="post"
      action={IMPORT_HOME}
      encType="multipart/form-data"
      class="card stack narrow-form"
      noValidate
      data-once
    >
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <h2>{text.uploadTitle}</h2>
      <Problems title={text.problems} problems={problems} />
      <label>
        {text.source}
        <select name="sumber" required value={typed.source ?? ''}>
          <option value="">{text.chooseSource}</option>
          {sources.map((source) => (
            <option key={source} value={source}>
              {sourceLabels[source]}
            </option>
          ))}
        </select>
      </label>
      <div>
        <label>
          {text.asOf}
          <input type="date" name="tanggal" required value={typed.asOf} aria-describedby="tanggal-data" />
        </label>
        <p class="hint" id="tanggal-data">
          {text.asOfHint}
        </p>
      </div>
      <fieldset class="bare">
        <legend>{text.scope}</legend>
        {(['whole', 'part'] as const).map((scope) => (
          <div key={scope}>
            <label class="check">
              <input
                type="radio"
                name="cakupan"
                value={scope}
                required
                checked={typed.scope === scope}
                aria-describedby={`isi-${scope}`}
              />
              {text[scope]}
            </label>
            <p class="hint under-check" id={`isi-${scope}`}>
              {scope === 'whole' ? text.wholeHint : text.partHint}
            </p>
          </div>
        ))}
      </fieldset>
      <TableFileField label={text.file} hint={text.fileHint(uploadLimit)} />
      <button type="submit">{text.upload}</button>
    </form>
  );
}

function Waiting({
  frame,
  format,
  waiting,
}: {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly waiting: readonly Upload[];
}): VNode {
  return (
    <section class="import-waiting" aria-labelledby="menunggu">
      <h2 id="menunggu">{text.waitingTitle}</h2>
      <p class="hint">{text.waitingHint}</p>
      <ul>
        {waiting.map(({ id, source, asOf, fileName, uploadedAt }) => (
          <li key={id} class="card" data-testid="waiting">
            <p>
              <strong>{sourceLabels[source]}</strong> {text.asOfDay(format.shortDay(asOf))}{' '}
              <small>
                {fileName} · <Moment at={uploadedAt} format={format} short />
              </small>
            </p>
            <div class="in-line">
              <a class="button" href={`${IMPORT_HOME}/berkas/${id}`}>
                {text.choose}
              </a>
              <Action frame={frame} action={`${IMPORT_HOME}/berkas/${id}/buang`}>
                <button type="submit" class="quiet">
                  {text.discard}
                </button>
              </Action>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({
  imports,
  format,
}: {
  readonly imports: readonly ImportSummary[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{text.historyTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.source}</th>
          <th scope="col">{text.state}</th>
          <th scope="col">{text.counts}</th>
          <th scope="col">{text.started}</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id} data-testid="import">
            <th scope="row">
              <a href={`${IMPORT_HOME}/${one.id}`} data-row>
                {sourceLabels[one.source]} {text.asOfDay(format.shortDay(one.asOf))}
              </a>
              <small class="block">
                {text.kind(one.whole)}
                {one.fileName === null ? null : ` · ${one.fileName}`}
              </small>
            </th>
            <td data-label={text.state}>
              <ImportStateBadge of={one} />
            </td>
            <td data-label={text.counts}>
              {one.counts === null ? listText.none : <Tally counts={one.counts} format={format} />}
            </td>
            <td data-label={text.started}>
              <Moment at={one.startedAt} format={format} short />
              <small class="block">{one.startedBy ?? text.terminal}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Tally({
  counts,
  format,
}: {
  readonly counts: NonNullable<ImportSummary['counts']>;
  readonly format: Formatter;
}): VNode {
  return (
    <span class="tally">
      {countNames
        .filter((one) => counts[one] > 0)
        .map((one) => `${importRunText.counts[one].label} ${format.count(counts[one])}`)
        .join(' · ')}
    </span>
  );
}

function Pages({ page, home: { total } }: PageProps): VNode | null {
  const first = (page - 1) * IMPORTS_A_PAGE;
  if (total <= IMPORTS_A_PAGE || first >= total) return null;
  const to = (n: number) => hrefWith(IMPORT_HOME, { halaman: String(n) });
  return (
    <nav class="pager" aria-label={text.historyTitle}>
      <span>{text.pageOf(first + 1, Math.min(first + IMPORTS_A_PAGE, total), total)}</span>
      {page === 1 ? null : <a href={to(1)}>{listText.first}</a>}
      {first + IMPORTS_A_PAGE >= total ? null : (
        <a class="button" href={to(page + 1)} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}
