import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { concealed } from '../../domain/people/conceal.js';
import { chosenParts } from '../../domain/quality/checks.js';
import type { Desa } from '../../domain/region/desa.js';
import type { StaffActor } from '../console-services.js';
import { sightOf } from '../people/people.js';
import type { PeopleReader } from '../people/ports.js';
import type { Clock, UnitOfWork } from '../ports.js';
import { isWaitedFor } from './count-quality.js';
import type { QualityArea, QualityPlace, QualityQueries } from './ports.js';
import {
  unknownDesa,
  type Counted,
  type QualityAsked,
  type QualityFilter,
  type QualityList,
} from './services.js';

export interface QualityDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly queries: QualityQueries;
  readonly reader: PeopleReader;
  readonly desaOf: (code: string) => Desa | undefined;
  /** Who answers for all of it sees those, too, of whom no desa is known. */
  readonly homeRegion: string;
}

const PAGE_SIZE = 25;

export async function qualityList(
  deps: QualityDeps,
  actor: StaffActor,
  asked: QualityAsked & { readonly cursor: string | undefined; readonly ip: string },
): Promise<QualityList> {
  const { queries, reader, homeRegion } = deps;
  const { topic, first, second, cursor, ip } = asked;
  const area = areaOf(deps, actor, asked);
  const parts = chosenParts(topic, first, second);
  const [counted, total, found] = await Promise.all([
    countedOf(queries),
    queries.size(area, parts),
    queries.found(area, parts, { after: placeOf(cursor), limit: PAGE_SIZE + 1 }),
  ]);
  const page = found.slice(0, PAGE_SIZE);
  const ids = page.map(({ subjectId }) => subjectId);
  const files = await reader.peopleAsOf(ids, 'now');
  const sight = sightOf(actor, homeRegion);
  const people = files.flatMap((file) => concealed(file, sight) ?? []);
  const records = topic === 'nik' ? await queries.alone(ids, area.sensitive) : [];
  await queries.record({ userId: actor.id, action: 'quality.list_viewed', subject: subjectOf(asked), ip });
  const last = page.at(-1);
  const next = found.length > PAGE_SIZE && last !== undefined ? cursorOf(last) : null;
  return { counted, total, people, records, next };
}

export function areaOf(
  { homeRegion }: QualityDeps,
  actor: StaffActor,
  { kecamatan, desa }: QualityFilter,
): QualityArea {
  return {
    scope: actor,
    whole: mayAccess(actor, homeRegion),
    sensitive: staffMay(actor, 'read_sensitive'),
    place: desa === unknownDesa ? '' : (desa ?? kecamatan),
  };
}

export async function countedOf(queries: QualityQueries): Promise<Counted> {
  const state = await queries.state();
  return { at: state.countedAt, waiting: isWaitedFor(state) };
}

const REGION = /^\d\d(\.\d{2,4}){1,3}$/;

/** For the access log: codes alone, whatever stood in the address. */
export function subjectOf({ topic, first, second, kecamatan, desa }: QualityAsked): string {
  const parts = chosenParts(topic, first, second);
  const [only = topic] = parts.length === 1 ? parts : [topic];
  const place = desa ?? kecamatan;
  return place !== undefined && (place === unknownDesa || REGION.test(place)) ? `${only} ${place}` : only;
}

function cursorOf({ desaCode, subjectId }: QualityPlace): string {
  return `${desaCode}_${subjectId}`;
}

const CURSOR = /^((?:\d\d(?:\.\d{2,4}){3})?)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

function placeOf(cursor: string | undefined): QualityPlace | null {
  const [, desaCode, subjectId] = CURSOR.exec(cursor ?? '') ?? [];
  return desaCode === undefined || subjectId === undefined ? null : { desaCode, subjectId };
}
