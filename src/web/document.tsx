import type { ComponentChildren, VNode } from 'preact';
import { errorText, siteText } from '../i18n/console.js';
import { assetUrl, type AssetName } from './plugins/assets.js';

interface DocumentProps {
  readonly title: string;
  readonly scripts?: readonly AssetName[];
  /** Seconds until the page loads itself again. */
  readonly refresh?: number | undefined;
  readonly head?: ComponentChildren;
  readonly bodyClass?: string;
  readonly children: ComponentChildren;
}

export function Document({ title, scripts = [], refresh, head, bodyClass, children }: DocumentProps): VNode {
  return (
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${siteText.product}`}</title>
        <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('sipmas.css')} />
        {refresh === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refresh)} />
          </noscript>
        )}
        {scripts.map((script) => (
          <script key={script} src={assetUrl(script)} defer />
        ))}
        {head}
      </head>
      <body class={bodyClass} data-refresh={refresh}>
        {children}
      </body>
    </html>
  );
}

export function TrialBanner(): VNode {
  return (
    <aside class="trial" aria-label={siteText.trial}>
      {siteText.trialBanner}
    </aside>
  );
}

/** A page that says one thing: an error, or what is not there. */
export function MessagePage({
  title,
  sentence,
}: {
  readonly title: string;
  readonly sentence: string;
}): VNode {
  return (
    <Document title={title} bodyClass="plain">
      <main class="message" id="isi">
        <p class="brand">{siteText.product}</p>
        <h1>{title}</h1>
        <p data-testid="message">{sentence}</p>
        <p>
          <a href="/">{errorText.back}</a>
        </p>
      </main>
    </Document>
  );
}
