import type { VNode } from 'preact';
import { userText } from '../../../i18n/accounts.js';
import { roleLabels } from '../../../i18n/console.js';
import type { RegionChoice, UserRow } from '../../../usecases/accounts/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';
import { UserFields, type TypedUser } from './user-fields.js';

interface UsersPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly rows: readonly UserRow[];
  readonly regions: readonly RegionChoice[];
  /** What was typed into the form that failed; null: it did not. */
  readonly typed: (TypedUser & { readonly username: string }) | null;
  readonly problem: string | null;
}

export function UsersPage(props: UsersPageProps): VNode {
  return (
    <Layout frame={props.frame} title={userText.title} place="/console/pengguna">
      <h1>{userText.title}</h1>
      <p class="lead">{userText.lead}</p>
      <div class="columns wide-left">
        <div>
          <Users {...props} />
        </div>
        <InviteForm {...props} />
      </div>
    </Layout>
  );
}

function Users({ frame, format, rows }: UsersPageProps): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{userText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{userText.name}</th>
          <th scope="col">{userText.role}</th>
          <th scope="col">{userText.regions}</th>
          <th scope="col">{userText.factor}</th>
          <th scope="col">{userText.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="user-row">
            <th scope="row" data-label={userText.name}>
              <a href={`/console/pengguna/${row.id}`}>{row.name}</a>
              {row.id === frame.actor.id ? <span class="tag">{userText.you}</span> : null}
              <small>{row.username}</small>
            </th>
            <td data-label={userText.role}>
              {roleLabels[row.role]}
              {row.grants.map((grant) => (
                <small key={grant}>{userText.grantLabels[grant]}</small>
              ))}
            </td>
            <td data-label={userText.regions}>{regionNames(row)}</td>
            <td data-label={userText.factor}>
              <FactorTag row={row} />
            </td>
            <td data-label={userText.state}>
              <StateTag row={row} />
              <small>
                {row.lastSeenAt === null
                  ? userText.notSignedIn
                  : userText.seenAt(format.short(row.lastSeenAt))}
              </small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function regionNames({ regions }: Pick<UserRow, 'regions'>): string {
  return regions.length === 0 ? userText.noRegions : regions.map(({ name }) => name).join(', ');
}

const looks = { active: 'status-active', invited: 'channel-pairing', inactive: '' } as const;

export function StateTag({ row: { state } }: { readonly row: Pick<UserRow, 'state'> }): VNode {
  return (
    <span class={`badge ${looks[state]}`} data-testid="user-state">
      {userText.states[state]}
    </span>
  );
}

export function FactorTag({
  row: { secondFactor, secondFactorNeeded },
}: {
  readonly row: Pick<UserRow, 'secondFactor' | 'secondFactorNeeded'>;
}): VNode {
  if (secondFactor) return <>{userText.factorStates.on}</>;
  if (!secondFactorNeeded) return <span class="quiet">{userText.factorStates.optional}</span>;
  return <>{userText.factorStates.missing}</>;
}

const blank = { username: '', name: '', role: '', regions: [], grants: [] };

function InviteForm({ frame, regions, typed, problem }: UsersPageProps): VNode {
  const given = typed ?? blank;
  return (
    <section class="card" aria-labelledby="undang">
      <h2 id="undang">{userText.inviteTitle}</h2>
      <Problems title={userText.inviteProblems} problems={problem === null ? [] : [problem]} />
      <form method="post" action="/console/pengguna" class="stack" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <div>
          <label>
            {userText.username}
            <input
              name="username"
              value={given.username}
              required
              maxLength={40}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby="nama-pengguna-hint"
            />
          </label>
          <p class="hint" id="nama-pengguna-hint">
            {userText.usernameHint}
          </p>
        </div>
        <UserFields form="baru" typed={given} regions={regions} />
        <button type="submit">{userText.invite}</button>
      </form>
    </section>
  );
}
