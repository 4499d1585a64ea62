import type { VNode } from 'preact';
import {
  reviewerChapters,
  reviewerGuideText,
  reviewerWords,
  type GuideChapter,
} from '../../../i18n/reviewer-guide.js';
import type { Frame } from '../context.js';
import { KeyTable } from './keys.js';
import { Layout } from './layout.js';

const more = [
  { id: 'tombol', title: reviewerGuideText.keys },
  { id: 'istilah', title: reviewerGuideText.words },
];

export function HelpPage({ frame }: { readonly frame: Frame }): VNode {
  return (
    <Layout frame={frame} title={reviewerGuideText.title} place={null}>
      <h1>{reviewerGuideText.title}</h1>
      <p class="lead">{reviewerGuideText.lead}</p>
      <div class="help">
        <nav class="card" aria-label={reviewerGuideText.contents}>
          <ol>
            {[...reviewerChapters, ...more].map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <div>
          {reviewerChapters.map((chapter) => (
            <Chapter key={chapter.id} {...chapter} />
          ))}
          <section class="card" id="tombol" aria-labelledby="tombol-judul">
            <h2 id="tombol-judul">{reviewerGuideText.keys}</h2>
            <KeyTable />
          </section>
          <section class="card" id="istilah" aria-labelledby="istilah-judul">
            <h2 id="istilah-judul">{reviewerGuideText.words}</h2>
            <dl class="facts">
              {reviewerWords.map(({ word, means }) => (
                <div key={word}>
                  <dt>{word}</dt>
                  <dd>{means}</dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </div>
    </Layout>
  );
}

function Chapter({ id, title, lead, points }: GuideChapter): VNode {
  return (
    <section class="card" id={id} aria-labelledby={`${id}-judul`}>
      <h2 id={`${id}-judul`}>{title}</h2>
      {lead === undefined ? null : <p>{lead}</p>}
      <ul class="points">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
