/* Comforts only: without this file the page of a run loads itself anew. */
const progress = document.querySelector('[data-progress]');
if (progress) {
  const bar = progress.querySelector('progress');
  const text = progress.querySelector('[data-progress-text]');
  const count = (number) => number.toLocaleString('id-ID');
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(progress.dataset.progress, { headers: { accept: 'application/json' } }).catch(
      () => null,
    );
    // Out of reach for a moment, or signed out: the next look says more.
    if (!answer?.ok || answer.redirected) return;
    const { running, settled, total } = await answer.json();
    if (!running) {
      location.reload();
      return;
    }
    bar.value = settled;
    text.textContent = progress.dataset.text
      .replace('{settled}', () => count(settled))
      .replace('{total}', () => count(total));
  };
  setInterval(look, 1000);
}
