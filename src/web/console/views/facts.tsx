/** Single answers as they are read: numbers in fours, dates in words, what is not known said to be so. */
import type { VNode } from 'preact';
import type { Address, GeoPoint, Sex } from '../../../domain/report/parts.js';
import { caseText } from '../../../i18n/console.js';
import { placeText } from '../../../i18n/place.js';
import { fieldLabels, sexLabels } from '../../../i18n/labels.js';
import { inFours, type Formatter } from '../format.js';
import { Fact } from './parts.js';

export function IdentityNumber({ digits }: { readonly digits: string }): VNode {
  return <span class="digits">{inFours(digits)}</span>;
}

interface IdentityFactProps {
  readonly of: 'nik' | 'kk';
  readonly digits: string | null;
  /** What it means that there is none. */
  readonly none: string;
}

export function IdentityFact({ of, digits, none }: IdentityFactProps): VNode {
  return <Fact name={fieldLabels[of]}>{digits === null ? none : <IdentityNumber digits={digits} />}</Fact>;
}

interface Born {
  readonly birthDate: string;
  readonly birthEstimated: boolean;
}

/** Of an estimated age only the year is worth anything. */
export function birthWords({ birthDate, birthEstimated }: Born, format: Formatter): string {
  return birthEstimated ? caseText.about(birthDate.slice(0, 4)) : format.day(birthDate);
}

export function BirthFact({
  born,
  sex,
  format,
}: {
  readonly born: Born;
  readonly sex: Sex | null;
  readonly format: Formatter;
}): VNode {
  return (
    <Fact name={fieldLabels.birthDate}>
      {birthWords(born, format)}
      {sex === null ? null : <small> {sexLabels[sex]}</small>}
    </Fact>
  );
}

export function addressLine({ line, rt, rw }: Address): string {
  return [line, rt === null ? '' : caseText.rt(rt), rw === null ? '' : caseText.rw(rw)]
    .filter((part) => part !== '')
    .join(', ');
}

interface LocationFactProps {
  readonly location: GeoPoint | null;
  /** Whether the place may be handed to a map's site. */
  readonly mapped: boolean;
}

export function LocationFact({ location, mapped }: LocationFactProps): VNode | null {
  if (location === null) return null;
  const { latitude, longitude, source } = location;
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  // RFC 5870; the query has a pin set there by those apps that would only move to it.
  const place = `${String(latitude)},${String(longitude)}`;
  const query = new URLSearchParams({ mlat: String(latitude), mlon: String(longitude), zoom: '17' });
  return (
    <Fact name={fieldLabels.location}>
      <span class="digits">{at}</span> <small>{caseText.places[source]}</small>
      {mapped ? (
        <span class="map-links">
          <br />
          <a href={`https://www.openstreetmap.org/?${query.toString()}`} rel="noreferrer noopener">
            {caseText.map}
          </a>{' '}
          · <a href={`geo:${place}?q=${place}`}>{placeText.phoneMap}</a>
        </span>
      ) : null}
    </Fact>
  );
}

export function TextFact({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string | null;
}): VNode | null {
  return text === null ? null : <Fact name={name}>{text}</Fact>;
}
