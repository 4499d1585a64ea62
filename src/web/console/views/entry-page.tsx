import type { VNode } from 'preact';
import { caseText, listText, registryText } from '../../../i18n/console.js';
import { fieldLabels } from '../../../i18n/labels.js';
import type { EntryView } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Answers, IdentityNumber } from './answers.js';
import { Changes } from './history.js';
import { Layout } from './layout.js';
import { Fact, Moment } from './parts.js';
import { StatusBadge } from './registry-page.js';

interface EntryPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly entry: EntryView;
}

export function EntryPage({ frame, format, entry }: EntryPageProps): VNode {
  const newest = [...entry.versions].sort((a, b) => b.version - a.version);
  const current = newest[0];
  return (
    <Layout frame={frame} title={registryText.entryTitle(entry.number)} place="/console/data-pemda">
      <p class="back">
        <a href="/console/data-pemda">{registryText.back}</a>
      </p>
      <div class="title-row">
        <h1>
          <span class="number">{entry.number}</span> {entry.headName}
        </h1>
        <StatusBadge status={entry.status} />
      </div>
      <p class="lead">
        {entry.desaName}, {entry.kecamatanName}
      </p>
      <div class="columns">
        <div>
          {current === undefined ? null : (
            <Answers
              answers={current.answers}
              desaName={entry.desaName}
              format={format}
              title={registryText.current}
            />
          )}
        </div>
        <div>
          <Members entry={entry} format={format} />
          <Versions versions={newest} format={format} />
        </div>
      </div>
    </Layout>
  );
}

function Members({ entry, format }: Omit<EntryPageProps, 'frame'>): VNode {
  return (
    <section class="card" aria-labelledby="anggota">
      <h2 id="anggota">{registryText.members}</h2>
      <p>
        {fieldLabels.kk}: {entry.kk === null ? caseText.noKk : <IdentityNumber digits={entry.kk} />}
      </p>
      <ul class="plain-list">
        {entry.members.map(({ personId, name, nik, birthDate, sex, relation }) => (
          <li key={personId} data-testid="member">
            <strong>{name}</strong> <small>{registryText.relations[relation] ?? relation}</small>
            <br />
            {nik === null ? caseText.noNik : <IdentityNumber digits={nik} />}
            <br />
            <small>
              {birthDate === null ? listText.none : format.day(birthDate)}
              {sex === null ? null : `, ${caseText.sex[sex]}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Version = EntryView['versions'][number];

function Versions({
  versions,
  format,
}: {
  readonly versions: readonly Version[];
  readonly format: Formatter;
}): VNode {
  return (
    <section class="card" aria-labelledby="versi">
      <h2 id="versi">{registryText.versions}</h2>
      <ol class="timeline">
        {versions.map((version, index) => (
          <li key={version.version} data-testid="version">
            <p>
              <strong>{registryText.versionTitle(version.version)}</strong>
            </p>
            <VersionFacts version={version} before={versions[index + 1]} format={format} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface VersionFactsProps {
  readonly version: Version;
  readonly before: Version | undefined;
  readonly format: Formatter;
}

function VersionFacts({ version, before, format }: VersionFactsProps): VNode {
  return (
    <>
      <dl class="facts narrow">
        <Fact name={registryText.origin}>
          <a href={`/console/kasus/${version.caseId}`}>{registryText.originCase(version.caseNumber)}</a>
        </Fact>
        <Fact name={registryText.reportedBy}>{version.reportedBy}</Fact>
        <Fact name={registryText.approvedBy}>{version.approvedBy}</Fact>
        <Fact name={registryText.validFrom}>
          <Moment at={version.validFrom} format={format} />
        </Fact>
        <Fact name={registryText.recorded}>
          <Moment at={version.recordedAt} format={format} />
        </Fact>
      </dl>
      {before === undefined ? null : <Changes before={before.answers} after={version.answers} />}
    </>
  );
}
