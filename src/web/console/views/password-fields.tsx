import type { VNode } from 'preact';
import { MAX_PASSWORD, MIN_PASSWORD } from '../../../domain/access/password.js';
import { passwordText } from '../../../i18n/accounts.js';

interface NewPasswordFieldsProps {
  /** Of this form among others on the page. */
  readonly form: string;
  /** Tells password managers whose it is. */
  readonly username: string;
}

export function NewPasswordFields({ form, username }: NewPasswordFieldsProps): VNode {
  const hint = `sandi-${form}`;
  return (
    <>
      <input type="text" autocomplete="username" value={username} readOnly hidden />
      <div>
        <label>
          {passwordText.fresh}
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            minLength={MIN_PASSWORD}
            maxLength={MAX_PASSWORD}
            required
            aria-describedby={hint}
          />
        </label>
        <p class="hint" id={hint}>
          {passwordText.hint}
        </p>
      </div>
      <label>
        {passwordText.again}
        <input name="again" type="password" autocomplete="new-password" maxLength={MAX_PASSWORD} required />
      </label>
    </>
  );
}

/** The one in use, where something is changed that a session alone should not change. */
export function CurrentPassword({ name = 'current' }: { readonly name?: 'current' | 'password' }): VNode {
  return (
    <label>
      {passwordText.current}
      <input name={name} type="password" autocomplete="current-password" maxLength={MAX_PASSWORD} required />
    </label>
  );
}
