import type { VNode } from 'preact';
import { agencyActions, fieldGroups } from '../../../domain/access/agency.js';
import { agencyActionLabels, fieldGroupLabels, keyStateLabels, opdText } from '../../../i18n/opd.js';
import {
  keyDays,
  overlapDays,
  type AgencyAccessView,
  type AgencyPolicy,
  type KeyMade,
  type KeyProblem,
  type KeyView,
  type WebhookProblem,
} from '../../../usecases/opd/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Empty, Moment, Problems } from './parts.js';
import { Webhooks } from './webhooks.js';

const LIST = '/console/acuan/opd';

/** A change of what an agency may that was not kept. */
export interface PolicyAttempt {
  readonly policy: AgencyPolicy;
  readonly problem: string;
  /** Somebody else was first: saved again it is saved over what stands now. */
  readonly overtaken: boolean;
}

interface AgencyAccessPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: AgencyAccessView;
  /** Id of the key that the page offers to make. */
  readonly newId: string;
  readonly attempt: PolicyAttempt | null;
  readonly made: KeyMade | null;
  readonly keyProblem: KeyProblem | null;
  readonly typedName: string;
  readonly webhookMade: KeyMade | null;
  readonly webhookProblem: WebhookProblem | null;
  readonly typedUrl: string;
}

export function AgencyAccessPage(props: AgencyAccessPageProps): VNode {
  const { frame, view, made, keyProblem } = props;
  const title = opdText.title(view.agency.name);
  return (
    <Layout frame={frame} title={title} place="/console/acuan">
      <p class="back">
        <a href={LIST}>{opdText.back}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">
        {opdText.lead} <a href="/api/v1">{opdText.docs}</a>
      </p>
      {view.agency.active ? null : <p class="notice warn">{opdText.inactive}</p>}
      {made === null ? null : <Made made={made} />}
      <Problems
        title={opdText.notMade}
        problems={keyProblem === null ? [] : [opdText.keyProblems[keyProblem]]}
      />
      <div class="columns">
        <div>
          <Keys {...props} />
          <Webhooks {...props} />
          <History {...props} />
        </div>
        <Policy {...props} />
      </div>
    </Layout>
  );
}

function Made({ made: { text } }: { readonly made: KeyMade }): VNode {
  if (text === null) {
    return (
      <p class="notice warn" role="status" data-testid="made-before">
        {opdText.madeBefore}
      </p>
    );
  }
  return (
    <div class="notice good" role="status" data-testid="made">
      <p>
        <strong>{opdText.made}</strong>
      </p>
      <p>
        <code class="secret">{text}</code>
      </p>
      <p>{opdText.madeHint}</p>
    </div>
  );
}

function Keys(props: AgencyAccessPageProps): VNode {
  const { frame, view, newId, typedName } = props;
  const { keys, agency, mayChange } = view;
  return (
    <section class="card" aria-labelledby="kunci">
      <h2 id="kunci">{opdText.keysTitle}</h2>
      <p class="hint">{opdText.keysHint}</p>
      {keys.length === 0 ? <Empty title={opdText.noKeys} hint={opdText.noKeysHint} /> : null}
      {keys.map((key) => (
        <OneKey key={key.id} {...props} of={key} />
      ))}
      {mayChange && agency.active ? (
        <form method="post" action={`${LIST}/${agency.id}/kunci`} class="stack" data-once>
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <input type="hidden" name="id" value={newId} />
          <label>
            {opdText.keyName}
            <input
              name="name"
              value={typedName}
              required
              minLength={2}
              maxLength={60}
              autocomplete="off"
              placeholder={opdText.keyNameHint}
            />
          </label>
          <Days name="days" label={opdText.keyDays} of={keyDays} chosen={365} />
          <button type="submit">{opdText.make}</button>
        </form>
      ) : null}
    </section>
  );
}

function Days({
  name,
  label,
  of,
  chosen,
}: {
  readonly name: string;
  readonly label: string;
  readonly of: readonly number[];
  readonly chosen: number;
}): VNode {
  return (
    <label>
      {label}
      <select name={name} value={String(chosen)}>
        {of.map((count) => (
          <option key={count} value={String(count)}>
            {opdText.days(count)}
          </option>
        ))}
      </select>
    </label>
  );
}

function OneKey(props: AgencyAccessPageProps & { readonly of: KeyView }): VNode {
  const { frame, format, view, newId, of: key } = props;
  const base = `${LIST}/${view.agency.id}`;
  return (
    <details
      class={key.state === 'good' ? undefined : 'inactive'}
      data-testid="api-key"
      data-state={key.state}
    >
      <summary>
        {key.name} <small>{key.prefix}…</small>
        {key.state === 'good' ? null : <span class="tag">{keyStateLabels[key.state]}</span>}
      </summary>
      <dl class="facts">
        <div>
          <dt>{opdText.state}</dt>
          <dd>
            {keyStateLabels[key.state]}
            {key.replacedBy === null ? null : <small> {opdText.replaced}</small>}
          </dd>
        </div>
        <div>
          <dt>{opdText.until}</dt>
          <dd>
            <Moment at={key.revokedAt ?? key.expiresAt} format={format} />
          </dd>
        </div>
        <div>
          <dt>{opdText.lastUsed}</dt>
          <dd>{key.lastUsedAt === null ? opdText.never : <Moment at={key.lastUsedAt} format={format} />}</dd>
        </div>
      </dl>
      <p class="hint">
        <Moment at={key.createdAt} format={format} /> {opdText.madeBy(key.createdBy)}
      </p>
      {view.mayChange && key.state === 'good' ? (
        <>
          {key.replacedBy === null && view.agency.active ? (
            <form method="post" action={`${base}/ganti`} class="stack" data-once>
              <h3>{opdText.rotateTitle(key.name)}</h3>
              <p class="hint">{opdText.rotateHint}</p>
              <input type="hidden" name="_csrf" value={frame.csrf} />
              <input type="hidden" name="id" value={newId} />
              <input type="hidden" name="key" value={key.id} />
              <Days name="days" label={opdText.keyDays} of={keyDays} chosen={365} />
              <Days name="overlap" label={opdText.overlap} of={overlapDays} chosen={7} />
              <button type="submit" class="second">
                {opdText.rotateSubmit}
              </button>
            </form>
          ) : null}
          <form method="post" action={`${base}/cabut`} class="stack" data-once>
            <h3>{opdText.revokeTitle(key.name)}</h3>
            <p class="hint">{opdText.revokeHint}</p>
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <input type="hidden" name="key" value={key.id} />
            <button type="submit" class="second reject">
              {opdText.revokeSubmit}
            </button>
          </form>
        </>
      ) : null}
    </details>
  );
}

