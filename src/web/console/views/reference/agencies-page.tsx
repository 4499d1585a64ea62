import type { VNode } from 'preact';
import { opdText } from '../../../../i18n/opd.js';
import { agencyText, referenceText } from '../../../../i18n/reference.js';
import type { Agency } from '../../../../usecases/reference/services.js';
import type { AgencyForm } from '../../reference-form.js';
import { at, versionFor, type Attempt } from './attempt.js';
import { Active, ChangeForm, Folded, Shell, type PageProps } from './shell.js';

const PATH = '/console/acuan/opd';

interface AgenciesPageProps extends PageProps {
  readonly agencies: readonly Agency[];
  /** Id of the one that the page offers to add. */
  readonly newId: string;
  readonly attempt: Attempt<AgencyForm> | null;
}

export function AgenciesPage(props: AgenciesPageProps): VNode {
  const { agencies, mayChange } = props;
  return (
    <Shell {...props} tab={PATH} beside>
      <section class="card" aria-labelledby="opd">
        <h2 id="opd">{agencyText.title}</h2>
        <p class="hint">{agencyText.hint}</p>
        {agencies.length === 0 ? <p class="quiet">{agencyText.none}</p> : null}
        {agencies.map((agency) => (
          <OneAgency key={agency.id} {...props} agency={agency} />
        ))}
        {mayChange ? <OneAgency {...props} agency={null} /> : null}
      </section>
    </Shell>
  );
}

function OneAgency(props: AgenciesPageProps & { readonly agency: Agency | null }): VNode {
  const { agency, newId, agencies, frame, mayChange } = props;
  const own = at(props.attempt, agency?.id ?? '');
  const given = own?.typed ?? fieldsOf(agency);
  const id = `opd-${agency?.code ?? 'baru'}`;
  return (
    <Folded
      id={id}
      open={own !== null || (agency === null && agencies.length === 0)}
      title={agency?.name ?? agencyText.addTitle}
      note={agency?.code}
      inactive={agency?.active === false}
    >
      {agency === null ? null : (
        <p>
          <a href={`${PATH}/${agency.id}`}>{opdText.link}</a>
        </p>
      )}
      <ChangeForm
        frame={frame}
        action={`${PATH}/simpan`}
        mayChange={mayChange}
        attempt={own}
        button={agency === null ? referenceText.add : referenceText.save}
        hidden={{
          id: agency?.id ?? own?.typed.id ?? newId,
          version: versionFor(own, agency?.version ?? 0),
          ...(agency === null ? {} : { code: agency.code }),
        }}
      >
        {agency === null ? (
          <div>
            <label>
              {agencyText.code}
              <input
                class="short"
                name="code"
                value={given.code}
                maxLength={20}
                required
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                aria-describedby={`${id}-kode`}
              />
            </label>
            <p class="hint" id={`${id}-kode`}>
              {agencyText.codeHint}
            </p>
          </div>
        ) : null}
        <label>
          {agencyText.name}
          <input name="name" value={given.name} maxLength={100} required />
        </label>
        <div class="two-fields">
          <label>
            {agencyText.person}
            <input name="person" value={given.person} maxLength={80} autocomplete="off" />
          </label>
          <label>
            {agencyText.reach}
            <input name="reach" value={given.reach} maxLength={80} autocomplete="off" />
          </label>
        </div>
        <p class="hint">{agencyText.contactHint}</p>
        <Active checked={given.active} />
      </ChangeForm>
    </Folded>
  );
}

function fieldsOf(agency: Agency | null): Pick<AgencyForm, 'code' | 'name' | 'person' | 'reach' | 'active'> {
  if (agency === null) return { code: '', name: '', person: '', reach: '', active: true };
  const { code, name, contact, active } = agency;
  return { code, name, person: contact?.person ?? '', reach: contact?.reach ?? '', active };
}
