/** The office puts answers of a report right: a version of its own, with a reason, for another to approve. */
import { editReport, nothingTyped, type Edited, type Typed } from '../../dialogue/office-edit.js';
import type { DialogueContext } from '../../dialogue/types.js';
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import type { CaseEvent, CaseState } from '../../domain/case/events.js';
import { foldCase, mayFollow } from '../../domain/case/fold.js';
import { sensitiveCodes, type PmksCategory } from '../../domain/pmks/categories.js';
import { categoriesOf } from '../../domain/reference/reference.js';
import { isSensitiveReport, type Report } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import { editText } from '../../i18n/casework.js';
import { refuseClaimed } from '../case/decide-case.js';
import { mayDecide } from '../case/may.js';
import type { AdvanceDeps } from '../chat/advance.js';
import type { StaffActor } from '../console-services.js';
import { endReporterCheck } from '../field-check/end-reporter-check.js';
import type { CaseHead, UnitOfWork, Work } from '../ports.js';
import type { CaseworkServices, EditView, SaveEditInput } from './services.js';

export interface EditDeps {
  readonly unitOfWork: UnitOfWork;
  /** What the readers of answers are told of the office. */
  readonly office: AdvanceDeps;
}

export async function editView(
  deps: EditDeps,
  actor: StaffActor,
  { caseId, version, typed = nothingTyped, ip }: Parameters<CaseworkServices['editView']>[1],
): Promise<EditView> {
  return deps.unitOfWork.run(async (tx) => {
    const head = await lockOwn(tx, actor, caseId);
    const events = await tx.cases.events(caseId);
    const { answers: before } = foldCase(events);
    const categories = categoriesOf(await tx.reference.current());
    const typedOn = version ?? head.version;
    const base = answersAt(events, typedOn) ?? before;
    const carried =
      typedOn === head.version ? typed : changedIn(base, typed, contextOf(deps, base, categories));
    const context = contextOf(deps, before, categories);
    const { fields, faults, report } = edited(context, actor, before, carried);
    const action = head.sensitive ? 'case.sensitive_viewed' : 'case.viewed';
    await tx.access.record({ userId: actor.id, action, subject: caseId, ip });
    const { number, kind, state, sensitive } = head;
    return {
      ...{ number, kind, state, sensitive, version: head.version, open: mayFollow('edited', state) },
      ...{ fields: offeredTo(actor, fields, categories), faults, typed: carried, before, after: report },
      meanwhile: await since(tx, events, { version: typedOn, before: base }),
    };
  });
}

export async function saveEdit(
  deps: EditDeps,
  actor: StaffActor,
  input: SaveEditInput,
): Promise<{ number: string; state: CaseState }> {
  const note = input.note.trim();
  if (note === '') throw new AppError('case.reason_required');
  const { reason, caseId, version, ip } = input;
  return deps.unitOfWork.run(async (tx) => {
    const head = await lockOwn(tx, actor, caseId);
    const events = await tx.cases.events(caseId);
    const base = answersAt(events, version);
    if (base === null) throw new AppError('input.invalid');
    const context = contextOf(deps, base, categoriesOf(await tx.reference.current()));
    const { report: answers } = edited(context, actor, base, input.typed);
    if (answers === null || isSame(answers, base)) throw new AppError('input.invalid');
    const data = { type: 'edited', reason, note, answers } as const;
    if (head.version !== version) return settleLate(tx, actor, { head, events, version, data });
    const now = deps.office.clock.now();
    await refuseClaimed(tx, actor, { caseId, now });
    if (!mayFollow('edited', head.state)) throw new AppError('case.wrong_state', { state: head.state });
    const done = await tx.cases.append(head, { actor: { kind: 'user', id: actor.id }, at: now, data });
    await endReporterCheck(tx, { before: head, now: done.head, at: now });
    await tx.cases.saveDuplicates(caseId, await tx.cases.findDuplicates(done.head));
    await tx.outbox.add('case.notify', { caseId, eventId: done.eventId });
    await tx.access.record({ userId: actor.id, action: 'case.edited', subject: caseId, ip });
    return { number: head.number, state: done.head.state };
  });
}

