/** What pages about persons share. */
import type { VNode } from 'preact';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import type { EntryStatus } from '../../../../domain/registry/entry-status.js';
import { markText, registryText } from '../../../../i18n/console.js';
import { relationLabels } from '../../../../i18n/labels.js';
import { peopleText, personText, storeLabels } from '../../../../i18n/people.js';
import type { PastDays } from '../../../../usecases/people/services.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import { assetUrl } from '../../../plugins/assets.js';
import type { Formatter } from '../../format.js';
import { StatusBadge } from '../registry-page.js';

export const peopleStyles = <link rel="stylesheet" href={assetUrl('people.css')} />;

/** "Teluk Lingga, Sangatta Utara" */
export function placeName(regions: readonly RegionOption[], code: string | undefined): string {
  const desa = regions.find((one) => one.code === code);
  if (desa === undefined) return peopleText.unknownDesa;
  const kecamatan = regions.find((one) => one.code === desa.parentCode);
  return kecamatan === undefined ? desa.name : `${desa.name}, ${kecamatan.name}`;
}

export function relationName(relation: string): string {
  const labels: Readonly<Record<string, string>> = relationLabels;
  return labels[relation] ?? relation;
}

/** Where somebody is recorded, in few words. */
export function Stores({ of }: { readonly of: SeenPerson }): VNode {
  const entry = of.entries[0];
  return (
    <ul class="stores">
      {entry === undefined ? null : (
        <li>
          {storeLabels.PEMDA} {entry.status === 'active' ? null : <Ended status={entry.status} />}
        </li>
      )}
      {of.sources.map(({ recordId, source, present, desil, sensitive }) => (
        <li key={recordId}>
          {storeLabels[source]}
          {desil === null ? null : <small> {peopleText.desil(desil)}</small>}
          {present ? null : <small> {peopleText.gone}</small>}
          {sensitive ? <span class="badge sensitive">{markText.sensitive}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Ended({ status }: { readonly status: EntryStatus }): VNode {
  return <small>{registryText.statuses[status].toLowerCase()}</small>;
}

export function Born({ of, format }: { readonly of: SeenPerson; readonly format: Formatter }): VNode {
  return <>{of.birthDate === null ? peopleText.noBirth : format.shortDay(of.birthDate)}</>;
}

interface PastProps {
  /** null: as it stands now. */
  readonly past: PastDays | null;
  /** The page's own, without days. */
  readonly path: string;
}

/** `bad`: the date that was asked for is none. */
export function PastShown({
  past,
  path,
  bad,
  format,
}: PastProps & { readonly bad: boolean; readonly format: Formatter }): VNode {
  const known = past?.knownOn === undefined ? null : format.day(past.knownOn);
  return (
    <>
      {past === null ? null : (
        <p class="notice warn" data-testid="past">
          {personText.pastShown(format.day(past.on), known)} <a href={path}>{personText.pastNow}</a>
        </p>
      )}
      {bad ? (
        <p class="notice bad" role="alert">
          {personText.pastBad}
        </p>
      ) : null}
    </>
  );
}

export function Past({ past, path }: PastProps): VNode {
  return (
    <details class="card past" open={past !== null}>
      <summary>{personText.past}</summary>
      <form class="filter" method="get" action={path}>
        <label>
          {personText.pastOn}
          <input type="date" name="per" value={past?.on ?? ''} required aria-describedby="lampau" />
        </label>
        <label>
          {personText.pastKnown}
          <input type="date" name="tahu" value={past?.knownOn ?? ''} aria-describedby="lampau" />
        </label>
        <button type="submit">{personText.pastButton}</button>
      </form>
      <p class="hint" id="lampau">
        {personText.pastHint}
      </p>
    </details>
  );
}

export { StatusBadge };
