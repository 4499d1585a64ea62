import type { VNode } from 'preact';
import { accountText, secondFactorText } from '../../../i18n/accounts.js';
import type { SecondFactorOffer } from '../../../usecases/accounts/services.js';
import type { Frame } from '../context.js';
import { Layout } from './layout.js';
import { Problems } from './parts.js';
import { CurrentPassword } from './password-fields.js';
import { RecoveryCodes, SecondFactorSteps } from './second-factor.js';

interface SecondFactorPageProps {
  readonly frame: Frame;
  readonly offer: SecondFactorOffer;
  readonly problem: string | null;
}

export function SecondFactorPage({ frame, offer, problem }: SecondFactorPageProps): VNode {
  const title = offer.renews ? accountText.renewTitle : accountText.setUp;
  return (
    <Layout frame={frame} title={title} place={null}>
      <Back />
      <h1>{title}</h1>
      {offer.renews ? <p class="lead">{accountText.renewLead}</p> : null}
      <div class="card narrow-form">
        <Problems title={accountText.problems} problems={problem === null ? [] : [problem]} />
        <form method="post" action="/console/akun/faktor-kedua" class="stack" data-once>
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <SecondFactorSteps offer={offer} />
          <CurrentPassword name="password" />
          <button type="submit">{secondFactorText.confirm}</button>
        </form>
      </div>
    </Layout>
  );
}

export function NewCodesPage({
  frame,
  codes,
}: {
  readonly frame: Frame;
  readonly codes: readonly string[];
}): VNode {
  return (
    <Layout frame={frame} title={secondFactorText.codesTitle} place={null}>
      <h1>{secondFactorText.codesTitle}</h1>
      <p class="lead">{secondFactorText.codesLead}</p>
      <div class="narrow-form">
        <RecoveryCodes codes={codes} />
        <p>
          <a class="button" href="/console/akun">
            {secondFactorText.proceed}
          </a>
        </p>
      </div>
    </Layout>
  );
}

function Back(): VNode {
  return (
    <p class="back">
      <a href="/console/akun">{accountText.back}</a>
    </p>
  );
}
