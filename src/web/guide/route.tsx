import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
import { pmksCategories, type PmksCategory } from '../../domain/pmks/categories.js';
import { categoriesOf } from '../../domain/reference/reference.js';
import { siteText } from '../../i18n/console.js';
import { guideText } from '../../i18n/guide.js';
import type { WebDeps } from '../deps.js';
import { Document, TrialBanner } from '../document.js';
import { sendPage } from '../html.js';
import { Afterwards, Categories, Contact, Privacy, Signal, Words } from './reference.js';
import { Answering, Blocks, Kinds, Steps } from './reporting.js';
import { Contents } from './sections.js';

export const GUIDE_PATH = '/panduan';

/** The guide for reporters: for everybody, without signing in, the same for all. */
export function guideRoute(
  app: FastifyInstance,
  { config, reference }: Pick<WebDeps, 'config' | 'reference'>,
): void {
  app.get(GUIDE_PATH, async (_request, reply) => {
    // Read by whoever cannot report just now, too: without the database it tells the usual limits.
    const categories = await reference.current().then(categoriesOf, () => pmksCategories);
    // On a bad signal it is not fetched again each time.
    void reply.header('cache-control', 'public, max-age=3600');
    const { trial, homeRegionName } = config;
    return sendPage(reply, <GuidePage trial={trial} regionName={homeRegionName} categories={categories} />);
  });
}

interface GuidePageProps {
  readonly trial: boolean;
  readonly regionName: string;
  /** As they are now. */
  readonly categories: readonly PmksCategory[];
}

function GuidePage({ trial, regionName, categories }: GuidePageProps): VNode {
  return (
    <Document title={guideText.title} bodyClass="guide">
      <a class="skip" href="#isi">
        {siteText.skip}
      </a>
      {trial ? <TrialBanner /> : null}
      <header>
        <p class="brand">
          {siteText.product} <span>{regionName}</span>
        </p>
        <h1>{guideText.title}</h1>
        <p class="lead">{guideText.lead}</p>
        <p class="quiet">{guideText.audience}</p>
      </header>
      <main id="isi" tabIndex={-1}>
        <Contents />
        <Kinds />
        <Steps />
        <Answering />
        <Blocks />
        <Categories categories={categories} />
        <Afterwards />
        <Words />
        <Privacy />
        <Signal />
        <Contact regionName={regionName} />
      </main>
      <footer>
        <a href="/">{guideText.home}</a>
        <a href="#isi">{guideText.top}</a>
      </footer>
    </Document>
  );
}
