import type { VNode } from 'preact';
import { importText, reporterText } from '../../../i18n/enrolment.js';
import type { FileProblem } from '../../../usecases/enrolment/model.js';
import type { Frame } from '../context.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';

export function ImportPage({ frame, problem }: { frame: Frame; problem: FileProblem | null }): VNode {
  return (
    <Layout frame={frame} title={importText.title} place="/console/pelapor">
      <p class="back">
        <a href="/console/pelapor">{reporterText.back}</a>
      </p>
      <h1>{importText.title}</h1>
      <p class="lead">{importText.lead}</p>
      <Problems
        title={importText.problems}
        problems={problem === null ? [] : [importText.problem[problem]]}
      />
      <form
        method="post"
        action="/console/pelapor/impor"
        encType="multipart/form-data"
        class="card stack narrow-form"
        data-once
      >
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <p>
          {importText.columns} {importText.template} <a href="/console/pelapor/impor/contoh.xlsx">Excel</a>,{' '}
          <a href="/console/pelapor/impor/contoh.csv">CSV</a>.
        </p>
        <div>
          <label>
            {importText.file}
            <input
              type="file"
              name="file"
              class="block"
              accept=".csv,.txt,.xlsx"
              required
              aria-invalid={problem !== null}
              aria-describedby="batas"
            />
          </label>
          <p class="hint" id="batas">
            {importText.limits}
          </p>
        </div>
        <button type="submit">{importText.upload}</button>
      </form>
    </Layout>
  );
}
