/** What surrounds each part of the reference data. */
import type { ComponentChildren, VNode } from 'preact';
import { referenceText } from '../../../../i18n/reference.js';
import type { ReferenceChangeView } from '../../../../usecases/reference/services.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { Layout } from '../layout.js';
import { Moment, Problems } from '../parts.js';
import type { Attempt } from './attempt.js';
import { changeLines, changeTitle } from './changes.js';

const tabs = [
  { href: '/console/acuan', text: referenceText.tabs.time },
  { href: '/console/acuan/alasan', text: referenceText.tabs.reasons },
  { href: '/console/acuan/pertanyaan', text: referenceText.tabs.questions },
  { href: '/console/acuan/kategori', text: referenceText.tabs.categories },
  { href: '/console/acuan/opd', text: referenceText.tabs.agencies },
  { href: '/console/acuan/program', text: referenceText.tabs.programs },
] as const;
export type TabHref = (typeof tabs)[number]['href'];

/** What every page of it is given. */
export interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly changes: readonly ReferenceChangeView[];
  readonly mayChange: boolean;
}

interface ShellProps extends PageProps {
  readonly tab: TabHref;
  /** One card, which leaves room beside it. */
  readonly beside?: boolean;
  readonly refresh?: number | undefined;
  readonly children: ComponentChildren;
}

export function Shell({ tab, beside = false, refresh, children, ...page }: ShellProps): VNode {
  const { frame, mayChange } = page;
  const name = tabs.find(({ href }) => href === tab)?.text ?? '';
  return (
    <Layout frame={frame} title={`${name} · ${referenceText.title}`} place="/console/acuan" refresh={refresh}>
      <h1>{referenceText.title}</h1>
      <p class="lead">{referenceText.lead}</p>
      <nav class="tabs" aria-label={referenceText.tabsLabel}>
        <ul>
          {tabs.map(({ href, text }) => (
            <li key={href}>
              <a href={href} aria-current={href === tab ? 'page' : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {mayChange ? null : <p class="notice warn">{referenceText.readOnly}</p>}
      {beside ? (
        <div class="columns wide-left">
          {children}
          <Changes {...page} />
        </div>
      ) : (
        <>
          {children}
          <Changes {...page} />
        </>
      )}
    </Layout>
  );
}

function Changes({ changes, format }: PageProps): VNode {
  return (
    <section class="card later" aria-labelledby="riwayat">
      <h2 id="riwayat">{referenceText.history}</h2>
      {changes.length === 0 ? <p class="quiet">{referenceText.noHistory}</p> : null}
      <ol class="plain-list reference-changes">
        {changes.map((change) => (
          <li key={change.id} data-testid="reference-change">
            <strong>{changeTitle(change, format)}</strong>
            {changeLines(change).map((line) => (
              <span key={line}>{line}</span>
            ))}
            <small>
              <Moment at={change.at} format={format} short /> {referenceText.by(change.byName)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface ChangeFormProps {
  readonly frame: Frame;
  readonly action: string;
  readonly mayChange: boolean;
  readonly attempt: Attempt<unknown> | null;
  readonly button?: string;
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly children: ComponentChildren;
}

/** One form of a page. Who may only look sees the same, and cannot write in it. */
export function ChangeForm(props: ChangeFormProps): VNode {
  const { frame, action, mayChange, attempt, button = referenceText.save, hidden, children } = props;
  if (!mayChange) {
    return (
      <fieldset class="bare stack" disabled>
        {children}
      </fieldset>
    );
  }
  return (
    <form method="post" action={action} class="stack" noValidate data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {attempt === null ? null : <Refused attempt={attempt} />}
      {children}
      <button type="submit">{button}</button>
    </form>
  );
}

export function Refused({ attempt: { problems, overtaken } }: { readonly attempt: Attempt<unknown> }): VNode {
  if (overtaken === null) return <Problems title={referenceText.notSaved} problems={problems} />;
  return (
    <div class="notice bad" role="alert" data-testid="overtaken">
      <p>
        <strong>{referenceText.overtakenTitle}</strong>
      </p>
      <p>{overtaken}</p>
    </div>
  );
}

/** As it stands in the reporter's chat. */
export function ChatPreview({ title, text }: { readonly title: string; readonly text: string }): VNode {
  return (
    <figure class="chat-preview">
      <figcaption>{title}</figcaption>
      <p class="bubble words" data-testid="preview">
        {text}
      </p>
    </figure>
  );
}

interface FoldedProps {
  readonly id: string;
  readonly open: boolean;
  readonly title: string;
  /** Beside the title. */
  readonly note?: string | undefined;
  readonly inactive?: boolean;
  readonly children: ComponentChildren;
}

export function Folded({ id, open, title, note, inactive = false, children }: FoldedProps): VNode {
  return (
    <details id={id} open={open} class={inactive ? 'inactive' : undefined} data-testid="reference-item">
      <summary>
        {title} {note === undefined ? null : <small>{note}</small>}
        {inactive ? <span class="tag">{referenceText.inactive}</span> : null}
      </summary>
      {children}
    </details>
  );
}

export function Active({
  checked,
  describedBy,
}: {
  readonly checked: boolean;
  readonly describedBy?: string;
}): VNode {
  return (
    <label class="check">
      <input type="checkbox" name="active" value="1" checked={checked} aria-describedby={describedBy} />
      {referenceText.active}
    </label>
  );
}

export function Order({ id, value }: { readonly id: string; readonly value: string }): VNode {
  return (
    <div>
      <label>
        {referenceText.order}
        <input
          class="short"
          name="order"
          value={value}
          inputMode="numeric"
          maxLength={3}
          aria-describedby={`${id}-urutan`}
        />
      </label>
      <p class="hint" id={`${id}-urutan`}>
        {referenceText.orderHint}
      </p>
    </div>
  );
}
