import type { VNode } from 'preact';
import { exportPurposes, type ExportPurpose } from '../../../domain/access/export-purpose.js';
import { purposeLabels } from '../../../i18n/out.js';
import { printText } from '../../../i18n/place.js';
import type { Printable } from '../../../usecases/print/services.js';
import type { Frame } from '../context.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';

/** As it was filled in. */
export interface PrintTyped {
  readonly identities: boolean;
  readonly photos: boolean;
  readonly purpose: ExportPurpose | null;
  readonly note: string;
}

interface PrintPageProps {
  readonly frame: Frame;
  readonly of: Printable;
  readonly typed: PrintTyped;
  readonly problem: keyof typeof printText.problem | null;
}

/** What is to be on the paper, and what for. */
export function PrintPage({ frame, of, typed, problem }: PrintPageProps): VNode {
  const { id, number, sensitive, mayIdentify, photoCount } = of;
  return (
    <Layout frame={frame} title={printText.title(number)} place="/console">
      <p class="back">
        <a href={`/console/kasus/${id}`}>{printText.back}</a>
      </p>
      <h1>{printText.title(number)}</h1>
      <p class="lead">{printText.lead}</p>
      <Problems title={printText.problems} problems={problem === null ? [] : [printText.problem[problem]]} />
      <form class="card stack narrow-form" method="post" action={`/console/kasus/${id}/cetak`}>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        {sensitive ? <p class="notice warn">{printText.sensitiveHint}</p> : null}
        {photoCount === 0 ? null : (
          <label class="check">
            <input type="checkbox" name="foto" value="ya" checked={typed.photos} />
            {printText.photos(photoCount)}
          </label>
        )}
        {mayIdentify ? (
          <div>
            <label class="check">
              <input
                type="checkbox"
                name="identitas"
                value="ya"
                checked={typed.identities}
                aria-describedby="identitas"
              />
              {printText.identities}
            </label>
            <p class="hint" id="identitas">
              {printText.identitiesHint}
            </p>
          </div>
        ) : null}
        <label>
          {printText.purpose}
          <select
            name="purpose"
            value={typed.purpose ?? ''}
            required={sensitive}
            aria-invalid={problem === 'purpose'}
          >
            <option value="">{printText.choose}</option>
            {exportPurposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {purposeLabels[purpose]}
              </option>
            ))}
          </select>
        </label>
        <div>
          <label>
            {printText.note}
            <input
              type="text"
              name="note"
              value={typed.note}
              maxLength={200}
              aria-describedby="penjelasan"
              aria-invalid={problem === 'note'}
            />
          </label>
          <p class="hint" id="penjelasan">
            {printText.noteHint}
          </p>
        </div>
        <button type="submit">{printText.submit}</button>
      </form>
    </Layout>
  );
}
