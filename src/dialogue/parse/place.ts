import { isTooLong } from './text.js';

export type PlaceReading =
  | { readonly latitude: number; readonly longitude: number; readonly source: 'typed' | 'link' }
  /** A link that only its owner's server can resolve. */
  | { readonly shortLink: true };

interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Coordinates as people type or share them; nothing is fetched. null when there are none. */
export function readPlace(text: string): PlaceReading | null {
  if (isTooLong(text)) return null;
  const plain = text
    .replace(/[\p{Cf}\u{FE0F}]/gu, '')
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-');
  const link = /(?:https?:\/\/|geo:|\b(?:www\.|maps\.|goo\.gl\/|waze\.com))\S+/i.exec(plain)?.[0];
  if (link !== undefined) return readLink(link);
  return /\d/.test(plain) ? typed(plain) : null;
}

// --- links --------------------------------------------------------------------------------------

const PAIR = String.raw`(-?\d{1,3}(?:\.\d+)?)\s*(?:,|~|%2C)\s*\+?(-?\d{1,3}(?:\.\d+)?)`;
/** The pin before what was searched for, before the middle of the map that was looked at. */
const IN_LINK = [
  /!3d(-?\d{1,2}\.\d+)!4d(-?\d{1,3}\.\d+)/,
  new RegExp(
    `[?&;](?:q|query|ll|daddr|destination|center|saddr|cp|loc|coordinate|sll)=(?:loc:)?\\s*${PAIR}`,
    'i',
  ),
  /[?&]m?lat(?:itude)?=(-?\d{1,2}(?:\.\d+)?)&m?l(?:on|ng|ongitude)=(-?\d{1,3}(?:\.\d+)?)/i,
  new RegExp(`/(?:search|place|dir|l)/+(?:loc:)?${PAIR}`, 'i'),
  new RegExp(`@${PAIR}`),
  /#map=\d+(?:\.\d+)?\/(-?\d{1,2}\.\d+)\/(-?\d{1,3}\.\d+)/,
  new RegExp(`^geo:${PAIR}`, 'i'),
];
/** Without coordinates in it, only the service that made the link knows where it leads. */
const MAP_HOST =
  /(?:goo\.gl|g\.co|g\.page|share\.google|osm\.org|openstreetmap\.org|waze\.com|maps\.apple(?:\.com)?|(?:maps\.|\/\/|www\.)google\.[a-z.]+)(?=[/?]|$)/i;

function readLink(link: string): PlaceReading | null {
  const plain = decoded(link).replace(/[\p{Pd}\u2212]/gu, '-');
  for (const form of IN_LINK) {
    const found = form.exec(plain);
    const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])];
    // "geo:0,0?q=…", and maps that were opened nowhere in particular.
    if (found === null || (latitude === 0 && longitude === 0)) continue;
    const point = onEarth({ latitude, longitude });
    if (point !== null) return { ...point, source: 'link' };
  }
  const marked = /\/(?:place|search)\/([^/?@]+)/.exec(plain)?.[1];
  const point = marked === undefined ? null : withMarks(marked.replaceAll('+', ' '));
  if (point !== null) return { ...point, source: 'link' };
  return MAP_HOST.test(plain) ? { shortLink: true } : null;
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

// --- typed --------------------------------------------------------------------------------------

function typed(text: string): PlaceReading | null {
  const point = withMarks(text) ?? withLabels(text) ?? bare(text);
  return point === null ? null : { ...point, source: 'typed' };
}

