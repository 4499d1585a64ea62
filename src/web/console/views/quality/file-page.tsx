import type { VNode } from 'preact';
import { exportText } from '../../../../i18n/out.js';
import { qualityText, qualityTopicText } from '../../../../i18n/quality.js';
import type { Frame } from '../../context.js';
import { hrefWith } from '../../href.js';
import { QUALITY, type QualityQuery } from '../../quality-query.js';
import { ExportForm, type ExportTyped } from '../export-page.js';
import { Layout } from '../layout.js';
import { Empty, Problems } from '../parts.js';

interface QualityFilePageProps {
  readonly frame: Frame;
  readonly query: QualityQuery;
  readonly count: number;
  readonly typed: ExportTyped;
  readonly problems: readonly string[];
}

export function QualityFilePage({ frame, query, count, typed, problems }: QualityFilePageProps): VNode {
  return (
    <Layout frame={frame} title={qualityText.download} place={QUALITY}>
      <p class="back">
        <a href={hrefWith(`${QUALITY}/daftar`, query)}>{exportText.back}</a>
      </p>
      <h1>{qualityText.download}</h1>
      <p class="lead">{exportText.lead}</p>
      <Problems title={exportText.problemsTitle} problems={problems} />
      {count === 0 ? (
        <Empty title={exportText.rows(0)} hint={exportText.none} />
      ) : (
        <ExportForm frame={frame} action={`${QUALITY}/unduh`} fields={query} typed={typed}>
          <p>
            <strong>{qualityTopicText[query.periksa].title}</strong>: {exportText.rows(count)}{' '}
            {qualityText.openOnly}
          </p>
        </ExportForm>
      )}
    </Layout>
  );
}
