import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { concealed } from '../../domain/people/conceal.js';
import { chosenParts, topicOf, type QualityCheck, type QualityTopic } from '../../domain/quality/checks.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import { sightOf } from '../people/people.js';
import type { PeopleReader } from '../people/ports.js';
import type { Clock, UnitOfWork } from '../ports.js';
import { isWaitedFor } from './count-quality.js';
import type { QualityArea, QualityPlace, QualityQueries } from './ports.js';
import type { Counted, QualityFilter, QualityOverview, QualityServices } from './services.js';

export interface QualityDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly queries: QualityQueries;
  readonly reader: PeopleReader;
  /** Who answers for all of it sees those, too, of whom no desa is known. */
  readonly homeRegion: string;
}

const PAGE_SIZE = 25;

export function qualityServices(deps: QualityDeps): QualityServices {
  const { queries, unitOfWork, clock, homeRegion } = deps;
  return {
    overview: async (actor, filter) => {
      allow(actor);
      const area = areaOf(deps, actor, filter);
      const [counted, rows] = await Promise.all([countedOf(queries), queries.counts(area)]);
      return { counted, totals: summed(rows), places: placesOf(rows, filter) };
    },
    list: async (actor, { topic, first, second, cursor, ip, ...filter }) => {
      allow(actor);
      const area = areaOf(deps, actor, filter);
      const parts = chosenParts(topic, first, second);
      const [counted, total, found] = await Promise.all([
        countedOf(queries),
        queries.size(area, parts),
        queries.found(area, parts, { after: placeOf(cursor), limit: PAGE_SIZE + 1 }),
      ]);
      const page = found.slice(0, PAGE_SIZE);
      const ids = page.map(({ subjectId }) => subjectId);
      const files = await deps.reader.peopleAsOf(ids, 'now');
      const sight = sightOf(actor, homeRegion);
      const people = files.flatMap((file) => concealed(file, sight) ?? []);
      const records = topic === 'nik' ? await queries.alone(ids, area.sensitive) : [];
      const [only] = parts.length === 1 ? parts : [topic];
      const subject = [only, area.place].filter((one) => one !== undefined).join(' ');
      await queries.record({ userId: actor.id, action: 'quality.list_viewed', subject, ip });
      const last = page.at(-1);
      const next = found.length > PAGE_SIZE && last !== undefined ? cursorOf(last) : null;
      return { counted, total, people, records, next };
    },
    recount: async (actor) => {
      allow(actor);
      await unitOfWork.run((tx) => tx.quality.ask(clock.now()));
    },
  };
}

function allow(actor: StaffActor): void {
  if (!staffMay(actor, 'read_registry')) throw new AppError('not_found');
}

function areaOf(
  { homeRegion }: QualityDeps,
  actor: StaffActor,
  { kecamatan, desa }: QualityFilter,
): QualityArea {
  return {
    scope: actor,
    whole: mayAccess(actor, homeRegion),
    sensitive: staffMay(actor, 'read_sensitive'),
    place: desa ?? kecamatan,
  };
}

async function countedOf(queries: QualityQueries): Promise<Counted> {
  const state = await queries.state();
  return { at: state.countedAt, waiting: isWaitedFor(state) };
}

type Rows = Awaited<ReturnType<QualityQueries['counts']>>;

function summed(rows: Rows): ReadonlyMap<QualityCheck, number> {
  const totals = new Map<QualityCheck, number>();
  for (const { check, count } of rows) totals.set(check, (totals.get(check) ?? 0) + count);
  return totals;
}

function placesOf(rows: Rows, { kecamatan, desa }: QualityFilter): QualityOverview['places'] {
  const within = kecamatan !== undefined || desa !== undefined;
  const places = new Map<string, Map<QualityTopic, number>>();
  for (const { desaCode, check, count } of rows) {
    const topic = topicOf(check);
    if (topic !== check) continue;
    const code = within ? desaCode : desaCode.slice(0, Math.max(0, desaCode.lastIndexOf('.')));
    const totals = places.get(code) ?? new Map<QualityTopic, number>();
    totals.set(topic, (totals.get(topic) ?? 0) + count);
    places.set(code, totals);
  }
  // Who lives nobody knows where comes last.
  return [...places]
    .map(([code, totals]) => ({ code, totals }))
    .toSorted((a, b) => (a.code === '' ? 1 : b.code === '' ? -1 : a.code < b.code ? -1 : 1));
}

function cursorOf({ desaCode, subjectId }: QualityPlace): string {
  return `${desaCode}_${subjectId}`;
}

const CURSOR = /^((?:\d\d(?:\.\d{2,4}){3})?)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

function placeOf(cursor: string | undefined): QualityPlace | null {
  const [, desaCode, subjectId] = CURSOR.exec(cursor ?? '') ?? [];
  return desaCode === undefined || subjectId === undefined ? null : { desaCode, subjectId };
}
