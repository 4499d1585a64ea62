import type { VNode } from 'preact';
import { aidFileColumns, type AidFileColumn } from '../../../../domain/aid/file-columns.js';
import { aidFileColumnLabels, aidFileText as text } from '../../../../i18n/aid-files.js';
import type { AidMappingView } from '../../../../usecases/aid/file-services.js';
import type { DefaultsForm } from '../../aid-file-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { Action } from '../action.js';
import { Layout } from '../layout.js';
import { MappingTable } from '../mapping-table.js';
import { Problems } from '../parts.js';
import { FileFacts } from './file-page.js';
import { AID_FILES, AidFileHead } from './files-page.js';
import { AID, GiftFields } from './shared.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: AidMappingView;
  readonly today: string;
  /** As it was filled in; null: it was not yet. */
  readonly chosen: readonly (AidFileColumn | null)[] | null;
  readonly typed: DefaultsForm;
  readonly problems: readonly string[];
}

const columns = aidFileColumns.map((column) => ({
  column,
  label: aidFileColumnLabels[column],
  needed: column === 'nik',
}));

export function AidFileMappingPage(props: PageProps): VNode {
  const { frame, format, view, today, chosen, typed, problems } = props;
  const { file, headers, mapping } = view;
  const address = `${AID_FILES}/${file.id}`;
  return (
    <Layout frame={frame} title={text.mappingTitle} place={AID} head={<AidFileHead />}>
      <p class="back">
        <a href={AID_FILES} data-key="u">
          {text.backToFiles}
        </a>
      </p>
      <h1>{text.mappingTitle}</h1>
      <p class="lead">{text.mappingLead}</p>
      <div class="mapping-facts">
        <FileFacts file={file} format={format} named />
      </div>
      <Problems title={text.problems} problems={problems} />
      <form method="post" action={`${address}/periksa`} class="mapping" noValidate data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <MappingTable
          caption={text.mappingTitle}
          headers={headers}
          columns={columns}
          mapping={mapping}
          chosen={chosen}
        />
        <section class="card stack narrow-form" aria-labelledby="selain-itu">
          <h2 id="selain-itu">{text.defaults}</h2>
          <p class="hint">{text.defaultsHint}</p>
          <GiftFields typed={typed} today={today} optional />
        </section>
        <button type="submit">{text.check}</button>
        <p class="hint">{text.checkHint}</p>
      </form>
      <Action frame={frame} action={`${address}/buang`}>
        <button type="submit" class="quiet">
          {text.drop}
        </button>
      </Action>
    </Layout>
  );
}
