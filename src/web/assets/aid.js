/* Comforts only: without this file the counts come when they are asked for by the button. */
const form = document.querySelector('[data-aid-count]');
if (form) {
  const place = form.querySelector('[data-aid-composition]');
  let waiting = 0;
  let asked = 0;
  const count = async () => {
    asked += 1;
    const own = asked;
    const answer = await fetch(form.dataset.aidCount, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
    }).catch(() => null);
    // A later question has its own answer; signed out, the button says so.
    if (own !== asked || !answer?.ok || answer.redirected) return;
    place.innerHTML = await answer.text();
  };
  form.addEventListener('change', (event) => {
    if (event.target.name === 'name' || event.target.name === 'program') return;
    clearTimeout(waiting);
    waiting = setTimeout(count, 500);
  });
  // On a slow line a choice is made before this file is here; a browser gone back to fills the form in, too.
  const chosen = (field) => {
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
    const first = Math.max(
      0,
      [...field.options].findIndex((option) => option.defaultSelected),
    );
    return field.selectedIndex !== first;
  };
  const fields = [...form.querySelectorAll('input:not([type=hidden]), select')];
  if (fields.some((field) => field.name !== 'name' && field.name !== 'program' && chosen(field)))
    void count();
}
