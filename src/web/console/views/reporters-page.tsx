import type { ComponentChildren, VNode } from 'preact';
import { channelLabels, reporterText } from '../../../i18n/console.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import type { RegionOption, ReporterRow } from '../../../usecases/console-services.js';
import { reporterRoles } from '../../../usecases/console/enrol-reporter.js';
import type { Frame } from '../context.js';
import type { FailedEnrolment, ReporterProblem } from '../enrolment-form.js';
import { Layout } from './layout.js';
import { desaIn, kecamatanOf } from '../regions.js';
import { Empty, Problems } from './parts.js';

interface ReportersPageProps {
  readonly frame: Frame;
  readonly reporters: readonly ReporterRow[];
  readonly regions: readonly RegionOption[];
  readonly failed: FailedEnrolment | null;
}

export function ReportersPage({ frame, reporters, regions, failed }: ReportersPageProps): VNode {
  return (
    <Layout frame={frame} title={reporterText.title} place="/console/pelapor">
      <h1>{reporterText.title}</h1>
      <div class="columns wide-left">
        <div>
          {reporters.length === 0 ? (
            <Empty title={reporterText.empty} hint={reporterText.emptyHint} />
          ) : (
            <Reporters rows={reporters} />
          )}
        </div>
        <EnrolForm csrf={frame.csrf} regions={regions} failed={failed} />
      </div>
    </Layout>
  );
}

function Reporters({ rows }: { readonly rows: readonly ReporterRow[] }): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{reporterText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{reporterText.name}</th>
          <th scope="col">{reporterText.phone}</th>
          <th scope="col">{reporterText.desa}</th>
          <th scope="col">{reporterText.channels}</th>
          <th scope="col">{reporterText.status}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="reporter-row">
            <th scope="row">
              {row.name} <small>{reporterRoleLabels[row.role] ?? row.role}</small>
            </th>
            <td data-label={reporterText.phone}>
              <span class="digits">{row.phone}</span>
            </td>
            <td data-label={reporterText.desa}>{row.desaNames.join(', ')}</td>
            <td data-label={reporterText.channels}>
              {row.channels.length === 0 ? (
                <span class="quiet">{reporterText.notConnected}</span>
              ) : (
                row.channels.map(({ channel }) => channelLabels[channel]).join(', ')
              )}
            </td>
            <td data-label={reporterText.status}>
              <span class={`badge status-${row.status}`}>{reporterText.statuses[row.status]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type EnrolFormProps = Pick<ReportersPageProps, 'regions' | 'failed'> & { readonly csrf: string };

function EnrolForm({ csrf, regions, failed }: EnrolFormProps): VNode {
  const { name = '', role = '', phone = '', desa = [] } = failed?.typed ?? {};
  const wrong = (...problems: readonly ReporterProblem[]) =>
    failed !== null && problems.includes(failed.problem);
  return (
    <section class="card" aria-labelledby="daftarkan">
      <h2 id="daftarkan">{reporterText.enrolTitle}</h2>
      <Problems
        title={reporterText.problems}
        problems={failed === null ? [] : [reporterText.problem[failed.problem]]}
      />
      <form method="post" action="/console/pelapor" class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <label>
          {reporterText.name}
          <input
            name="name"
            value={name}
            required
            maxLength={100}
            autocomplete="off"
            aria-invalid={wrong('name')}
          />
        </label>
        <label>
          {reporterText.role}
          <select name="role" required value={role} aria-invalid={wrong('role')}>
            <option value="">{reporterText.chooseRole}</option>
            {reporterRoles.map((code) => (
              <option key={code} value={code}>
                {reporterRoleLabels[code]}
              </option>
            ))}
          </select>
        </label>
        <Hinted id="telepon" hint={reporterText.phoneHint}>
          <label>
            {reporterText.phone}
            <input
              name="phone"
              type="tel"
              value={phone}
              required
              maxLength={30}
              autocomplete="off"
              aria-invalid={wrong('phone', 'phone_taken')}
              aria-describedby="telepon"
            />
          </label>
        </Hinted>
        <DesaChoice regions={regions} chosen={desa} invalid={wrong('desa')} />
        <button type="submit">{reporterText.submit}</button>
      </form>
    </section>
  );
}

function Hinted({ id, hint, children }: { id: string; hint: string; children: ComponentChildren }): VNode {
  return (
    <div>
      {children}
      <p class="hint" id={id}>
        {hint}
      </p>
    </div>
  );
}

interface DesaChoiceProps {
  readonly regions: readonly RegionOption[];
  readonly chosen: readonly string[];
  readonly invalid: boolean;
}

/** Checkboxes, not a multiple select: one tap each, on a phone too. */
function DesaChoice({ regions, chosen, invalid }: DesaChoiceProps): VNode {
  const groups = kecamatanOf(regions);
  return (
    <fieldset aria-describedby="desa-hint" data-filter={reporterText.desaFilter} data-invalid={invalid}>
      <legend>{reporterText.desa}</legend>
      <p class="hint" id="desa-hint">
        {reporterText.desaHint}
      </p>
      <div class="scroll-box" tabIndex={0} role="group" aria-label={reporterText.desa}>
        {groups.map((group) => (
          <div key={group.code} class="check-group">
            <p>{group.name}</p>
            {desaIn(group, regions).map(({ code, name }) => (
              <label key={code} class="check">
                <input type="checkbox" name="desa" value={code} checked={chosen.includes(code)} />
                {name}
              </label>
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
