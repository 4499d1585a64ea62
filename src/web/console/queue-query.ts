/** The queue's filter as addresses and forms carry it. What was searched for goes sealed. */
import { z } from 'zod';
import { CaseState } from '../../domain/case/events.js';
import { isDay } from '../../domain/overview/period.js';
import { ReportKind } from '../../domain/report/report.js';
import { pmksCategories } from '../../domain/pmks/categories.js';
import {
  decisionFilters,
  fieldCheckFilters,
  queueSorts,
  type QueueFilter,
  type StaffActor,
} from '../../usecases/console-services.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import { numberAlone, optionalText } from './context.js';

/** What is sensitive by the regulation would tell of each of its cases; what the office made so finds none. */
const narrowing = pmksCategories.flatMap(({ code, sensitive }) => (sensitive ? [] : [code]));

const ages = { '3': 3, '7': 7, '14': 14, late: 'late' } as const;
const ticked = z.literal('ya').optional().catch(undefined);

const day = z
  .string()
  .refine((text) => isDay(text))
  .optional()
  .catch(undefined);

const Query = z.object({
  status: z
    .union([CaseState, z.enum(['all', 'objected'])])
    .optional()
    .catch(undefined),
  kind: ReportKind.optional().catch(undefined),
  kecamatan: optionalText,
  desa: optionalText,
  kategori: z.enum(narrowing).optional().catch(undefined),
  pemegang: z.enum(['me', 'nobody', 'others']).optional().catch(undefined),
  lama: z.enum(['3', '7', '14', 'late']).optional().catch(undefined),
  foto: ticked,
  ganda: ticked,
  eskalasi: ticked,
  cek: z.enum(fieldCheckFilters).optional().catch(undefined),
  darurat: ticked,
  kedua: ticked,
  masuk_dari: day,
  masuk_sampai: day,
  putus_dari: day,
  putus_sampai: day,
  putusan: z.enum(decisionFilters).optional().catch(undefined),
  urut: z.enum(queueSorts).optional().catch(undefined),
  /** Sealed words. */
  cari: optionalText,
  /** A case's number, as links carry it. */
  q: numberAlone,
  cursor: optionalText,
});
export type QueueQuery = z.infer<typeof Query>;

/** Of an address or a form; what is none of ours is left out. */
export function readQueueQuery(given: unknown): QueueQuery {
  return Query.parse(given ?? {});
}

/** As parameters of an address. By priority is how the queue is ordered anyway. */
export function queryOf(query: QueueQuery): Readonly<Record<string, string | undefined>> {
  return { ...query, urut: query.urut === 'priority' ? undefined : query.urut };
}

export function filterOf(query: QueueQuery, actor: StaffActor, search: SearchSeal): QueueFilter {
  const { status: state, kind, kecamatan, desa, kategori: category, pemegang: holder, cursor } = query;
  return {
    state,
    kind,
    kecamatan,
    desa,
    category,
    holder,
    age: query.lama === undefined ? undefined : ages[query.lama],
    photos: query.foto === undefined ? undefined : true,
    duplicates: query.ganda === undefined ? undefined : true,
    escalated: query.eskalasi === undefined ? undefined : true,
    fieldCheck: query.cek,
    urgent: query.darurat === undefined ? undefined : true,
    second: query.kedua === undefined ? undefined : true,
    receivedFrom: query.masuk_dari,
    receivedTo: query.masuk_sampai,
    decidedFrom: query.putus_dari,
    decidedTo: query.putus_sampai,
    decision: query.putusan,
    sort: query.urut,
    q: query.q ?? (query.cari === undefined ? undefined : search.open(query.cari, actor)),
    cursor,
  };
}

/** The filter as an address carries it: what was searched for goes sealed. */
export function queryOfFilter(
  filter: Omit<QueueFilter, 'cursor'>,
  actor: StaffActor,
  search: SearchSeal,
): QueueQuery {
  const tick = (on: boolean | undefined) => (on === true ? 'ya' : undefined);
  const { state, kind, kecamatan, desa, category, holder, age, sort, q } = filter;
  return readQueueQuery({
    status: state,
    kind,
    kecamatan,
    desa,
    kategori: category,
    pemegang: holder,
    lama: age === undefined ? undefined : String(age),
    foto: tick(filter.photos),
    ganda: tick(filter.duplicates),
    eskalasi: tick(filter.escalated),
    darurat: tick(filter.urgent),
    kedua: tick(filter.second),
    cek: filter.fieldCheck,
    masuk_dari: filter.receivedFrom,
    masuk_sampai: filter.receivedTo,
    putus_dari: filter.decidedFrom,
    putus_sampai: filter.decidedTo,
    putusan: filter.decision,
    urut: sort,
    cari: q === undefined ? undefined : search.seal(q, actor),
  });
}
