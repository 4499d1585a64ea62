import type { VNode } from 'preact';
import { keyList, keysText } from '../../../i18n/keys.js';

/** Shown by keys.js alone: without a script there are no keys. */
export function KeysButton(): VNode {
  return (
    <button class="quiet keys-open" type="button" data-keys-open hidden>
      {keysText.open} <kbd aria-hidden="true">?</kbd>
    </button>
  );
}

export function KeysDialog(): VNode {
  return (
    <dialog class="keys" data-keys aria-labelledby="tombol-pintas">
      <h2 id="tombol-pintas">{keysText.title}</h2>
      <KeyTable />
      <p class="hint">{keysText.hint}</p>
      <form method="dialog" class="stack">
        <label class="check">
          <input type="checkbox" name="keys" />
          {keysText.use}
        </label>
        <button type="submit">{keysText.close}</button>
      </form>
    </dialog>
  );
}

export function KeyTable(): VNode {
  return (
    <table class="key-table">
      <thead>
        <tr>
          <th scope="col">{keysText.key}</th>
          <th scope="col">{keysText.does}</th>
        </tr>
      </thead>
      <tbody>
        {keyList.map((entry) => (
          <tr key={entry.does}>
            <td>
              {entry.keys.map((key, place) => (
                <span key={key}>
                  {place === 0 ? null : 'range' in entry ? '–' : ` ${keysText.or} `}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </td>
            <td>{entry.does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