const DECIMAL = String.raw`\d{1,3}(?:[.,]\d+)?`;
/** Degrees, minutes, seconds; the later ones may be missing. */
const ANGLE = String.raw`-?\d{1,3}(?:[.,]\d+)?\s*(?:[°º˚*]|derajat|deg|d(?=\s*\d))?\s*(?:${DECIMAL}\s*(?:['’‘′\u0060´]|menit|m(?=\s*\d))?\s*)?(?:${DECIMAL}\s*(?:["”“″]|['’‘′´]{2}|detik)?\s*)?`;
const LATITUDE = String.raw`(LU|LS|N|S|U|lintang utara|lintang selatan)`;
const LONGITUDE = String.raw`(BT|BB|E|W|T|B|bujur timur|bujur barat)`;
const BETWEEN = String.raw`[\s,;/&]*(?:dan\s+)?`;
const EDGE = String.raw`(?![\p{L}\p{N}])`;
const AFTER = new RegExp(`(${ANGLE})${LATITUDE}${EDGE}${BETWEEN}(${ANGLE})${LONGITUDE}${EDGE}`, 'iu');
const BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])${LATITUDE}[\\s:=]*(${ANGLE})${BETWEEN}${LONGITUDE}[\\s:=]*(${ANGLE})(?!\\d)`,
  'iu',
);

/** `0°30'44"N 117°32'35"E`, `0.51 LU 117.54 BT`, `S 0.51 E 117.54`. */
function withMarks(text: string): Coordinates | null {
  const after = AFTER.exec(text);
  const before = after === null ? BEFORE.exec(text) : null;
  if (after === null && before === null) return null;
  const [northing, north] = after === null ? [before?.[2], before?.[1]] : [after[1], after[2]];
  const [easting, east] = after === null ? [before?.[4], before?.[3]] : [after[3], after[4]];
  const latitude = signed(northing ?? '', /^(?:s|ls|lintang selatan)$/i.test(north ?? ''));
  const longitude = signed(easting ?? '', /^(?:w|b|bb|bujur barat)$/i.test(east ?? ''));
  return latitude === null || longitude === null ? null : onEarth({ latitude, longitude });
}

/** A minus besides "LS" says the same twice; besides "LU" it contradicts. */
function signed(angle: string, isNegative: boolean): number | null {
  const parts = angle.match(new RegExp(DECIMAL, 'g'))?.map((part) => Number(part.replace(',', '.'))) ?? [];
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = parts;
  if (minutes >= 60 || seconds >= 60 || (angle.trim().startsWith('-') && !isNegative)) return null;
  if (parts.slice(0, -1).some((part) => !Number.isInteger(part))) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  return isNegative ? -size : size;
}

const WITH_LABELS =
  /\b(?:latitude|lat|lintang)\b[\s:=.]*(-?\d{1,3}[.,]\d+)[^\d-]*?\b(?:longitude|long|lon|lng|bujur)\b[\s:=.]*(-?\d{1,3}[.,]\d+)(?!\d)/i;

function withLabels(text: string): Coordinates | null {
  const found = WITH_LABELS.exec(text);
  return found === null ? null : pair(found[1], found[2]);
}

/** Two decimals at least: "3.5, 100.2" would name half a province. */
const FRACTION = String.raw`-?\d{1,3}[.,]\d{2,}°?`;
const BARE = new RegExp(
  `(?<![\\d.,-])(${FRACTION})(?:\\s*[;/|]\\s*|\\s*,\\s*|\\s+)(${FRACTION})(?![\\d]|[.,]\\d)`,
);

/** `0.5123, 117.5432`, `-0,5123 ; 117,5432`. */
function bare(text: string): Coordinates | null {
  const found = BARE.exec(text);
  if (found === null) return null;
  const around = text.slice(0, found.index) + text.slice(found.index + found[0].length);
  // Other numbers beside them: two amounts, say, and no place.
  return /\d/.test(around) ? null : pair(found[1], found[2]);
}

/** Longitude first is told by its size: no latitude is beyond 90. */
function pair(first = '', second = ''): Coordinates | null {
  const [a, b] = [first, second].map((part) => Number(part.replace(',', '.').replace('°', '')));
  if (a === undefined || b === undefined) return null;
  return Math.abs(a) > 90 ? onEarth({ latitude: b, longitude: a }) : onEarth({ latitude: a, longitude: b });
}

function onEarth({ latitude, longitude }: Coordinates): Coordinates | null {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
