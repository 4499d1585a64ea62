import type { ComponentChildren, VNode } from 'preact';
import {
  guidePictures,
  guideSections,
  guideText,
  type GuidePicture,
  type GuideSection,
} from '../../i18n/guide.js';
import { assetUrl } from '../plugins/assets.js';

export const sectionOrder = Object.keys(guideSections) as readonly GuideSection[];

export function Contents(): VNode {
  return (
    <nav class="contents-list" aria-label={guideText.contents}>
      <ol>
        {sectionOrder.map((id) => (
          <li key={id}>
            <a href={`#${id}`}>{guideSections[id]}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Section({
  id,
  children,
}: {
  readonly id: GuideSection;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section id={id} aria-labelledby={`${id}-judul`}>
      <h2 id={`${id}-judul`}>{guideSections[id]}</h2>
      {children}
    </section>
  );
}

export function Points({ points }: { readonly points: readonly string[] }): VNode {
  return (
    <ul class="points">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

/** Of a picture of the chat, CSS pixels; scripts/screenshots.mjs takes it so. */
const PICTURE = { width: 390, height: 720 } as const;

export function Picture({ name }: { readonly name: GuidePicture }): VNode {
  return (
    <img
      class="chat-picture"
      src={assetUrl(`guide/${name}.webp`)}
      alt={guidePictures[name]}
      {...PICTURE}
      loading="lazy"
    />
  );
}
