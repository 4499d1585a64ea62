/** Which header of a file is which column, before its import begins. */
import type { VNode } from 'preact';
import { requiredColumns, type Column } from '../../../domain/import/sources.js';
import { importColumnLabels } from '../../../i18n/import.js';
import { importPageText, mappingText as text } from '../../../i18n/source-import-console.js';
import type { MappingView } from '../../../usecases/source-import/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { MappingTable } from './mapping-table.js';
import { Fact, Problems } from './parts.js';
import { IMPORT_HOME } from './source-import-parts.js';

export interface MappingProblem {
  readonly code: string;
  readonly sentence: string;
  /** As it was filled in. */
  readonly chosen: readonly (Column | null)[];
}

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: MappingView;
  readonly problem: MappingProblem | null;
}

export function SourceImportMappingPage({ frame, format, view, problem }: PageProps): VNode {
  const { upload, headers, from, mapping, columns } = view;
  const title = text.title(upload.source);
  const address = `${IMPORT_HOME}/berkas/${upload.id}`;
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console/impor"
      head={<link rel="stylesheet" href={assetUrl('import.css')} />}
    >
      <p class="back">
        <a href={IMPORT_HOME} data-key="u">
          {importPageText.back}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{text.lead}</p>
      <dl class="facts narrow mapping-facts">
        <Fact name={text.file}>{upload.fileName}</Fact>
        <Fact name={text.day}>{format.day(upload.asOf)}</Fact>
        <Fact name={text.holds}>{upload.whole ? importPageText.whole : importPageText.part}</Fact>
      </dl>
      <Problems title={text.problems} problems={problem === null ? [] : [problem.sentence]} />
      {problem?.code === 'open' ? (
        <p>
          <a href={IMPORT_HOME}>{text.seeOpen}</a>
        </p>
      ) : null}
      <form method="post" action={address} class="mapping" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <p class="hint">{text[from]}</p>
        <MappingTable
          caption={title}
          headers={headers}
          columns={columns.map((column) => ({
            column,
            label: importColumnLabels[column],
            needed: requiredColumns[upload.source].includes(column),
          }))}
          mapping={mapping}
          chosen={problem?.chosen ?? null}
        />
        <button type="submit">{text.begin}</button>
        <p class="hint">{text.beginHint}</p>
      </form>
      <Action frame={frame} action={`${address}/buang`}>
        <button type="submit" class="quiet">
          {importPageText.discard}
        </button>
      </Action>
    </Layout>
  );
}
