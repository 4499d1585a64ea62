/** What pages about persons share. */
import type { VNode } from 'preact';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import type { EntryStatus } from '../../../../domain/registry/entry-status.js';
import { markText, registryText } from '../../../../i18n/console.js';
import { relationLabels } from '../../../../i18n/labels.js';
import { peopleText, storeLabels } from '../../../../i18n/people.js';
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

export { StatusBadge };
