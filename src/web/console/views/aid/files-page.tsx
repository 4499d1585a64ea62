import type { VNode } from 'preact';
import { aidFileStateLabels, aidFileText as text } from '../../../../i18n/aid-files.js';
import { aidText } from '../../../../i18n/aid.js';
import type { AidFileState } from '../../../../domain/aid/file.js';
import type { AidFileSummary } from '../../../../usecases/aid/file-ports.js';
import type { AidFilesHome } from '../../../../usecases/aid/file-services.js';
import { assetUrl } from '../../../plugins/assets.js';
import { aidFileLimit, type AidUploadTyped } from '../../aid-file-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { Layout } from '../layout.js';
import { Empty, Moment, Problems } from '../parts.js';
import { AID, AidHead } from './shared.js';
import { TableFileField } from '../file-field.js';

export const AID_FILES = `${AID}/berkas`;

interface FilesPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly home: AidFilesHome;
  readonly typed: AidUploadTyped;
  readonly problems: readonly string[];
}

export function AidFileHead(): VNode {
  return (
    <>
      <AidHead />
      <link rel="stylesheet" href={assetUrl('bulk.css')} />
      <link rel="stylesheet" href={assetUrl('import.css')} />
    </>
  );
}

export function AidFilesPage(props: FilesPageProps): VNode {
  const { frame, format, home } = props;
  return (
    <Layout frame={frame} title={text.title} place={AID} head={<AidFileHead />}>
      <p class="back">
        <a href={AID} data-key="u">
          {text.back}
        </a>
      </p>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <div class="columns import-home aid-files-home">
        {home.programs.length === 0 ? (
          <Empty title={aidText.noPrograms} hint={aidText.noProgramsHint} />
        ) : (
          <UploadForm {...props} />
        )}
        <div>
          <h2>{text.historyTitle}</h2>
          {home.files.length === 0 ? (
            <Empty title={text.empty} hint={text.emptyHint} />
          ) : (
            <Files files={home.files} format={format} />
          )}
        </div>
      </div>
    </Layout>
  );
}

function UploadForm({ frame, home, typed, problems }: FilesPageProps): VNode {
  return (
    <form
      method="post"
      action={AID_FILES}
      encType="multipart/form-data"
      class="card stack narrow-form"
      noValidate
      data-once
    >
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <h2>{text.uploadTitle}</h2>
      <Problems title={text.problems} problems={problems} />
      <label>
        {text.program}
        <select name="program" required value={typed.program}>
          <option value="">{text.choose}</option>
          {home.programs.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {home.lists.length === 0 ? null : (
        <div>
          <label>
            {text.list}
            <select name="daftar" value={typed.list} aria-describedby="daftar-petunjuk">
              <option value="">{text.noList}</option>
              {home.lists.map(({ id, name, programName }) => (
                <option key={id} value={id}>
                  {name} ({programName})
                </option>
              ))}
            </select>
          </label>
          <p class="hint" id="daftar-petunjuk">
            {text.listHint}
          </p>
        </div>
      )}
      <TableFileField label={text.file} hint={text.fileHint(aidFileLimit)} />
      <button type="submit">{text.upload}</button>
    </form>
  );
}

export function AidFileBadge({ state }: { readonly state: AidFileState }): VNode {
  return (
    <span class={`badge aid-${state}`} data-testid="aid-file-state" data-state={state}>
      {aidFileStateLabels[state]}
    </span>
  );
}

function Files({
  files,
  format,
}: {
  readonly files: readonly AidFileSummary[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{text.historyTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.historyTitle}</th>
          <th scope="col">{text.program}</th>
          <th scope="col">{text.state}</th>
          <th scope="col">{text.result}</th>
          <th scope="col">{text.uploaded}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.id} data-testid="aid-file">
            <th scope="row">
              <a href={`${AID_FILES}/${file.id}`} data-row>
                {file.fileName}
              </a>
            </th>
            <td data-label={text.program}>
              {file.programName}
              {file.listName === null ? null : <small class="block">{file.listName}</small>}
            </td>
            <td data-label={text.state}>
              <AidFileBadge state={file.state} />
            </td>
            <td data-label={text.result}>{resultOf(file)}</td>
            <td data-label={text.uploaded}>
              <Moment at={file.uploadedAt} format={format} short />
              <small class="block">{file.uploadedBy}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function resultOf({ counts, recorded }: AidFileSummary): string {
  if (counts === null || recorded === null) return text.none;
  const { fresh, standing, absent, wrong } = counts;
  return text.resultOf(recorded.recorded, fresh + standing + absent + wrong);
}
