/** Lists of people for a programme: a draft of one's own, a snapshot, and the decision of a second person. */
import { isDeepStrictEqual } from 'node:util';
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { problemsOf, type AidCriteria } from '../../domain/aid/criteria.js';
import { sensitiveCodes, type PmksCategory } from '../../domain/pmks/categories.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import { tellOfList } from '../opd/tell-of-list.js';
import type { AidDeps } from './deps.js';
import type { AidListHead, AidListView } from './ports.js';
import { LIST_ROWS_A_PAGE, type AidServices, type ListProblem } from './services.js';

type ListServices = Pick<
  AidServices,
  | 'activePrograms'
  | 'programNames'
  | 'lists'
  | 'preview'
  | 'saveList'
  | 'dropList'
  | 'list'
  | 'rows'
  | 'freeze'
  | 'decide'
>;

export function listServices(deps: AidDeps): ListServices {
  const { queries, unitOfWork } = deps;
  return {
    activePrograms: async (actor) => {
      allow(actor);
      return (await queries.programs()).filter(({ active }) => active);
    },
    programNames: async (actor) => {
      allow(actor);
      return new Map((await queries.programs()).map(({ code, name }) => [code, name]));
    },
    lists: async (actor) => {
      allow(actor);
      return queries.lists(actor);
    },
    preview: async (actor, criteria) => {
      allow(actor);
      if (criteria === null) return null;
      const problems = await criteriaProblems(deps, actor, criteria);
      if (problems.length > 0) return { ok: false, problems };
      const sensitive = isSensitive(criteria, await deps.categories());
      const today = dayIn(deps.timeZone, deps.clock.now());
      return { ok: true, composition: await queries.compose(criteria, { today, sensitive }), sensitive };
    },
    saveList: (actor, input, ip) => saveList(deps, actor, { ...input, ip }),
    dropList: async (actor, id) => {
      allow(actor);
      await unitOfWork.run(async (tx) => {
        const head = await tx.aidLists.lock(id);
        if (head?.state === 'draft' && head.authorId === actor.id) await tx.aidLists.drop(id);
      });
    },
    list: async (actor, id, ip) => {
      const list = await listFor(deps, actor, id);
      if (list.sensitive) {
        const look = { userId: actor.id, action: 'aid.sensitive_list_viewed', subject: id, ip };
        await unitOfWork.run((tx) => tx.access.record(look));
      }
      return list;
    },
    rows: async (actor, { id }, after) =>
      queries.rows(await listFor(deps, actor, id), { after, limit: LIST_ROWS_A_PAGE + 1 }),
    freeze: (actor, input) => freeze(deps, actor, input),
    decide: (actor, input) => decide(deps, actor, input),
  };
}

export function allow(actor: StaffActor): void {
  if (!staffMay(actor, 'use_aid')) throw new AppError('not_found');
}

/** Throws not_found. */
export async function listFor({ queries }: AidDeps, actor: StaffActor, id: string): Promise<AidListView> {
  allow(actor);
  const list = await queries.list(actor, id);
  if (list === null) throw new AppError('not_found');
  return list;
}

function isSensitive({ categories }: AidCriteria, all: readonly PmksCategory[]): boolean {
  const sensitive = sensitiveCodes(all);
  return categories.some((code) => sensitive.has(code));
}

async function criteriaProblems(
  { categories }: AidDeps,
  actor: StaffActor,
  criteria: AidCriteria,
): Promise<readonly ListProblem[]> {
  const problems: ListProblem[] = [...problemsOf(criteria)];
  if (!criteria.areas.every((area) => mayAccess(actor, area))) problems.push('areas');
  const granted = staffMay(actor, 'read_sensitive');
  if (!granted && isSensitive(criteria, await categories())) problems.push('sensitive');
  return problems;
}