/** Who may decide a case may put it right. */
async function lockOwn(tx: Work, actor: StaffActor, caseId: string): Promise<CaseHead> {
  const head = staffMay(actor, 'decide_cases') ? await tx.cases.lock(caseId) : null;
  if (head === null || !mayAccess(actor, head.desaCode) || !mayDecide(actor, head))
    throw new AppError('not_found');
  return head;
}

/** null: the case never stood there. */
function answersAt(events: readonly CaseEvent[], version: number): Report | null {
  const then = events.filter(({ seq }) => seq <= version);
  return then.length === version && version > 0 ? foldCase(then).answers : null;
}

function contextOf(
  { office }: EditDeps,
  { desaCode }: Report,
  categories: readonly PmksCategory[],
): DialogueContext {
  const { clock, ...rest } = office;
  const desa = [{ code: desaCode, name: '', kecamatan: '' }];
  return { ...rest, categories, now: clock.now(), messageId: '', reporter: { name: '', desa } };
}

/** To make a sensitive case of it takes who may decide one. */
function edited(context: DialogueContext, actor: StaffActor, before: Report, typed: Typed): Edited {
  const made = editReport(before, typed, context);
  const sensitive = sensitiveCodes(context.categories);
  const { report } = made;
  const becomes =
    report !== null && isSensitiveReport(report, sensitive) && !isSensitiveReport(before, sensitive);
  if (!becomes || staffMay(actor, 'decide_sensitive')) return made;
  return { ...made, report: null, faults: [{ field: 'categories', sentence: editText.sensitive }] };
}

/** Categories that this person may not choose are not offered. */
function offeredTo(
  actor: StaffActor,
  fields: EditView['fields'],
  categories: readonly PmksCategory[],
): EditView['fields'] {
  if (staffMay(actor, 'decide_sensitive')) return fields;
  const sensitive = sensitiveCodes(categories);
  return fields.map((field) =>
    field.id === 'categories'
      ? { ...field, options: field.options.filter(({ value }) => !sensitive.has(value)) }
      : field,
  );
}

/** Of what was typed on other answers, what was changed there: the rest follows the case. */
function changedIn(base: Report, { said, asked }: Typed, context: DialogueContext): Typed {
  const { fields } = editReport(base, nothingTyped, context);
  const stood = new Map(fields.map(({ id, stands }) => [id, listed(stands)]));
  const changed = Object.entries(said).filter(([id, values]) => listed(values) !== (stood.get(id) ?? ''));
  return { said: Object.fromEntries(changed), asked };
}

const listed = (values: readonly string[]) =>
  values
    .map((value) => value.replace(/\r\n/g, '\n').trim())
    .filter((value) => value !== '')
    .toSorted()
    .join('\n');

function isSame(one: Report, other: Report): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function since(
  tx: Work,
  events: readonly CaseEvent[],
  { version, before }: { readonly version: number; readonly before: Report },
): Promise<EditView['meanwhile']> {
  const later = events.filter(({ seq }) => seq > version);
  const first = later.find(({ actor }) => actor.kind === 'user') ?? later[0];
  if (first === undefined) return null;
  const { actor, at, data } = first;
  return {
    by: actor.kind === 'user' ? await tx.cases.staffName(actor.id) : '',
    at,
    event: data.type,
    before,
  };
}

async function settleLate(
  tx: Work,
  actor: StaffActor,
  late: {
    readonly head: CaseHead;
    readonly events: readonly CaseEvent[];
    readonly version: number;
    readonly data: Extract<CaseEvent['data'], { type: 'edited' }>;
  },
): Promise<{ number: string; state: CaseState }> {
  const { head, events, version, data } = late;
  const next = events.find(({ seq }) => seq === version + 1);
  if (next?.actor.id === actor.id && next.data.type === 'edited') {
    const { reason, note, answers } = next.data;
    const same = reason === data.reason && note === data.note && isSame(answers, data.answers);
    if (same) return { number: head.number, state: head.state };
  }
  const first = await since(tx, events, { version, before: data.answers });
  throw new AppError('case.already_decided', {
    by: first?.by ?? '',
    state: head.state,
    at: (first?.at ?? new Date(0)).toISOString(),
    event: first?.event ?? 'edited',
  });
}
