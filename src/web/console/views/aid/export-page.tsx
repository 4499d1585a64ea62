import type { VNode } from 'preact';
import { staffMay } from '../../../../domain/access/scope.js';
import { aidText } from '../../../../i18n/aid.js';
import { exportText } from '../../../../i18n/out.js';
import type { AidListView } from '../../../../usecases/aid/ports.js';
import type { Frame } from '../../context.js';
import { ExportForm, type ExportTyped } from '../export-page.js';
import { Layout } from '../layout.js';
import { Problems } from '../parts.js';
import { AID } from './shared.js';

interface AidExportPageProps {
  readonly frame: Frame;
  readonly list: AidListView;
  readonly typed: ExportTyped;
  readonly problems: readonly string[];
}

export function AidExportPage({ frame, list, typed, problems }: AidExportPageProps): VNode {
  const path = `${AID}/daftar/${list.id}`;
  return (
    <Layout frame={frame} title={aidText.downloadTitle} place={AID}>
      <p class="back">
        <a href={path}>{aidText.backToList}</a>
      </p>
      <h1>{aidText.downloadTitle}</h1>
      <p class="lead">{aidText.downloadLead}</p>
      <Problems title={exportText.problemsTitle} problems={problems} />
      <ExportForm frame={frame} action={`${path}/unduh`} fields={{}} typed={typed}>
        <p>
          <strong>{list.name}</strong>: {aidText.total(list.rowCount ?? 0)}
        </p>
        {staffMay(frame.actor, 'export_identities') ? (
          <>
            <label class="check">
              <input
                type="checkbox"
                name="identities"
                value="1"
                checked={typed.identities}
                aria-describedby="identitas"
              />
              {exportText.identities}
            </label>
            <p class="hint" id="identitas">
              {exportText.identitiesHint}
            </p>
          </>
        ) : null}
      </ExportForm>
    </Layout>
  );
}
