import { staffMay } from '../../domain/access/scope.js';
import { chosenParts, topicOf, type QualityCheck, type QualityTopic } from '../../domain/quality/checks.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import { qualityFile } from './export-list.js';
import { areaOf, countedOf, qualityList, type QualityDeps } from './list.js';
import type { QualityQueries } from './ports.js';
import type { QualityFilter, QualityOverview, QualityServices } from './services.js';

export function qualityServices(deps: QualityDeps): QualityServices {
  const { queries, unitOfWork, clock } = deps;
  return {
    overview: async (actor, filter) => {
      allow(actor);
      const area = areaOf(deps, actor, filter);
      const [counted, rows] = await Promise.all([countedOf(queries), queries.counts(area)]);
      return { counted, totals: summed(rows), places: placesOf(rows, filter) };
    },
    list: async (actor, asked) => {
      allow(actor);
      return qualityList(deps, actor, asked);
    },
    fileSize: async (actor, asked) => {
      allow(actor);
      const area = { ...areaOf(deps, actor, asked), sensitive: false };
      return queries.size(area, chosenParts(asked.topic, asked.first, asked.second));
    },
    file: async (actor, input) => {
      allow(actor);
      return qualityFile(deps, actor, input);
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
