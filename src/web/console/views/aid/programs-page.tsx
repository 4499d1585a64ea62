import type { VNode } from 'preact';
import { programText } from '../../../../i18n/aid.js';
import { referenceText } from '../../../../i18n/reference.js';
import type { ProgramView } from '../../../../usecases/aid/services.js';
import type { Agency } from '../../../../usecases/reference/services.js';
import type { ProgramForm } from '../../aid-form.js';
import { at, versionFor, type Attempt } from '../reference/attempt.js';
import { Active, ChangeForm, Folded, Shell, type PageProps } from '../reference/shell.js';

const PATH = '/console/acuan/program';

interface ProgramsPageProps extends PageProps {
  readonly programs: readonly ProgramView[];
  readonly agencies: readonly Agency[];
  readonly attempt: Attempt<ProgramForm> | null;
}

export function ProgramsPage(props: ProgramsPageProps): VNode {
  const { programs, mayChange } = props;
  return (
    <Shell {...props} tab={PATH} beside>
      <section class="card" aria-labelledby="program">
        <h2 id="program">{programText.title}</h2>
        <p class="hint">{programText.hint}</p>
        {programs.length === 0 ? <p class="quiet">{programText.none}</p> : null}
        {programs.map((program) => (
          <OneProgram key={program.code} {...props} program={program} />
        ))}
        {mayChange ? <OneProgram {...props} program={null} /> : null}
      </section>
    </Shell>
  );
}

function OneProgram(props: ProgramsPageProps & { readonly program: ProgramView | null }): VNode {
  const { program, programs, agencies, frame, mayChange } = props;
  const own = at(props.attempt, program?.code ?? '');
  const given = own?.typed ?? fieldsOf(program);
  const id = `program-${program?.code ?? 'baru'}`;
  return (
    <Folded
      id={id}
      open={own !== null || (program === null && programs.length === 0)}
      title={program?.name ?? programText.addTitle}
      note={program === null ? undefined : program.code}
      inactive={program?.active === false}
    >
      <ChangeForm
        frame={frame}
        action={`${PATH}/simpan`}
        mayChange={mayChange}
        attempt={own}
        button={program === null ? referenceText.add : referenceText.save}
        hidden={{
          version: versionFor(own, program?.version ?? 0),
          ...(program === null ? {} : { code: program.code }),
        }}
      >
        {program === null ? (
          <div>
            <label>
              {programText.code}
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
              {programText.codeHint}
            </p>
          </div>
        ) : null}
        <label>
          {programText.name}
          <input name="name" value={given.name} maxLength={100} required />
        </label>
        <label>
          {programText.agency}
          <select name="agency" value={given.agency ?? ''}>
            <option value="">{programText.own}</option>
            {agencies
              .filter(({ active, id: agencyId }) => active || agencyId === given.agency)
              .map((agency) => (
                <option key={agency.id} value={agency.id}>
                  {agency.name}
                </option>
              ))}
          </select>
        </label>
        <Active checked={given.active} />
      </ChangeForm>
    </Folded>
  );
}

function fieldsOf(program: ProgramView | null): Pick<ProgramForm, 'code' | 'name' | 'agency' | 'active'> {
  if (program === null) return { code: '', name: '', agency: undefined, active: true };
  const { code, name, agencyId, active } = program;
  return { code, name, agency: agencyId ?? undefined, active };
}
