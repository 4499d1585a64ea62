import type { VNode } from 'preact';
import { accountText, userText } from '../../../i18n/accounts.js';
import { roleLabels } from '../../../i18n/console.js';
import type { RegionChoice, UserView } from '../../../usecases/accounts/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { Fact, Moment, Problems } from './parts.js';
import { UserFields, type TypedUser } from './user-fields.js';
import { FactorTag, regionNames, StateTag } from './users-page.js';

interface UserPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: UserView;
  readonly regions: readonly RegionChoice[];
  /** What was typed into the form that failed; null: it did not. */
  readonly typed: TypedUser | null;
  readonly problem: string | null;
  /** Shown on the answer to the form that made it. */
  readonly invitation: { readonly address: string; readonly expiresAt: Date } | null;
}

export function UserPage(props: UserPageProps): VNode {
  const { frame, view, problem } = props;
  const own = view.id === frame.actor.id;
  return (
    <Layout frame={frame} title={view.name} place="/console/pengguna">
      <p class="back">
        <a href="/console/pengguna">{userText.back}</a>
      </p>
      <div class="title-row">
        <h1>{view.name}</h1>
        <StateTag row={view} />
      </div>
      <Problems title={userText.notSaved} problems={problem === null ? [] : [problem]} />
      <Invitation {...props} />
      <div class="columns">
        <div>
          <Facts {...props} />
          {own ? <Own /> : <Access {...props} />}
          {own ? null : <Status {...props} />}
          <History {...props} />
        </div>
        <EditForm {...props} />
      </div>
    </Layout>
  );
}

function Invitation({ format, invitation }: UserPageProps): VNode | null {
  if (invitation === null) return null;
  return (
    <div class="notice good" role="status" data-testid="invitation">
      <p>
        <strong>{userText.linkTitle}</strong>
      </p>
      <p>
        <code class="secret">{invitation.address}</code>
      </p>
      <p>{userText.linkHint(format.moment(invitation.expiresAt))}</p>
    </div>
  );
}

function Facts({ view }: UserPageProps): VNode {
  return (
    <section class="card">
      <dl class="facts">
        <Fact name={userText.username}>{view.username}</Fact>
        <Fact name={userText.role}>{roleLabels[view.role]}</Fact>
        <Fact name={userText.regions}>{regionNames(view)}</Fact>
        {view.grants.length === 0 ? null : (
          <Fact name={userText.grants}>
            {view.grants.map((grant) => userText.grantLabels[grant]).join(', ')}
          </Fact>
        )}
        <Fact name={userText.factor}>
          <FactorTag row={view} />
        </Fact>
      </dl>
    </section>
  );
}

function Own(): VNode {
  return (
    <section class="card">
      <p>
        {userText.ownHint} <a href="/console/akun">{accountText.title}</a>.
      </p>
    </section>
  );
}

function Access({ frame, format, view }: UserPageProps): VNode {
  const base = `/console/pengguna/${view.id}`;
  const { lockedUntil, invitationExpiresAt: open, state } = view;
  const notes = [
    userText.sessions(view.sessions),
    ...(open === null ? [] : [userText.invitationOpen(format.moment(open))]),
    ...(lockedUntil === null ? [] : [userText.locked(format.moment(lockedUntil))]),
    ...(view.mustChangePassword ? [userText.mustChange] : []),
  ];
  return (
    <section class="card" aria-labelledby="masuk">
      <h2 id="masuk">{userText.accessTitle}</h2>
      <ul class="plain-list">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {state === 'inactive' ? null : (
        <div class="ways-in">
          <Action frame={frame} action={`${base}/undangan`}>
            {state === 'invited' ? null : <p class="hint">{userText.resetHint}</p>}
            <button type="submit" class="second">
              {state === 'invited' ? userText.newLink : userText.reset}
            </button>
          </Action>
          {state === 'invited' || view.mustChangePassword ? null : (
            <Action frame={frame} action={`${base}/wajib-sandi`}>
              <button type="submit" class="second">
                {userText.requireChange}
              </button>
            </Action>
          )}
          {view.secondFactor ? (
            <Action frame={frame} action={`${base}/hapus-faktor`}>
              <p class="hint">{userText.clearFactorHint}</p>
              <button type="submit" class="second reject">
                {userText.clearFactor}
              </button>
            </Action>
          ) : null}
        </div>
      )}
    </section>
  );
}

function Status({ frame, view }: UserPageProps): VNode {
  const active = view.state !== 'inactive';
  return (
    <section class="card" aria-labelledby="status">
      <h2 id="status">{userText.statusTitle}</h2>
      <div class="stack">
        <p>{userText.statusHint[active ? 'active' : 'inactive']}</p>
        <Action frame={frame} action={`/console/pengguna/${view.id}/status`}>
          <input type="hidden" name="active" value={active ? '0' : '1'} />
          <button type="submit" class={active ? 'second reject' : undefined}>
            {active ? userText.deactivate : userText.activate}
          </button>
        </Action>
      </div>
    </section>
  );
}

function History({ format, view }: UserPageProps): VNode {
  return (
    <section class="card later" aria-labelledby="riwayat">
      <h2 id="riwayat">{userText.history}</h2>
      {view.events.length === 0 ? <p class="quiet">{userText.noHistory}</p> : null}
      <ul class="plain-list">
        {view.events.map(({ at, action, byName }, place) => (
          <li key={place} data-testid="user-event">
            {userText.events[action] ?? action}{' '}
            <small>
              <Moment at={at} format={format} short /> {userText.by(byName)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function EditForm({ frame, view, regions, typed }: UserPageProps): VNode {
  const { name, role, grants } = view;
  const given = typed ?? { name, role, grants, regions: view.regions.map(({ code }) => code) };
  return (
    <section class="card" aria-labelledby="ubah">
      <h2 id="ubah">{userText.editTitle}</h2>
      <form method="post" action={`/console/pengguna/${view.id}/ubah`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <UserFields form="ubah" typed={given} regions={regions} />
        <button type="submit">{userText.save}</button>
      </form>
    </section>
  );
}
