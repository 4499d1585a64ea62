/** Pages before the console: what is still due after the password, and invitations. */
import type { ComponentChildren, VNode } from 'preact';
import { doorText, secondFactorText } from '../../../i18n/accounts.js';
import { siteText } from '../../../i18n/console.js';
import type { SecondFactorOffer } from '../../../usecases/accounts/services.js';
import { Document, TrialBanner } from '../../document.js';
import { NewPasswordFields } from './password-fields.js';
import { RecoveryCodes, SecondFactorSteps } from './second-factor.js';

export interface DoorFrame {
  readonly csrf: string;
  readonly regionName: string;
  readonly trial: boolean;
  /** Where the person was going; null: nowhere yet. */
  readonly next: string | null;
}

interface DoorProps {
  readonly frame: DoorFrame;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

export function Door({ frame, title, lead, children }: DoorProps): VNode {
  return (
    <Document title={title} scripts={['console.js']} bodyClass="plain">
      {frame.trial ? <TrialBanner /> : null}
      <main class="door" id="isi">
        <p class="brand">
          {siteText.product} <span>{frame.regionName}</span>
        </p>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {children}
      </main>
    </Document>
  );
}

interface StepForm {
  readonly frame: DoorFrame;
  readonly action: string;
  readonly problem: string | null;
  readonly submit: string;
  readonly children: ComponentChildren;
}

function StepForm({ frame, action, problem, submit, children }: StepForm): VNode {
  return (
    <form method="post" action={action} class="stack" data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {frame.next === null ? null : <input type="hidden" name="next" value={frame.next} />}
      {problem === null ? null : (
        <p class="notice bad" role="alert" data-testid="problems">
          {problem}
        </p>
      )}
      {children}
      <button type="submit">{submit}</button>
    </form>
  );
}

/** For who is at the wrong account, or has no code at hand. */
function Cancel({ frame }: { readonly frame: DoorFrame }): VNode {
  return (
    <form method="post" action="/console/masuk/batal" class="bare">
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <button type="submit" class="quiet">
        {doorText.cancel}
      </button>
    </form>
  );
}

interface StepProps {
  readonly frame: DoorFrame;
  readonly problem: string | null;
}

export function CodePage({ frame, problem }: StepProps): VNode {
  return (
    <Door frame={frame} title={doorText.codeTitle} lead={doorText.codeLead}>
      <StepForm frame={frame} action="/console/masuk/kode" problem={problem} submit={doorText.enter}>
        <div>
          <label>
            {doorText.code}
            <input
              name="code"
              class="one-time"
              autocomplete="one-time-code"
              autocapitalize="characters"
              spellcheck={false}
              maxLength={20}
              required
              autofocus
              aria-describedby="kode-hint"
            />
          </label>
          <p class="hint" id="kode-hint">
            {doorText.codeHint}
          </p>
        </div>
      </StepForm>
      <Cancel frame={frame} />
    </Door>
  );
}

export function PasswordPage({ frame, problem, username }: StepProps & { readonly username: string }): VNode {
  return (
    <Door frame={frame} title={doorText.passwordTitle} lead={doorText.passwordLead}>
      <StepForm frame={frame} action="/console/masuk/sandi" problem={problem} submit={doorText.savePassword}>
        <NewPasswordFields form="baru" username={username} />
      </StepForm>
      <Cancel frame={frame} />
    </Door>
  );
}

export function SetUpPage({
  frame,
  problem,
  offer,
}: StepProps & { readonly offer: SecondFactorOffer }): VNode {
  return (
    <Door frame={frame} title={doorText.setUpTitle} lead={doorText.setUpLead}>
      <StepForm
        frame={frame}
        action="/console/masuk/faktor-kedua"
        problem={problem}
        submit={secondFactorText.confirm}
      >
        <SecondFactorSteps offer={offer} />
      </StepForm>
      <Cancel frame={frame} />
    </Door>
  );
}

export function CodesPage({
  frame,
  codes,
}: {
  readonly frame: DoorFrame;
  readonly codes: readonly string[];
}): VNode {
  return (
    <Door frame={frame} title={secondFactorText.codesTitle} lead={secondFactorText.codesLead}>
      <RecoveryCodes codes={codes} />
      <p>
        <a class="button" href={frame.next ?? '/console'}>
          {secondFactorText.proceed}
        </a>
      </p>
    </Door>
  );
}

interface InvitationProps extends StepProps {
  readonly invited: { readonly username: string; readonly name: string };
  readonly action: string;
}

export function InvitationPage({ frame, problem, invited, action }: InvitationProps): VNode {
  const { username, name } = invited;
  return (
    <Door frame={frame} title={doorText.invitationTitle(name)} lead={doorText.invitationLead(username)}>
      <StepForm frame={frame} action={action} problem={problem} submit={doorText.savePassword}>
        <NewPasswordFields form="undangan" username={username} />
      </StepForm>
    </Door>
  );
}

export function InvitationGonePage({ frame }: { readonly frame: DoorFrame }): VNode {
  return (
    <Door frame={frame} title={doorText.invitationGoneTitle} lead={doorText.invitationGone}>
      <p>
        <a class="button" href="/console/masuk">
          {doorText.toSignIn}
        </a>
      </p>
    </Door>
  );
}
