/** The cards beside what each source says. */
import type { VNode } from 'preact';
import { isIndicator } from '../../../../domain/report/indicators.js';
import type { SeenPerson } from '../../../../domain/people/conceal.js';
import { markText } from '../../../../i18n/console.js';
import { caseStateLabels, disabilityLabels, indicatorLabels, kindLabels } from '../../../../i18n/labels.js';
import { personText, storeLabels, peopleText } from '../../../../i18n/people.js';
import type { RegionOption } from '../../../../usecases/console-services.js';
import type { PersonView } from '../../../../usecases/people/services.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { placeName, relationName, StatusBadge } from './parts.js';

interface CardProps {
  readonly person: SeenPerson;
  readonly format: Formatter;
}

export function Entries({
  person: { entries },
  regions,
  format,
}: CardProps & { readonly regions: readonly RegionOption[] }): VNode {
  return (
    <section class="card" aria-labelledby="pemda">
      <h2 id="pemda">{personText.entries}</h2>
      {entries.length === 0 ? <p class="quiet">{personText.entriesEmpty}</p> : null}
      <ul class="plain-list">
        {entries.map((entry) => (
          <li key={entry.entryId} data-testid="person-entry">
            <a class="number" href={`/console/data-pemda/${entry.entryId}`}>
              {entry.number}
            </a>{' '}
            <StatusBadge status={entry.status} />
            <br />
            <small>
              {placeName(regions, entry.desaCode)}, {personText.since(format.date(entry.since))}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Desil({ person: { desil }, format }: CardProps): VNode | null {
  if (desil.length === 0) return null;
  return (
    <section class="card" aria-labelledby="desil">
      <h2 id="desil">{personText.desil}</h2>
      <DesilList desil={desil} format={format} />
    </section>
  );
}

function DesilList({ desil, format }: Pick<SeenPerson, 'desil'> & Pick<CardProps, 'format'>): VNode {
  return (
    <ul class="plain-list">
      {desil.map((one) => (
        <li key={`${one.source} ${one.on}`}>
          <strong>{peopleText.desil(one.desil)}</strong>{' '}
          <small>
            {storeLabels[one.source]}, {format.shortDay(one.on)}
          </small>
        </li>
      ))}
    </ul>
  );
}

export function PersonCategories({ person: { categories }, format }: CardProps): VNode {
  return (
    <section class="card" aria-labelledby="pmks">
      <h2 id="pmks">{personText.categories}</h2>
      {categories.length === 0 ? <p class="quiet">{personText.categoriesEmpty}</p> : null}
      <ul class="plain-list">
        {categories.map((one) => (
          <li key={one.id} data-testid="person-category">
            {format.category(one.category)}{' '}
            {one.sensitive ? <span class="badge sensitive">{markText.sensitive}</span> : null}
            <br />
            <small>
              {one.of === 'PEMDA' ? storeLabels.PEMDA : storeLabels.PMKS},{' '}
              {personText.fromTo(format.shortDay(one.from), one.to === null ? null : format.shortDay(one.to))}
              {one.disability === null ? '' : `, ${disabilityName(one.disability)}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of a source in its own words. */
function disabilityName(disability: string): string {
  const labels: Readonly<Record<string, string>> = disabilityLabels;
  return labels[disability] ?? disability;
}

export function Households({ person, past, format }: CardProps & Pick<PersonView, 'past'>): VNode {
  const { households, kk, id } = person;
  const days = { per: past?.on, tahu: past?.knownOn };
  return (
    <section class="card" aria-labelledby="rumah">
      <h2 id="rumah">{personText.households}</h2>
      {households.length === 0 ? <p class="quiet">{personText.householdsEmpty}</p> : null}
      <ul class="plain-list">
        {households.map((one) => (
          <li key={one.id}>
            <a href={hrefWith(`/console/keluarga/${one.householdId}`, days)}>{personText.householdOf}</a>,{' '}
            {relationName(one.relation).toLowerCase()}
            <br />
            <small>
              {personText.fromTo(format.date(one.from), one.to === null ? null : format.date(one.to))}
            </small>
          </li>
        ))}
      </ul>
      {kk === null || kk.of === 'PEMDA' ? null : (
        <p>
          <a href={hrefWith(`/console/warga/${id}/keluarga`, days)}>{personText.familyOf}</a>
        </p>
      )}
    </section>
  );
}

export function Indicators({ person: { indicators }, format }: CardProps): VNode | null {
  if (indicators === null) return null;
  const { ids, ruleSet, validFrom } = indicators;
  return (
    <section class="card" aria-labelledby="ciri">
      <h2 id="ciri">{personText.indicators}</h2>
      {ids.length === 0 ? <p class="quiet">{personText.indicatorsEmpty}</p> : null}
      <ul>
        {ids.map((id) => (
          <li key={id}>{isIndicator(id) ? indicatorLabels[id] : id}</li>
        ))}
      </ul>
      <p>
        <small>
          {personText.since(format.date(validFrom))}.{' '}
          {personText.indicatorsOf(ruleSet.version, ruleSet.source)}
        </small>
      </p>
    </section>
  );
}

interface AidProps extends Pick<PersonView, 'aid'> {
  /** Whom more may be recorded for; null: it may not. */
  readonly giveTo: string | null;
  readonly format: Formatter;
}

export function Aid({ aid, giveTo, format }: AidProps): VNode {
  return (
    <section class="card" aria-labelledby="bantuan">
      <h2 id="bantuan">{personText.aid}</h2>
      {aid.length === 0 ? <p class="quiet">{personText.aidEmpty}</p> : null}
      <ul class="plain-list">
        {aid.map((one) => (
          <li key={one.id}>
            <strong>{one.programName}</strong>, {format.shortDay(one.givenOn)}
            <br />
            {one.amount === null ? null : `Rp${format.count(one.amount)} `}
            {one.goods}
            <small> {personText.aidBy(one.agencyName ?? one.recordedBy)}</small>
            {one.withdrawn === null ? null : <span class="tag warn">{personText.aidWithdrawn}</span>}
          </li>
        ))}
      </ul>
      {giveTo === null ? null : (
        <p>
          <a href={`/console/bansos/orang/${giveTo}`}>{personText.aidGive}</a>
        </p>
      )}
    </section>
  );
}

export function Reports({
  cases,
  format,
}: Pick<PersonView, 'cases'> & { readonly format: Formatter }): VNode {
  return (
    <section class="card" aria-labelledby="laporan">
      <h2 id="laporan">{personText.reports}</h2>
      {cases.length === 0 ? <p class="quiet">{personText.reportsEmpty}</p> : null}
      <ul class="plain-list">
        {cases.map((one) => (
          <li key={one.id}>
            <a class="number" href={`/console/kasus/${one.id}`}>
              {one.number}
            </a>{' '}
            {kindLabels[one.kind]}
            <br />
            <small>
              {caseStateLabels[one.state]}, {format.short(one.submittedAt)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
