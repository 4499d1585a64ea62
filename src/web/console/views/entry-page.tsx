import type { VNode } from 'preact';
import { markText, registryText } from '../../../i18n/console.js';
import { kindLabels } from '../../../i18n/labels.js';
import type { EntryView } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Answers } from './answers.js';
import { EntryPeople } from './entry-people.js';
import { Versions } from './entry-versions.js';
import { Layout } from './layout.js';
import { NationalCard } from './national-card.js';
import { StatusBadge } from './registry-page.js';

interface EntryPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly entry: EntryView;
}

export function EntryPage({ frame, format, entry }: EntryPageProps): VNode {
  return (
    <Layout frame={frame} title={registryText.entryTitle(entry.number)} place="/console/data-pemda">
      <p class="back">
        <a href="/console/data-pemda">{registryText.back}</a>
      </p>
      <div class="title-row">
        <h1>
          <span class="number">{entry.number}</span> {entry.headName ?? markText.sensitive}
        </h1>
        <StatusBadge status={entry.status} />
      </div>
      <p class="lead">
        {entry.desaName}, {entry.kecamatanName}
      </p>
      {entry.headName === null ? <p class="notice warn">{registryText.concealed}</p> : null}
      <div class="columns">
        <div>
          <Current entry={entry} format={format} />
        </div>
        <div>
          {entry.headName === null ? null : <EntryPeople entry={entry} format={format} />}
          {entry.headName === null ? null : <National entry={entry} format={format} />}
          <Versions entry={entry} format={format} />
        </div>
      </div>
    </Layout>
  );
}

function National({ entry: { members, kk, national }, format }: Omit<EntryPageProps, 'frame'>): VNode {
  const head = members.find(({ relation }) => relation === 'head') ?? members[0];
  return <NationalCard national={national} by={{ nik: head?.nik ?? null, kk }} format={format} />;
}

/** Kinds of report that tell all of a household or a person; the others tell what changed. */
const whole: readonly string[] = ['new_poor_household', 'pmks_case'];

/** The last version that tells everything, and what was recorded after it. */
function Current({ entry, format }: Omit<EntryPageProps, 'frame'>): VNode | null {
  const told = entry.versions.flatMap(({ version, answers }) =>
    answers === null ? [] : [{ version, answers }],
  );
  const newest = told.toSorted((a, b) => b.version - a.version);
  const shown = newest.find(({ answers }) => whole.includes(answers.kind)) ?? newest[0];
  if (shown === undefined) return null;
  const later = newest.filter(({ version }) => version > shown.version);
  const kinds = [...new Set(later.map(({ answers }) => kindLabels[answers.kind]))].join(', ');
  return (
    <Answers
      answers={shown.answers}
      desaName={entry.desaName}
      format={format}
      title={later.length === 0 ? registryText.current : registryText.currentOf(shown.version)}
      remark={later.length === 0 ? null : registryText.later(kinds)}
    />
  );
}
