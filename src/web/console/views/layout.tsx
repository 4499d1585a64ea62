import type { ComponentChildren, VNode } from 'preact';
import { aidText } from '../../../i18n/aid.js';
import { mayAccess, staffMay, type StaffAction } from '../../../domain/access/scope.js';
import { overviewText } from '../../../i18n/overview.js';
import { userText } from '../../../i18n/accounts.js';
import { navText, roleLabels, siteText } from '../../../i18n/console.js';
import { peopleText } from '../../../i18n/people.js';
import { outNav } from '../../../i18n/out.js';
import { pairText } from '../../../i18n/pairs.js';
import { qualityText } from '../../../i18n/quality.js';
import { referenceText } from '../../../i18n/reference.js';
import { importPageText } from '../../../i18n/source-import-console.js';
import type { StaffActor } from '../../../usecases/console-services.js';
import { Document, TrialBanner } from '../../document.js';
import type { AssetName } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import { EscalationCount } from './escalation-count.js';
import { FirstSteps } from './first-steps.js';
import { KeysButton, KeysDialog } from './keys.js';

/** The guide for those who review. */
export const HELP_PATH = '/console/bantuan';

interface Place {
  readonly href: string;
  readonly text: string;
  readonly needs: StaffAction;
  /** For who answers for the whole kabupaten alone. */
  readonly whole?: boolean;
}

const places = [
  { href: '/console', text: navText.queue, needs: 'read_cases' },
  { href: '/console/ringkasan', text: overviewText.title, needs: 'read_overview' },
  { href: '/console/data-pemda', text: navText.registry, needs: 'read_registry' },
  { href: '/console/warga', text: peopleText.title, needs: 'read_registry' },
  { href: '/console/mutu', text: qualityText.title, needs: 'read_registry' },
  { href: '/console/pasangan', text: pairText.nav, needs: 'decide_pairs' },
  { href: '/console/bansos', text: aidText.title, needs: 'use_aid' },
  { href: '/console/bnba', text: outNav.bnba, needs: 'export_identities' },
  { href: '/console/pelapor', text: navText.reporters, needs: 'manage_reporters' },
  { href: '/console/impor', text: importPageText.title, needs: 'manage_imports', whole: true },
  { href: '/console/peringatan', text: navText.alerts, needs: 'receive_alerts' },
  { href: '/console/pengguna', text: userText.title, needs: 'manage_users' },
  { href: '/console/catatan-akses', text: outNav.accessLog, needs: 'read_access_log' },
  { href: '/console/acuan', text: referenceText.title, needs: 'manage_reference' },
  { href: '/console/kanal', text: navText.channels, needs: 'read_channels' },
  { href: '/console/sistem', text: navText.system, needs: 'read_channels' },
] as const satisfies readonly Place[];

export type PlaceHref = (typeof places)[number]['href'];

/** The first page that a role may open. */
export function homeOf(actor: StaffActor): PlaceHref {
  return places.find((place) => staffMay(actor, place.needs))?.href ?? '/console';
}

function mayOpen({ needs, whole }: Place, { actor, homeRegion }: Frame): boolean {
  return staffMay(actor, needs) && (whole !== true || mayAccess(actor, homeRegion));
}

interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  /** The menu entry that this page belongs to; null: it stands beside the menu. */
  readonly place: PlaceHref | null;
  /** What the page needs besides the console's own. */
  readonly script?: AssetName;
  readonly refresh?: number | undefined;
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Layout({ frame, title, place, script, refresh, head, children }: LayoutProps): VNode {
  const own = script === undefined ? [] : [script];
  return (
    <Document title={title} scripts={['console.js', 'keys.js', ...own]} refresh={refresh} head={head}>
      <a class="skip" href="#isi">
        {siteText.skip}
      </a>
      {frame.trial ? <TrialBanner /> : null}
      <header class="top">
        <div class="top-row">
          <a class="brand" href={homeOf(frame.actor)}>
            {siteText.product} <span>{frame.regionName}</span>
          </a>
          <SignedIn frame={frame} />
        </div>
        <nav aria-label={navText.label}>
          <ul>
            {places
              .filter((place) => mayOpen(place, frame))
              .map(({ href, text }, nth) => (
                <li key={href}>
                  <a
                    href={href}
                    aria-current={href === place ? 'page' : undefined}
                    data-key={String(nth + 1)}
                  >
                    {text}
                    {href === '/console' ? <EscalationCount frame={frame} /> : null}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
      </header>
      <main id="isi" tabIndex={-1}>
        {frame.flash === null ? null : (
          <p class="notice good" role="status" data-testid="flash">
            {frame.flash}
          </p>
        )}
        {frame.introduces ? <FirstSteps frame={frame} guide={HELP_PATH} /> : null}
        {children}
      </main>
      <footer class="foot">
        <a href={HELP_PATH}>{navText.help}</a>
        <KeysButton />
      </footer>
      <KeysDialog />
    </Document>
  );
}

function SignedIn({ frame: { actor, csrf } }: { readonly frame: Frame }): VNode {
  return (
    <form class="who" method="post" action="/console/keluar">
      <input type="hidden" name="_csrf" value={csrf} />
      <span>
        <a href="/console/akun">{actor.name}</a> <small>{roleLabels[actor.role]}</small>
      </span>
      <button class="quiet" type="submit">
        {navText.signOut}
      </button>
    </form>
  );
}
