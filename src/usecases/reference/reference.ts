import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { staffMay } from '../../domain/access/scope.js';
import { builtInSensitive } from '../../domain/pmks/categories.js';
import { categoriesOf, type Item } from '../../domain/reference/reference.js';
import {
  OFFICE_TIME,
  type ReasonTopic,
  type ReferenceTopic,
  type ReferenceValue,
} from '../../domain/reference/values.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { builtInHoliday } from '../../i18n/reference.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import { agencyServices } from './agencies.js';
import { allow, changedBy, logChange, type By } from './change.js';
import { judgeCategory, judgeOfficeTime, judgeQuestion, judgeReason } from './judge.js';
import type { ReferenceQueries } from './ports.js';
import { recountSensitivity } from './recount-sensitivity.js';
import { readHolidays } from './read-holidays.js';
import type { ItemInput, ReferenceProblem, ReferenceServices, Saved } from './services.js';

export interface ReferenceDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly queries: ReferenceQueries;
  /** IANA name. */
  readonly timeZone: string;
}

export function referenceServices(deps: ReferenceDeps): ReferenceServices {
  const { unitOfWork, clock, queries, timeZone } = deps;
  const within = async <T>(
    actor: StaffActor,
    ip: string,
    work: (tx: Work, by: By) => Promise<T>,
  ): Promise<T> => {
    allow(actor, 'manage_reference');
    return unitOfWork.run(async (tx) => {
      await tx.reference.lock();
      return work(tx, { actor, ip, at: clock.now() });
    });
  };
  return {
    current: () => queries.current(),
    view: async (actor, topics) => {
      allow(actor, 'read_reference');
      const [reference, changes] = await Promise.all([queries.current(), queries.changes(topics)]);
      return { reference, changes, mayChange: staffMay(actor, 'manage_reference') };
    },
    lastRecount: async (actor) => {
      allow(actor, 'read_reference');
      return queries.lastRecount();
    },
    lastSensitivity: async (actor) => {
      allow(actor, 'read_reference');
      return queries.lastSensitivity();
    },
    openByCategory: async (actor) => {
      allow(actor, 'read_reference');
      return queries.openByCategory();
    },
    saveOfficeTime: (actor, { version, value }, ip) =>
      within(actor, ip, async (tx, by) => {
        const problems = judgeOfficeTime(value);
        if (problems.length > 0) return { ok: false, problems };
        const { officeTime } = await tx.reference.current();
        const change = { topic: 'office_time', code: OFFICE_TIME, version, value } as const;
        const changeId = await put(tx, by, change, officeTime);
        if (changeId !== null) await recount(tx, by, changeId);
        return { ok: true };
      }),
    addHolidays: (actor, input, ip) =>
      within(actor, ip, (tx, by) => addHolidays(tx, by, { ...input, today: dayIn(timeZone, by.at) })),
    removeHoliday: (actor, { day, version }, ip) =>
      within(actor, ip, async (tx, by) => {
        const { holidays } = await tx.reference.current();
        const stands = holidays.find(({ code }) => code === day);
        if (stands === undefined) throw new AppError('not_found');
        const value = { ...stands.value, kept: false };
        const changeId = await put(tx, by, { topic: 'holiday', code: day, version, value }, stands);
        if (changeId !== null) await recount(tx, by, changeId);
        return { ok: true };
      }),
    saveReason: (actor, topic, input, ip) =>
      within(actor, ip, async (tx, by) => {
        const reference = await tx.reference.current();
        const items: readonly Item<ReasonTopic>[] = reference.reasons[topic];
        const target = targetOf(items, input);
        if (target.again) return { ok: true };
        return save(tx, by, {
          change: { ...input, topic, code: target.code },
          stands: target.stands,
          problems: judgeReason(reference, topic, input),
        });
      }),
    saveQuestion: (actor, input, ip) =>
      within(actor, ip, async (tx, by) => {
        const reference = await tx.reference.current();
        const target = targetOf(reference.questions, input);
        if (target.again) return { ok: true };
        return save(tx, by, {
          change: { ...input, topic: 'question', code: target.code },
          stands: target.stands,
          problems: judgeQuestion(reference, input),
        });
      }),
    saveCategory: async (actor, input, ip) => {
      const { saved, recountId } = await within(actor, ip, (tx, by) => saveCategory(tx, by, input));
      // Not a moment longer than it takes is seen what is to be seen no more.
      if (recountId !== null) await recountSensitivity(deps, { recountId }, AT_ONCE_BATCHES);
      return saved;
    },
    ...agencyServices(queries, within),
  };
}

/** Of reports that change with a category, so many batches before its page answers. */
const AT_ONCE_BATCHES = 5;

