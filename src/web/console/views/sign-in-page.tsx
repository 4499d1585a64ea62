import type { VNode } from 'preact';
import { roleLabels, signInText, siteText } from '../../../i18n/console.js';
import type { TrialAccount } from '../../deps.js';
import { Document, TrialBanner } from '../../document.js';

export interface SignInPageProps {
  readonly csrf: string;
  readonly next: string | null;
  readonly username: string;
  readonly problem: string | null;
  readonly flash: string | null;
  readonly regionName: string;
  /** null outside the trial mode. */
  readonly trialAccounts: readonly TrialAccount[] | null;
}

export function SignInPage(props: SignInPageProps): VNode {
  const { flash, regionName, trialAccounts } = props;
  return (
    <Document title={signInText.title} scripts={['console.js']} bodyClass="plain">
      {trialAccounts === null ? null : <TrialBanner />}
      <main class="door" id="isi">
        <p class="brand">
          {siteText.product} <span>{regionName}</span>
        </p>
        <h1>{signInText.title}</h1>
        <p class="lead">{signInText.lead}</p>
        {flash === null ? null : (
          <p class="notice good" role="status" data-testid="flash">
            {flash}
          </p>
        )}
        <SignInForm {...props} />
        {trialAccounts === null ? null : <TrialAccounts accounts={trialAccounts} />}
      </main>
    </Document>
  );
}

function SignInForm({ csrf, next, username, problem }: SignInPageProps): VNode {
  return (
    <form method="post" action="/console/masuk" class="stack">
      <input type="hidden" name="_csrf" value={csrf} />
      {next === null ? null : <input type="hidden" name="next" value={next} />}
      {problem === null ? null : (
        <p class="notice bad" role="alert" data-testid="problems">
          {problem}
        </p>
      )}
      <label>
        {signInText.username}
        <input
          name="username"
          value={username}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={100}
          required
        />
      </label>
      <label>
        {signInText.password}
        <input name="password" type="password" autocomplete="current-password" maxLength={200} required />
      </label>
      <button type="submit">{signInText.submit}</button>
    </form>
  );
}

function TrialAccounts({ accounts }: { readonly accounts: readonly TrialAccount[] }): VNode {
  return (
    <section class="trial-accounts" aria-labelledby="akun-coba">
      <h2 id="akun-coba">{signInText.trialTitle}</h2>
      <p>{signInText.trialLead}</p>
      <table data-trial-accounts>
        <thead>
          <tr>
            <th scope="col">{signInText.trialRole}</th>
            <th scope="col">{signInText.username}</th>
            <th scope="col">{signInText.password}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ username, password, role }) => (
            <tr key={username} data-username={username} data-password={password}>
              <td>{roleLabels[role]}</td>
              <td>
                <code>{username}</code>
              </td>
              <td>
                <code>{password}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
