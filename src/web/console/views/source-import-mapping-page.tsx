/** Which header of a file is which column, before its import begins. */
import type { VNode } from 'preact';
import { requiredColumns, type Column } from '../../../domain/import/sources.js';
import { importColumnLabels } from '../../../i18n/import.js';
import { importPageText, mappingText as text } from '../../../i18n/source-import-console.js';
import type { HeaderView, MappingView } from '../../../usecases/source-import/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
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
  const { upload, headers, from } = view;
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
        <table class="cards">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.header}</th>
              <th scope="col">{text.examples}</th>
              <th scope="col">{text.column}</th>
            </tr>
          </thead>
          <tbody>
            {headers.map((header, index) => (
              <HeaderRow key={String(index)} {...{ view, header, index, problem }} />
            ))}
          </tbody>
        </table>
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

interface RowProps {
  readonly view: MappingView;
  readonly header: HeaderView;
  readonly index: number;
  readonly problem: MappingProblem | null;
}

function HeaderRow({ view: { upload, mapping, columns }, header, index, problem }: RowProps): VNode {
  const guess = columns.find((column) => mapping.columns[column]?.index === index);
  const column = problem === null ? guess : (problem.chosen[index] ?? undefined);
  const unsure = problem === null && guess !== undefined && (mapping.columns[guess]?.confidence ?? 1) < 1;
  const title = header.title === '' ? text.noTitle(index + 1) : header.title;
  const hint = `ragu-${String(index)}`;
  return (
    <tr data-testid="mapping-row">
      <th scope="row">{title}</th>
      <td data-label={text.examples}>
        {header.examples.length === 0 ? (
          <small>{text.noExamples}</small>
        ) : (
          header.examples.map((example) => (
            <span key={example} class="block example">
              {example}
            </span>
          ))
        )}
      </td>
      <td data-label={text.column}>
        <select
          name={`kolom-${String(index)}`}
          aria-label={`${text.column}: ${title}`}
          aria-describedby={unsure ? hint : undefined}
          value={column ?? ''}
        >
          <option value="">{text.unused}</option>
          {columns.map((one) => (
            <option key={one} value={one}>
              {importColumnLabels[one]}
              {requiredColumns[upload.source].includes(one) ? ` (${text.needed})` : ''}
            </option>
          ))}
        </select>
        {unsure ? (
          <small class="block unsure" id={hint}>
            {text.unsure}
          </small>
        ) : null}
      </td>
    </tr>
  );
}
