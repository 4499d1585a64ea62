/** Fields of a user of the console, as two forms have them. */
import type { VNode } from 'preact';
import { grants, type StaffRole } from '../../../domain/access/scope.js';
import { userText } from '../../../i18n/accounts.js';
import { roleLabels } from '../../../i18n/console.js';
import type { RegionChoice } from '../../../usecases/accounts/services.js';

export interface TypedUser {
  readonly name: string;
  readonly role: string;
  readonly regions: readonly string[];
  readonly grants: readonly string[];
}

interface UserFieldsProps {
  /** Of this form among others on the page. */
  readonly form: string;
  readonly typed: TypedUser;
  readonly regions: readonly RegionChoice[];
}

const roles = Object.keys(userText.roleHints) as StaffRole[];

export function UserFields({ form, typed, regions }: UserFieldsProps): VNode {
  return (
    <>
      <label>
        {userText.name}
        <input name="name" value={typed.name} required maxLength={100} autocomplete="off" />
      </label>
      <label>
        {userText.role}
        <select name="role" required value={typed.role}>
          <option value="">{userText.chooseRole}</option>
          {roles.map((role) => (
            <option key={role} value={role}>
              {`${roleLabels[role]}: ${userText.roleHints[role]}`}
            </option>
          ))}
        </select>
      </label>
      <RegionBoxes form={form} chosen={typed.regions} regions={regions} />
      <fieldset>
        <legend>{userText.grants}</legend>
        {grants.map((grant) => (
          <div key={grant}>
            <label class="check">
              <input
                type="checkbox"
                name="grants"
                value={grant}
                checked={typed.grants.includes(grant)}
                aria-describedby={`izin-${form}-${grant}`}
              />
              {userText.grantLabels[grant]}
            </label>
            <p class="hint" id={`izin-${form}-${grant}`}>
              {userText.grantHints[grant]}
            </p>
          </div>
        ))}
      </fieldset>
    </>
  );
}

interface RegionBoxesProps {
  readonly form: string;
  readonly chosen: readonly string[];
  readonly regions: readonly RegionChoice[];
}

/** The kabupaten first, and its kecamatan below it. */
function RegionBoxes({ form, chosen, regions }: RegionBoxesProps): VNode {
  const hint = `wilayah-${form}`;
  return (
    <fieldset aria-describedby={hint} data-filter={userText.regionsFilter}>
      <legend>{userText.regions}</legend>
      <p class="hint" id={hint}>
        {userText.regionsHint}
      </p>
      <div class="scroll-box" tabIndex={0} role="group" aria-label={userText.regions}>
        <div class="check-group">
          {regions.map(({ code, name, level }) => (
            <label key={code} class="check">
              <input type="checkbox" name="regions" value={code} checked={chosen.includes(code)} />
              {level === 'kabupaten' ? userText.wholeRegion(name) : name}
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}
