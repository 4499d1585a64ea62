import type { VNode } from 'preact';
import { accountText } from '../../../i18n/accounts.js';
import type { OwnAccount, OwnSession } from '../../../usecases/accounts/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';
import { CurrentPassword, NewPasswordFields } from './password-fields.js';

export type AccountForm = 'password' | 'codes';

interface AccountPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly own: OwnAccount;
  /** What is wrong with one of the forms. */
  readonly fault: { readonly form: AccountForm; readonly sentence: string } | null;
}

export function AccountPage(props: AccountPageProps): VNode {
  const { frame, own } = props;
  return (
    <Layout frame={frame} title={accountText.title} place={null}>
      <h1>{accountText.title}</h1>
      <p class="lead">{accountText.lead(own.username)}</p>
      <div class="columns">
        <div>
          <SecondFactor {...props} />
          <Sessions {...props} />
        </div>
        <Password {...props} />
      </div>
    </Layout>
  );
}

function Fault({ fault, form }: Pick<AccountPageProps, 'fault'> & { form: AccountForm }): VNode {
  const problems = fault?.form === form ? [fault.sentence] : [];
  return <Problems title={accountText.problems} problems={problems} />;
}

function Password({ frame, own, fault }: AccountPageProps): VNode {
  return (
    <section class="card" aria-labelledby="sandi">
      <h2 id="sandi">{accountText.passwordTitle}</h2>
      <Fault fault={fault} form="password" />
      <form method="post" action="/console/akun/sandi" class="stack" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <CurrentPassword />
        <NewPasswordFields form="ganti" username={own.username} />
        <p class="hint">{accountText.passwordNote}</p>
        <button type="submit">{accountText.changePassword}</button>
      </form>
    </section>
  );
}

function SecondFactor({ frame, format, own, fault }: AccountPageProps): VNode {
  const { secondFactorSince: since, recoveryLeft } = own;
  if (since === null) {
    return (
      <section class="card" aria-labelledby="dua-langkah">
        <h2 id="dua-langkah">{accountText.factorTitle}</h2>
        <div class="stack">
          <p>{accountText.factorOff}</p>
          <p>
            <a class="button" href="/console/akun/faktor-kedua">
              {accountText.setUp}
            </a>
          </p>
        </div>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="dua-langkah">
      <h2 id="dua-langkah">{accountText.factorTitle}</h2>
      <div class="stack">
        <p>{accountText.factorOn(format.moment(since))}</p>
        <p>
          <a href="/console/akun/faktor-kedua">{accountText.renew}</a>
        </p>
        <p data-testid="recovery-left">{accountText.recoveryLeft(recoveryLeft)}</p>
        <Fault fault={fault} form="codes" />
        <details open={fault?.form === 'codes'}>
          <summary>{accountText.newCodes}</summary>
          <form method="post" action="/console/akun/kode-pemulihan" class="stack" data-once>
            <input type="hidden" name="_csrf" value={frame.csrf} />
            <CurrentPassword name="password" />
            <p class="hint">{accountText.newCodesHint}</p>
            <button type="submit" class="second">
              {accountText.newCodes}
            </button>
          </form>
        </details>
      </div>
    </section>
  );
}

function Sessions({ frame, format, own }: AccountPageProps): VNode {
  return (
    <section class="card" aria-labelledby="sesi">
      <h2 id="sesi">{accountText.sessionsTitle}</h2>
      <p class="hint">{accountText.sessionsHint}</p>
      <ul class="sessions">
        {own.sessions.map((session) => (
          <li key={session.id} data-testid="session">
            <SessionLine session={session} format={format} />
            {session.current ? null : (
              <Action frame={frame} action="/console/akun/sesi">
                <input type="hidden" name="sesi" value={session.id} />
                <button
                  type="submit"
                  class="quiet"
                  aria-label={accountText.endNamed(session.browser ?? accountText.unknownBrowser)}
                >
                  {accountText.end}
                </button>
              </Action>
            )}
          </li>
        ))}
      </ul>
      {own.sessions.length < 2 ? null : (
        <Action frame={frame} action="/console/akun/sesi-lain">
          <button type="submit" class="second reject">
            {accountText.endOthers}
          </button>
        </Action>
      )}
    </section>
  );
}

function SessionLine({ session, format }: { session: OwnSession; format: Formatter }): VNode {
  const { browser, ip, createdAt, lastSeenAt, current } = session;
  const facts = [
    accountText.since(format.short(createdAt)),
    accountText.seen(format.short(lastSeenAt)),
    ...(ip === null ? [] : [accountText.from(ip)]),
  ];
  return (
    <div>
      <strong>{browser ?? accountText.unknownBrowser}</strong>
      {current ? <span class="tag part-ok">{accountText.current}</span> : null}
      <small>{facts.join(', ')}</small>
    </div>
  );
}
