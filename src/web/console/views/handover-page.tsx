import type { VNode } from 'preact';
import { handoverText, reporterText } from '../../../i18n/enrolment.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import type { ReporterRow, ReporterView } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import type { Failed, HandoverForm } from '../enrolment-form.js';
import { Layout } from './layout.js';
import { Fact, Problems } from './parts.js';
import { PersonFields } from './reporter-fields.js';

interface HandoverPageProps {
  readonly frame: Frame;
  readonly desa: RegionOption;
  /** null: nobody reports for the desa now. */
  readonly from: ReporterView | null;
  readonly successors: readonly Pick<ReporterRow, 'id' | 'name' | 'desaNames'>[];
  readonly failed: Failed<HandoverForm> | null;
}

const blank = { name: '', role: '', phone: '', successor: '' };

export function HandoverPage({ frame, desa, from, successors, failed }: HandoverPageProps): VNode {
  const typed = failed?.typed ?? blank;
  const back = from === null ? '/console/pelapor' : `/console/pelapor/${from.id}`;
  return (
    <Layout frame={frame} title={handoverText.title(desa.name)} place="/console/pelapor">
      <p class="back">
        <a href={back}>{from === null ? reporterText.back : from.name}</a>
      </p>
      <h1>{handoverText.title(desa.name)}</h1>
      <p class="lead">{handoverText.lead}</p>
      <Problems
        title={handoverText.problems}
        problems={failed === null ? [] : [reporterText.problem[failed.problem]]}
      />
      <form method="post" action="/console/pelapor/serah" class="card stack narrow-form" noValidate data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <input type="hidden" name="desa" value={desa.code} />
        <input type="hidden" name="dari" value={from?.id ?? ''} />
        <dl class="facts">
          <Fact name={handoverText.from}>{from?.name ?? handoverText.nobody}</Fact>
        </dl>
        <Existing
          {...{ from, successors }}
          chosen={typed.successor}
          wrong={failed?.problem === 'successor'}
        />
        <fieldset class="stack">
          <legend>{handoverText.fresh}</legend>
          <PersonFields form="serah" typed={typed} problem={failed?.problem ?? null} required={false} />
        </fieldset>
        <button type="submit">{handoverText.submit}</button>
      </form>
    </Layout>
  );
}

interface ExistingProps extends Pick<HandoverPageProps, 'from' | 'successors'> {
  readonly chosen: string;
  readonly wrong: boolean;
}

function Existing({ from, successors, chosen, wrong }: ExistingProps): VNode {
  return (
    <div>
      <label>
        {handoverText.existing}
        <select name="successor" value={chosen} aria-invalid={wrong} aria-describedby="pengganti">
          <option value="">{handoverText.choose}</option>
          {successors
            .filter(({ id }) => id !== from?.id)
            .map(({ id, name, desaNames }) => (
              <option key={id} value={id}>
                {desaNames.length === 0 ? name : `${name} (${desaNames.join(', ')})`}
              </option>
            ))}
        </select>
      </label>
      <p class="hint" id="pengganti">
        {handoverText.existingHint}
      </p>
    </div>
  );
}