function Policy({ frame, view, attempt }: AgencyAccessPageProps): VNode {
  const { agency, home, kecamatan, programs, mayChange } = view;
  const given = attempt?.policy ?? view.policy;
  const version = attempt === null || attempt.overtaken ? view.policy.version : attempt.policy.version;
  const { areas, groups, actions } = given.grant;
  const fields = (
    <>
      <fieldset>
        <legend>{opdText.actions}</legend>
        {agencyActions.map((action) => (
          <Tick key={action} name="action" value={action} checked={actions.includes(action)}>
            {agencyActionLabels[action]}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>{opdText.groups}</legend>
        <p class="hint">{opdText.groupsHint}</p>
        {fieldGroups.map((group) => (
          <Tick
            key={group}
            name="group"
            value={group}
            checked={groups.includes(group)}
            hint={fieldGroupLabels[group].hint}
          >
            {fieldGroupLabels[group].name}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>{opdText.programs}</legend>
        <p class="hint">{programs.length === 0 ? opdText.noPrograms : opdText.programsHint}</p>
        {programs.map(({ code, name }) => (
          <Tick key={code} name="program" value={code} checked={given.grant.programs.includes(code)}>
            {name}
          </Tick>
        ))}
      </fieldset>
      <fieldset>
        <legend>{opdText.areas}</legend>
        <p class="hint">{opdText.areasHint}</p>
        <Tick name="area" value={home.code} checked={areas.includes(home.code)}>
          {opdText.wholeRegion(home.name)}
        </Tick>
        <div class="checks">
          {kecamatan.map(({ code, name }) => (
            <Tick key={code} name="area" value={code} checked={areas.includes(code)}>
              {name}
            </Tick>
          ))}
        </div>
      </fieldset>
      <label>
        {opdText.perMinute}
        <input
          class="short"
          name="perMinute"
          inputMode="numeric"
          value={Number.isNaN(given.perMinute) ? '' : String(given.perMinute)}
          maxLength={7}
          required
          aria-describedby="batas"
        />
      </label>
      <p class="hint" id="batas">
        {opdText.perMinuteHint}
      </p>
    </>
  );
  return (
    <section class="card" aria-labelledby="hak">
      <h2 id="hak">{opdText.policyTitle}</h2>
      {view.policy.version === 0 ? <p class="hint">{opdText.nothingGranted}</p> : null}
      <Problems title={opdText.notSaved} problems={attempt === null ? [] : [attempt.problem]} />
      {mayChange ? (
        <form method="post" action={`${LIST}/${agency.id}/hak`} class="stack" noValidate data-once>
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <input type="hidden" name="version" value={version} />
          {fields}
          <button type="submit">{opdText.save}</button>
        </form>
      ) : (
        <fieldset class="bare stack" disabled>
          {fields}
        </fieldset>
      )}
    </section>
  );
}

interface TickProps {
  readonly name: string;
  readonly value: string;
  readonly checked: boolean;
  readonly hint?: string;
  readonly children: string;
}

function Tick({ name, value, checked, hint, children }: TickProps): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span>
        {children}
        {hint === undefined ? null : (
          <>
            <br />
            <small>{hint}</small>
          </>
        )}
      </span>
    </label>
  );
}

function History({ view, format }: AgencyAccessPageProps): VNode {
  const { policyHistory, home, kecamatan } = view;
  const nameOf = (code: string) =>
    code === home.code
      ? opdText.wholeRegion(home.name)
      : (kecamatan.find((area) => area.code === code)?.name ?? code);
  const listed = (names: readonly string[]) => (names.length === 0 ? opdText.none : names.join(', '));
  return (
    <section class="card later" aria-labelledby="riwayat">
      <h2 id="riwayat">{opdText.history}</h2>
      {policyHistory.length === 0 ? <p class="quiet">{opdText.noHistory}</p> : null}
      <ol class="plain-list reference-changes">
        {policyHistory.map(({ version, byName, at, policy: { grant } }) => (
          <li key={version} data-testid="policy-version">
            <span>
              {opdText.areas}: {listed(grant.areas.map(nameOf))}
            </span>
            <span>
              {opdText.groups}: {listed(grant.groups.map((group) => fieldGroupLabels[group].name))}
            </span>
            <span>
              {opdText.programs}: {listed(grant.programs)}
            </span>
            <span>
              {opdText.actions}: {listed(grant.actions.map((action) => agencyActionLabels[action]))}
            </span>
            <small>
              <Moment at={at} format={format} short /> {opdText.by(byName)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
