import type { FastifyInstance } from 'fastify';
import { siteText } from '../i18n/console.js';
import type { WebDeps } from './deps.js';
import { Document, TrialBanner } from './document.js';
import { GUIDE_PATH } from './guide/route.js';
import { sendPage } from './html.js';

export function homeRoute(app: FastifyInstance, { simulator, config }: WebDeps): void {
  app.get('/', async (_request, reply) =>
    sendPage(
      reply,
      <Document title={siteText.home} bodyClass="plain">
        {config.trial ? <TrialBanner /> : null}
        <main class="message" id="isi">
          <p class="brand">{config.homeRegionName}</p>
          <h1>{siteText.product}</h1>
          <p>{siteText.tagline}</p>
          <ul class="doors">
            <Door href={GUIDE_PATH} name={siteText.guideLink} hint={siteText.guideHint} />
            <Door href="/console" name={siteText.consoleLink} hint={siteText.consoleHint} />
            {simulator === null ? null : (
              <Door href="/simulator" name={siteText.simulatorLink} hint={siteText.simulatorHint} />
            )}
          </ul>
        </main>
      </Document>,
    ),
  );
}

function Door({ href, name, hint }: { readonly href: string; readonly name: string; readonly hint: string }) {
  return (
    <li>
      <a href={href}>{name}</a>
      <span>{hint}</span>
    </li>
  );
}