async function saveCategory(
  tx: Work,
  by: By,
  { code, version, value: typed }: Parameters<ReferenceServices['saveCategory']>[1],
): Promise<{ readonly saved: Saved; readonly recountId: string | null }> {
  const reference = await tx.reference.current();
  const stands = reference.categories.find((one) => one.code === code);
  if (stands === undefined) throw new AppError('not_found');
  // What the regulation makes sensitive is so without anybody's adding.
  const value = { ...typed, sensitive: typed.sensitive && !builtInSensitive.has(code) };
  const problems = judgeCategory(reference, code, value);
  if (problems.length > 0) return { saved: { ok: false, problems }, recountId: null };
  const changeId = await put(tx, by, { topic: 'pmks_category', code, version, value }, stands);
  if (changeId === null) return { saved: { ok: true }, recountId: null };
  const items = reference.categories.map((one) => (one.code === code ? { ...one, value } : one));
  const now = categoriesOf({ ...reference, categories: items }).find((one) => one.code === code);
  if (now !== undefined) await tx.reference.keepCategory(now);
  if (stands.value.sensitive === value.sensitive) return { saved: { ok: true }, recountId: null };
  const change = { id: changeId, code, sensitive: value.sensitive };
  const { id: recountId } = await tx.reference.beginSensitivity(change, by.at);
  await tx.outbox.add('case.recount_sensitivity', { recountId });
  return { saved: { ok: true }, recountId };
}

interface Change<T extends ReferenceTopic> {
  readonly topic: T;
  readonly code: string;
  readonly version: number;
  readonly value: ReferenceValue<T>;
}

/** What a change is of. A new code is made of the words themselves: the same form sent again is the same code. */
function targetOf<T extends ReasonTopic | 'question'>(
  items: readonly Item<T>[],
  { code, value }: ItemInput<ReferenceValue<T>>,
): { readonly code: string; readonly stands: Item<T> | null; readonly again: boolean } {
  const at = code ?? `x_${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)}`;
  const stands = items.find((one) => one.code === at) ?? null;
  if (code !== null && stands === null) throw new AppError('not_found');
  const again = code === null && stands !== null && isDeepStrictEqual(stands.value, value);
  return { code: at, stands, again };
}

async function save<T extends ReferenceTopic>(
  tx: Work,
  by: By,
  {
    change,
    stands,
    problems,
  }: {
    readonly change: Change<T>;
    readonly stands: Item<T> | null;
    readonly problems: readonly ReferenceProblem[];
  },
): Promise<Saved> {
  if (problems.length > 0) return { ok: false, problems };
  await put(tx, by, change, stands);
  return { ok: true };
}

/** null: it stands so already. Throws reference.changed when another change came between. */
async function put<T extends ReferenceTopic>(
  tx: Work,
  by: By,
  { topic, code, version, value }: Change<T>,
  stands: Item<T> | null,
): Promise<bigint | null> {
  const now = stands?.version ?? 0;
  if (version !== now) {
    const last = await tx.reference.last(topic, code);
    const again = now === version + 1 && last?.byId === by.actor.id;
    if (again && isDeepStrictEqual(stands?.value, value)) return null;
    throw changedBy(last);
  }
  if (stands !== null && isDeepStrictEqual(stands.value, value)) return null;
  const before = stands?.value ?? null;
  const change = { topic, code, version: now + 1, before, after: value, byId: by.actor.id, at: by.at };
  const { id } = await tx.reference.write(change);
  await logChange(tx, by, topic, code);
  return id;
}

/** What is open is due by the new rules, too. */
async function recount(tx: Work, { at }: By, changeId: bigint): Promise<void> {
  const { id: recountId } = await tx.reference.beginRecount(changeId, at);
  await tx.outbox.add('case.recount_due', { recountId });
}

async function addHolidays(
  tx: Work,
  by: By,
  { text, year, today }: { readonly text: string; readonly year: number; readonly today: string },
): Promise<Saved<{ readonly added: number }>> {
  const { days, problems } = readHolidays(text, { year, today });
  if (problems.length > 0) return { ok: false, problems };
  const { holidays } = await tx.reference.current();
  let last: bigint | null = null;
  let added = 0;
  for (const { day, name } of days) {
    const stands = holidays.find(({ code }) => code === day) ?? null;
    // What is there already stays as it is called, unless it is called something now.
    const value = { name: name === '' ? (stands?.value.name ?? builtInHoliday) : name, kept: true };
    const change = { topic: 'holiday', code: day, version: stands?.version ?? 0, value } as const;
    const id = await put(tx, by, change, stands);
    if (id === null) continue;
    last = id;
    added += 1;
  }
  if (last !== null) await recount(tx, by, last);
  return { ok: true, added };
}
