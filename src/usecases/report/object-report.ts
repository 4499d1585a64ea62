import type { Effect, Fed } from '../../dialogue/types.js';
import { mayObject } from '../../domain/case/objection.js';
import type { CaseHead, Work } from '../ports.js';
import type { ReporterActor } from './actor.js';
import { lockReport } from './find-report.js';

type Objection = Extract<Effect, { type: 'object_report' }>;

/**
 * Sanggah: a reporter of the desa objects to a decision. The same objection of the same person again
 * is that one; another while one is open is refused (with the state, which is then a decided one).
 */
export async function objectReport(tx: Work, actor: ReporterActor, objection: Objection): Promise<Fed> {
  const { number } = objection;
  const note = objection.note.trim();
  const head = await lockReport(tx, actor, 'object', number);
  if (head === null) return { type: 'object_refused', number, state: null };
  if (await isSameAsOpen(tx, head, { by: actor.reporterId, note })) {
    return { type: 'objected', number: head.number };
  }
  if (!mayObject(head) || note === '') {
    return { type: 'object_refused', number: head.number, state: head.state };
  }
  await tx.cases.append(head, {
    actor: { kind: 'reporter', id: actor.reporterId },
    at: actor.now,
    data: { type: 'objected', note },
  });
  return { type: 'objected', number: head.number };
}

async function isSameAsOpen(
  tx: Work,
  head: CaseHead,
  { by, note }: { readonly by: string; readonly note: string },
): Promise<boolean> {
  if (head.objection !== 'open') return false;
  const last = (await tx.cases.events(head.id)).findLast(({ data }) => data.type === 'objected');
  return last?.data.type === 'objected' && last.actor.id === by && last.data.note === note;
}
