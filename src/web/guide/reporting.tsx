/** How a report goes: what can be reported, the steps with pictures of the chat, and how to answer. */
import type { VNode } from 'preact';
import { reportKinds } from '../../domain/report/report.js';
import { emptyBlockLines } from '../../i18n/empty-block.js';
import { guideAnswers, guideBlocks, guideSteps, kindGuides, kindTitle } from '../../i18n/guide.js';
import { kindLabels } from '../../i18n/labels.js';
import { Picture, Section } from './sections.js';

export function Kinds(): VNode {
  return (
    <Section id="jenis">
      <div class="kinds">
        {reportKinds.map((kind, index) => (
          <article key={kind} class="card">
            <h3>{kindTitle(kindLabels[kind], index + 1)}</h3>
            <p>{kindGuides[kind].when}</p>
            <p>{kindGuides[kind].result}</p>
            <p class="quiet">{kindGuides[kind].example}</p>
          </article>
        ))}
      </div>
    </Section>
  );
}

export function Steps(): VNode {
  return (
    <Section id="langkah">
      <ol class="steps">
        {guideSteps.map(({ title, text, picture }) => (
          <li key={title}>
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
            {picture === undefined ? null : <Picture name={picture} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function Answering(): VNode {
  return (
    <Section id="jawab">
      <dl class="answers">
        {guideAnswers.map(({ about, text }) => (
          <div key={about}>
            <dt>{about}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export function Blocks(): VNode {
  return (
    <Section id="sekaligus">
      <p>{guideBlocks.lead}</p>
      <p class="quiet">{guideBlocks.hint}</p>
      <Picture name="format" />
      <div class="kinds">
        {reportKinds.map((kind) => (
          <div key={kind}>
            <h3 id={`format-${kind}`}>{kindLabels[kind]}</h3>
            <pre tabIndex={0} role="region" aria-label={guideBlocks.label(kindLabels[kind])}>
              {emptyBlockLines(kind).join('\n')}
            </pre>
          </div>
        ))}
      </div>
    </Section>
  );
}
