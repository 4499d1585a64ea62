import type { VNode } from 'preact';
import { listText, registryText } from '../../../i18n/console.js';
import { kindLabels } from '../../../i18n/labels.js';
import type { EntryView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { AnswerBody } from './answers.js';
import { Changes } from './history.js';
import { Fact, Moment } from './parts.js';

interface VersionsProps {
  readonly entry: EntryView;
  readonly format: Formatter;
}

type Version = EntryView['versions'][number];

/** Newest first; nothing was ever overwritten. */
export function Versions({ entry, format }: VersionsProps): VNode {
  const newest = [...entry.versions].sort((a, b) => b.version - a.version);
  return (
    <section class="card" aria-labelledby="versi">
      <h2 id="versi">{registryText.versions}</h2>
      <ol class="timeline">
        {newest.map((version, index) => (
          <li key={version.version} data-testid="version">
            <p>
              <strong>{titleOf(version)}</strong>
            </p>
            <VersionFacts version={version} format={format} />
            <ChangesSince before={newest[index + 1]} version={version} />
            <Contents version={version} desaName={entry.desaName} format={format} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function titleOf({ version, answers }: Version): string {
  const title = registryText.versionTitle(version);
  return answers === null ? title : `${title}: ${kindLabels[answers.kind]}`;
}

interface VersionFactsProps {
  readonly version: Version;
  readonly format: Formatter;
}

function VersionFacts({ version, format }: VersionFactsProps): VNode {
  return (
    <dl class="facts narrow">
      <Fact name={registryText.origin}>
        <a href={`/console/kasus/${version.caseId}`}>{registryText.originCase(version.caseNumber)}</a>
      </Fact>
      {version.answers === null ? null : (
        <>
          <Fact name={registryText.reportedBy}>{version.reportedBy}</Fact>
          <Fact name={registryText.approvedBy}>{version.approvedBy || listText.none}</Fact>
        </>
      )}
      <Fact name={registryText.validFrom}>
        <Moment at={version.validFrom} format={format} />
      </Fact>
      <Fact name={registryText.recorded}>
        <Moment at={version.recordedAt} format={format} />
      </Fact>
    </dl>
  );
}

function ChangesSince({ before, version }: { before: Version | undefined; version: Version }): VNode | null {
  const earlier = before?.answers ?? null;
  return earlier === null || version.answers === null ? null : (
    <Changes before={earlier} after={version.answers} />
  );
}

function Contents({
  version: { answers },
  ...props
}: VersionFactsProps & { readonly desaName: string }): VNode | null {
  if (answers === null) return null;
  return (
    <details class="contents">
      <summary>{registryText.versionContents}</summary>
      <AnswerBody answers={answers} advised={false} level="h3" {...props} />
    </details>
  );
}
