/** Fields of a person and their desa, as several forms have them. */
import type { ComponentChildren, VNode } from 'preact';
import { reporterText } from '../../../i18n/enrolment.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import { reporterRoles } from '../../../usecases/enrolment/person.js';
import type { ReporterProblem } from '../enrolment-form.js';
import { desaIn, kecamatanOf } from '../regions.js';

interface PersonFieldsProps {
  /** Of this form among others on the page. */
  readonly form: string;
  readonly typed: { readonly name: string; readonly role: string; readonly phone: string };
  readonly problem: ReporterProblem | null;
  readonly required?: boolean;
}

export function PersonFields({ form, typed, problem, required = true }: PersonFieldsProps): VNode {
  const wrong = (...problems: readonly ReporterProblem[]) => problem !== null && problems.includes(problem);
  const hint = `telepon-${form}`;
  return (
    <>
      <label>
        {reporterText.name}
        <input
          name="name"
          value={typed.name}
          required={required}
          maxLength={100}
          autocomplete="off"
          aria-invalid={wrong('name')}
        />
      </label>
      <label>
        {reporterText.role}
        <select name="role" required={required} value={typed.role} aria-invalid={wrong('role')}>
          <option value="">{reporterText.chooseRole}</option>
          {reporterRoles.map((code) => (
            <option key={code} value={code}>
              {reporterRoleLabels[code]}
            </option>
          ))}
        </select>
      </label>
      <Hinted id={hint} hint={reporterText.phoneHint}>
        <label>
          {reporterText.phone}
          <input
            name="phone"
            type="tel"
            value={typed.phone}
            required={required}
            maxLength={30}
            autocomplete="off"
            aria-invalid={wrong('phone', 'phone_taken')}
            aria-describedby={hint}
          />
        </label>
      </Hinted>
    </>
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
export function DesaChoice({ regions, chosen, invalid }: DesaChoiceProps): VNode {
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
