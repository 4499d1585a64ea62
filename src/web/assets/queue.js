/* Comforts only: the queue and its cases work without this file. */

/* While the page of a case is open, others see it, and one's claim goes on. */
const claim = document.querySelector('[data-watch]');
if (claim) {
  const { watch, csrf, holder, me } = claim.dataset;
  const fill = (sentence, words) =>
    Object.entries(words).reduce((text, [name, word]) => text.replace(`{${name}}`, () => word), sentence);
  // A page forgotten behind others does not keep a case for good.
  let seen = Date.now();
  const beat = async () => {
    if (!document.hidden) seen = Date.now();
    if (Date.now() - seen > 30 * 60_000) return;
    const answer = await fetch(watch, {
      method: 'POST',
      headers: { 'csrf-token': csrf, accept: 'application/json' },
    }).catch(() => null);
    // Out of reach, or signed out: the next form sent says so.
    if (!answer?.ok || answer.redirected) return;
    const now = await answer.json();
    const lookers = claim.querySelector('[data-lookers]');
    lookers.hidden = now.lookers.length === 0;
    lookers.textContent = fill(lookers.dataset.lookers, { names: now.lookers.join(', ') });
    const said = claim.querySelector('[data-said]');
    if (now.me && said?.dataset.said) said.textContent = fill(said.dataset.said, { time: now.until });
    const changed = (now.holder ?? '') !== holder || now.me !== (me === 'ya');
    const note = claim.querySelector('[data-changed]');
    const by = note.querySelector('[data-changed-by]');
    const told =
      now.holder && !now.me ? fill(by.dataset.changedBy, { name: now.holder, time: now.until }) : '';
    if (by.textContent !== told) by.textContent = told;
    note.hidden = !changed;
  };
  setInterval(beat, 60_000);
  document.addEventListener('visibilitychange', beat);
}

/* What came or changed is told below the list, which stays as it is until its reader loads it anew. */
const live = document.querySelector('[data-live]');
if (live) {
  const changed = new Set();
  let source = null;
  const follow = () => {
    source?.close();
    // A browser holds few connections to one place: pages that nobody sees leave theirs to others.
    source = document.hidden ? null : new EventSource(live.dataset.live);
    source?.addEventListener('case', ({ data }) => {
      changed.add(data);
      live.querySelector('span').textContent = live.dataset.text.replace('{count}', changed.size);
      live.hidden = false;
    });
  };
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', () => source?.close());
  follow();
}

/* Ticks: how many there are, and all of the page at once. */
const bulk = document.querySelector('[data-bulk]');
if (bulk) {
  const ticks = [...document.querySelectorAll('input[name=kasus]')];
  const all = document.querySelector('[data-pick-all]');
  const option = bulk.querySelector('[data-ticked]');
  const plain = option.textContent;
  const count = () => {
    const ticked = ticks.filter(({ checked }) => checked).length;
    option.textContent = ticked === 0 ? plain : option.dataset.ticked.replace('{count}', ticked);
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
    // Who ticks looks for what can be done with it.
    if (ticked > 0) bulk.open = true;
  };
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const tick of ticks) tick.checked = all.checked;
    count();
  });
  for (const tick of ticks) tick.addEventListener('change', count);
  // Coming back to the page, the browser may have kept the ticks.
  window.addEventListener('pageshow', count);
}
