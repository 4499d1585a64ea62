import { mayAccess } from '../../domain/access/scope.js';
import type { Work } from '../ports.js';
import { logAccess, lockReporter, ownDesa, type By } from './deps.js';
import { readPerson } from './person.js';
import type { NewReporter, ReporterRecord } from './model.js';
import type { EnrolInput } from './services.js';

/** What is as it was leaves no trace. Desa beyond the actor's regions stay as they are. */
export async function changeReporter(
  tx: Work,
  by: By,
  { id, homeRegion, input }: { id: string; homeRegion: string; input: EnrolInput },
): Promise<void> {
  const before = await lockReporter(tx, by.actor, id, homeRegion);
  const person = readPerson(input);
  const desaCodes = await ownDesa(tx, by.actor, input.desaCodes);
  if (await applyChange(tx, by, before, { ...person, desaCodes })) {
    await logAccess(tx, by, 'reporter.changed', id);
  }
}

/** The reporter is locked. Returns whether anything was different. */
export async function applyChange(
  tx: Work,
  { actor, at }: By,
  before: ReporterRecord,
  after: NewReporter,
): Promise<boolean> {
  const fields = (['name', 'role', 'phone'] as const).filter((field) => before[field] !== after[field]);
  const add = after.desaCodes.filter((code) => !before.desaCodes.includes(code));
  const remove = before.desaCodes.filter((code) => mayAccess(actor, code) && !after.desaCodes.includes(code));
  const event = { reporterId: before.id, actorId: actor.id, at };
  if (fields.length > 0) {
    const { name, role, phone } = after;
    await tx.reporters.update(before.id, { name, role, phone });
    await tx.reporters.record([{ ...event, type: 'changed', data: { fields } }]);
  }
  if (add.length + remove.length > 0) {
    await tx.reporters.setDesa(before.id, { add, remove });
    await tx.reporters.record([{ ...event, type: 'desa_changed', data: { added: add, removed: remove } }]);
  }
  return fields.length + add.length + remove.length > 0;
}
