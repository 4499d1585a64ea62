/** Setting up the app that makes the codes. */
import type { VNode } from 'preact';
import { secondFactorText } from '../../../i18n/accounts.js';
import type { SecondFactorOffer } from '../../../usecases/accounts/services.js';
import { QrCode } from './qr-code.js';

/** The steps with the QR code, and the field for the first code. */
export function SecondFactorSteps({ offer }: { readonly offer: SecondFactorOffer }): VNode {
  return (
    <>
      <ol class="numbered">
        {secondFactorText.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={offer.uri} label={secondFactorText.qrAlt} />
      <div>
        <p class="hint">{secondFactorText.secret}</p>
        <p>
          <code class="secret" data-testid="secret">
            {offer.secret.replace(/.{4}(?=.)/g, '$& ')}
          </code>
        </p>
      </div>
      <label>
        {secondFactorText.code}
        <input
          name="code"
          class="one-time"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={10}
          required
        />
      </label>
    </>
  );
}

/** Shown on the answer to the form that made them, and never again. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }): VNode {
  return (
    <ul class="recovery" data-testid="recovery-codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}
