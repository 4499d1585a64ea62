import type { FastifyInstance } from 'fastify';
import type { VNode } from 'preact';
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
export function guideRoute(app: FastifyInstance, { config }: Pick<WebDeps, 'config'>): void {
  app.get(GUIDE_PATH, (_request, reply) => {
    // On a bad signal it is not fetched again each time.
    void reply.header('cache-control', 'public, max-age=3600');
    return sendPage(reply, <GuidePage trial={config.trial} regionName={config.homeRegionName} />);
  });
}

function GuidePage({ trial, regionName }: { readonly trial: boolean; readonly regionName: string }): VNode {
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
        <Categories />
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
