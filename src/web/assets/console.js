/* Comforts only: every page works without this file. */

/* A page that waits for something looks again, but not while it cannot be seen. */
const { refresh } = document.body.dataset;
if (refresh) setInterval(() => document.hidden || location.reload(), Number(refresh) * 1000);

/* On a phone the menu is wider than the screen: where one is stands in view. */
for (const here of document.querySelectorAll('nav ul a[aria-current=page]')) {
  const menu = here.closest('ul');
  menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
}

/* One press sends one form. Coming back to the page makes it usable again. */
for (const form of document.querySelectorAll('form[data-once]')) {
  const button = form.querySelector('button[type=submit]');
  form.addEventListener('submit', () => setTimeout(() => (button.disabled = true)));
  window.addEventListener('pageshow', () => (button.disabled = false));
}

/* A chosen kecamatan leaves only its own desa to choose from. */
for (const parent of document.querySelectorAll('select[data-narrows]')) {
  const child = parent.form.elements.namedItem(parent.dataset.narrows);
  const narrow = () => {
    for (const group of child.querySelectorAll('optgroup')) {
      const fits = parent.value === '' || group.dataset.parent === parent.value;
      group.hidden = !fits;
      group.disabled = !fits;
    }
    if (child.selectedOptions[0]?.parentElement.disabled) child.value = '';
  };
  parent.addEventListener('change', narrow);
  narrow();
}

/* A chosen example is written into its field, unless something of one's own stands there. */
for (const select of document.querySelectorAll('select[data-fills]')) {
  const field = select.form.elements.namedItem(select.dataset.fills);
  const examples = [...select.options].map((option) => option.value);
  select.addEventListener('change', () => {
    if (examples.includes(field.value)) field.value = select.value;
  });
}

/* A search box over a long list of checkboxes. */
for (const list of document.querySelectorAll('fieldset[data-filter]')) {
  const box = document.createElement('input');
  box.type = 'search';
  box.placeholder = list.dataset.filter;
  box.setAttribute('aria-label', list.dataset.filter);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  box.addEventListener('input', () => {
    const wanted = box.value.trim().toLowerCase();
    for (const group of list.querySelectorAll('.check-group')) {
      const labels = [...group.querySelectorAll('label')];
      for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(wanted);
      group.hidden = labels.every((label) => label.hidden);
    }
  });
  list.querySelector('.scroll-box').before(box);
}

/* A trial account's row fills the form. */
for (const row of document.querySelectorAll('[data-trial-accounts] tbody tr')) {
  row.addEventListener('click', () => {
    for (const name of ['username', 'password']) {
      document.querySelector(`input[name=${name}]`).value = row.dataset[name];
    }
    document.querySelector('main form button').focus();
  });
}
