/* Comfort only: without this file a photo's link opens its picture. */

const viewer = document.querySelector('dialog[data-viewer]');
const links = [...document.querySelectorAll('a[data-photo]')];
if (viewer && links.length > 0) {
  const part = (name) => viewer.querySelector(`[data-${name}]`);
  const stage = part('stage');
  const picture = document.createElement('img');
  stage.append(picture);
  const sizes = [1, 1.5, 2, 3, 4, 6];
  let at = 0;
  let size = 0;

  /** As large as it fits, times the size that was chosen; what is in the middle stays there. */
  const lay = () => {
    const { naturalWidth: wide, naturalHeight: high } = picture;
    if (!wide || !viewer.open) return;
    const middle = [
      (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth,
      (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight,
    ];
    const fitting = Math.min(stage.clientWidth / wide, stage.clientHeight / high, 2);
    picture.style.width = `${Math.floor(wide * fitting * sizes[size])}px`;
    stage.scrollTo(
      middle[0] * stage.scrollWidth - stage.clientWidth / 2,
      middle[1] * stage.scrollHeight - stage.clientHeight / 2,
    );
    part('smaller').disabled = size === 0;
    part('larger').disabled = size === sizes.length - 1;
  };
  const resize = (step) => {
    size = Math.min(sizes.length - 1, Math.max(0, size + step));
    lay();
  };
  const show = (to) => {
    at = (to + links.length) % links.length;
    size = 0;
    const link = links[at];
    const name = link.dataset.photo;
    picture.style.width = '';
    picture.src = link.href;
    picture.alt = name;
    part('name').textContent = name;
    part('count').textContent = viewer.dataset.count.replace('{at}', at + 1).replace('{all}', links.length);
    part('full').href = link.href;
    for (const way of ['previous', 'next']) part(way).hidden = links.length < 2;
    lay();
  };

  for (const [nth, link] of links.entries()) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      viewer.showModal();
      show(nth);
      stage.focus();
    });
  }
  picture.addEventListener('load', lay);
  window.addEventListener('resize', lay);
  picture.addEventListener('click', () => resize(size === 0 ? 2 : -sizes.length));
  part('larger').addEventListener('click', () => resize(1));
  part('smaller').addEventListener('click', () => resize(-1));
  part('previous').addEventListener('click', () => show(at - 1));
  part('next').addEventListener('click', () => show(at + 1));
  viewer.addEventListener('close', () => links[at].focus());

  viewer.addEventListener('keydown', (event) => {
    // The keys of the page below are not meant.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // In a photo larger than the window the arrows move the photo.
    const steps = size === 0 ? { ArrowLeft: -1, ArrowRight: 1 } : {};
    const larger = { '+': 1, '=': 1, '-': -1, 0: -sizes.length };
    if (event.key in steps) show(at + steps[event.key]);
    else if (event.key in larger) resize(larger[event.key]);
    else return;
    event.preventDefault();
  });

  /* A finger's stroke to the side, while nothing is enlarged, neither by us nor by the browser. */
  let from = null;
  stage.addEventListener('touchstart', ({ touches }) => {
    const still = size === 0 && (window.visualViewport?.scale ?? 1) < 1.05;
    from = still && touches.length === 1 ? touches[0].clientX : null;
  });
  stage.addEventListener('touchend', ({ changedTouches }) => {
    const way = from === null ? 0 : changedTouches[0].clientX - from;
    if (Math.abs(way) > 60) show(at + (way < 0 ? 1 : -1));
    from = null;
  });
}