async function saveList(
  deps: AidDeps,
  actor: StaffActor,
  {
    id,
    version,
    name,
    programCode,
    criteria,
    ip,
  }: Parameters<AidServices['saveList']>[1] & { readonly ip: string },
): ReturnType<AidServices['saveList']> {
  allow(actor);
  const trimmed = name.trim();
  const problems = [...(await criteriaProblems(deps, actor, criteria))];
  if (trimmed.length < 3 || trimmed.length > 100) problems.push('name');
  const sensitive = isSensitive(criteria, await deps.categories());
  return deps.unitOfWork.run(async (tx) => {
    const program = await tx.aid.program(programCode);
    if (program?.active !== true) problems.push('program');
    if (problems.length > 0) return { ok: false, problems };
    const stands = await tx.aidLists.lock(id);
    const draft = {
      id,
      name: trimmed,
      programCode,
      criteria,
      sensitive,
      version: version + 1,
      authorId: actor.id,
    };
    if (stands === null) {
      if (version > 0) throw new AppError('not_found');
      await tx.aidLists.add(draft, deps.clock.now());
    } else {
      if (stands.authorId !== actor.id) throw new AppError('not_found');
      if (isSame(stands, draft)) return { ok: true };
      if (stands.state !== 'draft' || stands.version !== version) throw changed(stands);
      await tx.aidLists.change(draft);
    }
    await tx.access.record({ userId: actor.id, action: 'aid.list_saved', subject: id, ip });
    return { ok: true };
  });
}

function isSame(
  one: Pick<AidListHead, 'name' | 'programCode' | 'criteria'>,
  other: Pick<AidListHead, 'name' | 'programCode' | 'criteria'>,
): boolean {
  const { name, programCode, criteria } = one;
  return (
    name === other.name && programCode === other.programCode && isDeepStrictEqual(criteria, other.criteria)
  );
}

function changed({ state }: AidListHead): AppError {
  return new AppError('aid.list_changed', { state });
}

async function freeze(
  { unitOfWork }: AidDeps,
  actor: StaffActor,
  { id, version, ip }: Parameters<AidServices['freeze']>[1],
): ReturnType<AidServices['freeze']> {
  allow(actor);
  return unitOfWork.run(async (tx) => {
    const head = await tx.aidLists.lock(id);
    if (head?.authorId !== actor.id) throw new AppError('not_found');
    if (head.version !== version) throw changed(head);
    if (head.state !== 'draft') return { ok: true };
    const program = await tx.aid.program(head.programCode);
    if (program?.active !== true) return { ok: false, problems: ['program'] };
    // Its author's scope or grant may be less by now.
    const may = head.criteria.areas.every((area) => mayAccess(actor, area));
    if (!may || (head.sensitive && !staffMay(actor, 'read_sensitive'))) throw new AppError('not_found');
    await tx.aidLists.beginFreezing(id);
    await tx.outbox.add('aid.freeze', { listId: id });
    await tx.access.record({ userId: actor.id, action: 'aid.list_frozen', subject: id, ip });
    return { ok: true };
  });
}

/** Where a note holds what could be a NIK or KK, it is none. */
export const IDENTITY = /\d[\d\s.-]{8,}\d/;

async function decide(
  deps: AidDeps,
  actor: StaffActor,
  { id, approve, note, ip }: Parameters<AidServices['decide']>[1],
): ReturnType<AidServices['decide']> {
  const list = await listFor(deps, actor, id);
  if (!staffMay(actor, 'approve_aid_lists') || list.authorId === actor.id) throw new AppError('not_found');
  const words = note.trim();
  const noteIsWrong = words.length > 300 || IDENTITY.test(words) || (!approve && words.length < 3);
  if (noteIsWrong) return { ok: false, problems: ['note'] };
  const state = approve ? 'approved' : 'returned';
  return deps.unitOfWork.run(async (tx) => {
    const head = await tx.aidLists.lock(id);
    if (head === null) throw new AppError('not_found');
    if (head.state === state && head.decidedById === actor.id) return { ok: true };
    if (head.state !== 'frozen') throw changed(head);
    const at = deps.clock.now();
    await tx.aidLists.decide(id, { state, by: actor.id, note: words === '' ? null : words, at });
    await tx.access.record({ userId: actor.id, action: `aid.list_${state}`, subject: id, ip });
    const { programCode: program, criteria, sensitive } = head;
    if (approve) await tellOfList(tx, { program, areas: criteria.areas, sensitive }, at);
    return { ok: true };
  });
}
