import type { VNode } from 'preact';
import { photoText } from '../../../i18n/place.js';

/** Photos seen large. Opened by photos.js alone: without a script a link opens the picture by itself. */
export function PhotoViewer(): VNode {
  return (
    <dialog
      class="viewer"
      data-viewer
      data-count={photoText.of('{at}', '{all}')}
      aria-label={photoText.viewer}
    >
      <div class="viewer-bar">
        <p aria-live="polite">
          <span data-name /> <small data-count />
        </p>
        <button type="button" data-smaller aria-label={photoText.smaller}>
          −
        </button>
        <button type="button" data-larger aria-label={photoText.larger}>
          +
        </button>
        <a class="button" data-full href="#foto" target="_blank" rel="noreferrer">
          {photoText.full}
        </a>
        <form method="dialog">
          <button type="submit">{photoText.close}</button>
        </form>
      </div>
      <div class="viewer-stage" data-stage tabIndex={0} role="group" aria-label={photoText.viewer} />
      <div class="viewer-foot">
        <button type="button" data-previous aria-label={photoText.previous}>
          ←
        </button>
        <p class="hint">{photoText.keys}</p>
        <button type="button" data-next aria-label={photoText.next}>
          →
        </button>
      </div>
    </dialog>
  );
}
