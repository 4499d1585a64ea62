import type { VNode } from 'preact';
import { navText } from '../../../i18n/console.js';
import { firstSteps, introductionText } from '../../../i18n/introduction.js';
import type { Frame } from '../context.js';

interface FirstStepsProps {
  readonly frame: Frame;
  /** Where the whole guide stands. */
  readonly guide: string;
}

export function FirstSteps({ frame: { actor, csrf }, guide }: FirstStepsProps): VNode {
  return (
    <section class="card first-steps" aria-labelledby="mulai" data-testid="first-steps">
      <h2 id="mulai">{introductionText.title}</h2>
      <ol>
        {firstSteps[actor.role].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <form method="post" action="/console/pengenalan">
        <input type="hidden" name="_csrf" value={csrf} />
        <button type="submit" class="second">
          {introductionText.done}
        </button>
        <span>
          {introductionText.more} <a href={guide}>{navText.help}</a>.
        </span>
      </form>
    </section>
  );
}
