import { ReportKind } from '../../domain/report/report.js';
import type { CaseEvent } from '../../domain/case/events.js';
import { mayAccess } from '../../domain/access/scope.js';
import type { FieldCheckQueries } from '../../usecases/field-check/ports.js';
import type { StorageContext } from '../context.js';
import { openAnswers } from '../repositories/answers.js';
import { openEvent } from '../repositories/cases.js';
import { staffMembers } from '../repositories/field-checks.js';
import { scopeWhere } from './scope.js';
import { seesSensitive } from './sensitive.js';

export function fieldCheckQueries(context: StorageContext): FieldCheckQueries {
  const { db, regions } = context;
  return {
    checkedCase: async (actor, caseId) => {
      const row = await db.case.findFirst({ where: { id: caseId, ...scopeWhere(actor) } });
      if (row === null || (row.sensitive && !seesSensitive(actor))) return null;
      const events = await eventsOf(context, caseId);
      const [names, photos, deliveries] = await Promise.all([
        namesIn(context, events),
        photosIn(context, caseId, events),
        deliveriesIn(context, caseId, events),
      ]);
      return {
        id: row.id,
        number: row.number,
        version: row.version,
        kind: ReportKind.parse(row.kind),
        state: row.state,
        sensitive: row.sensitive,
        desaCode: row.desaCode,
        desaName: regions.names.get(row.desaCode) ?? row.desaCode,
        kecamatanName: regions.names.get(row.kecamatanCode) ?? row.kecamatanCode,
        reporterId: row.reporterId,
        ownerId: row.ownerId,
        answers: openAnswers(context, row.id, row.answersEnc),
        events,
        names,
        photos,
        deliveries,
      };
    },
    possibleCheckers: async (desaCode) => {
      const [reporters, staff] = await Promise.all([
        db.reporter.findMany({
          where: { status: 'active', scopes: { some: { desaCode } } },
          select: {
            id: true,
            name: true,
            role: true,
            contacts: { where: { status: 'active' }, select: { id: true }, take: 1 },
          },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
        staffMembers(context, { role: { in: ['reviewer', 'supervisor'] } }),
      ]);
      return {
        reporters: reporters.map(({ contacts, ...person }) => ({
          ...person,
          reachable: contacts.length > 0,
        })),
        staff: staff.filter((person) => mayAccess(person, desaCode)),
      };
    },
  };
}

/** All of them, of a case that was ever to be looked at; of the others, which are most, there is nothing to tell. */
async function eventsOf(context: StorageContext, caseId: string): Promise<readonly CaseEvent[]> {
  const { db } = context;
  if ((await db.fieldCheck.count({ where: { caseId } })) === 0) return [];
  const rows = await db.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
  return rows.map((event) => openEvent(context, event));
}

/** Of those who ordered a check, were asked, or told what they found. */
async function namesIn(
  { db }: StorageContext,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<string, string>> {
  const ids = events.flatMap(({ actor, data }) => {
    if (data.type === 'field_check_ordered') return [actor.id ?? '', data.checker.id];
    return data.type === 'field_check_reported' ? [actor.id ?? ''] : [];
  });
  if (ids.length === 0) return new Map();
  const named = { where: { id: { in: ids } }, select: { id: true, name: true } } as const;
  const [users, reporters] = await Promise.all([db.consoleUser.findMany(named), db.reporter.findMany(named)]);
  return new Map([...users, ...reporters].map(({ id, name }) => [id, name]));
}

/** Pictures that came with results. */
async function photosIn({ db }: StorageContext, caseId: string, events: readonly CaseEvent[]) {
  const ids = events.flatMap(({ data }) =>
    data.type === 'field_check_reported' ? data.result.photos.map(({ id }) => id) : [],
  );
  if (ids.length === 0) return [];
  const rows = await db.attachment.findMany({ where: { caseId, id: { in: ids } } });
  return rows.map(({ id, state, pages, width, height }) => ({
    id,
    state: stateOf(state),
    pages,
    width,
    height,
  }));
}

/** Of the messages under the key of notify-checker. */
async function deliveriesIn(
  { db }: StorageContext,
  caseId: string,
  events: readonly CaseEvent[],
): Promise<ReadonlyMap<string, string>> {
  const tasks = events.flatMap(({ id, data }) =>
    data.type === 'field_check_ordered' && data.checker.kind === 'reporter'
      ? [{ id, to: data.checker.id, key: `check:${caseId}:${id}:${data.checker.id}` }]
      : [],
  );
  if (tasks.length === 0) return new Map();
  const [said, contacts] = await Promise.all([
    db.outboundMessage.findMany({
      where: { dedupeKey: { in: tasks.map(({ key }) => key) } },
      select: { dedupeKey: true, state: true },
    }),
    db.contact.findMany({
      where: { reporterId: { in: tasks.map(({ to }) => to) } },
      select: { reporterId: true },
    }),
  ]);
  return new Map(
    tasks.flatMap(({ id, to, key }) => {
      const state = said.find(({ dedupeKey }) => dedupeKey === key)?.state;
      // The job that queues it runs in a moment.
      const waits = contacts.some(({ reporterId }) => reporterId === to) ? 'queued' : undefined;
      const known = state ?? waits;
      return known === undefined ? [] : [[id, known] as const];
    }),
  );
}

function stateOf(state: string): 'pending' | 'stored' | 'failed' {
  return state === 'stored' || state === 'failed' ? state : 'pending';
}
