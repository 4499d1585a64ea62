/*
 * Keys of the console. What a key acts on is marked by the page with `data-key`: links are followed, a
 * box of a form is opened and its first field, or its button, gets the focus. They can be switched off
 * (WCAG 2.1.4), and never act while something is typed.
 */
const OFF = 'sipmas-keys-off';
const dialog = document.querySelector('dialog[data-keys]');
const isOff = () => {
  try {
    return localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
};

const opener = document.querySelector('button[data-keys-open]');
if (dialog && opener) {
  opener.hidden = false;
  opener.addEventListener('click', () => dialog.showModal());
  const use = dialog.querySelector('input[name=keys]');
  use.checked = !isOff();
  use.addEventListener('change', () => {
    try {
      localStorage.setItem(OFF, use.checked ? '0' : '1');
    } catch {
      /* A browser that keeps nothing: the keys stay on. */
    }
  });
}

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** To a row of the list, from the one in focus. */
function toRow(step) {
  const rows = [...document.querySelectorAll('a[data-row]')];
  const at = rows.indexOf(document.activeElement);
  const next = at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

function act(target) {
  if (target.matches('details')) {
    target.open = true;
    const field =
      target.querySelector('select, textarea[required]') ?? target.querySelector('button[type=submit]');
    field?.focus();
    target.scrollIntoView({ block: 'nearest' });
  } else if (target.matches('a')) {
    target.click();
  } else {
    target.focus();
  }
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape' && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || dialog?.open || isOff()) return;
  if (event.key === '?' && dialog) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if ((event.key === 'j' || event.key === 'k') && document.querySelector('a[data-row]')) {
    event.preventDefault();
    toRow(event.key === 'j' ? 1 : -1);
    return;
  }
  const target = [...document.querySelectorAll('[data-key]')].find(
    ({ dataset }) => dataset.key === event.key,
  );
  if (target === undefined) return;
  event.preventDefault();
  act(target);
});
