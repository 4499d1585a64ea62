import type { Work } from '../ports.js';
import { logAccess, ownDesa, type By } from './deps.js';
import { readPerson } from './person.js';
import type { EnrolInput } from './services.js';

/** Throws input.invalid {field}; a desa beyond the actor's own regions is as good as none. */
export async function enrolReporter(tx: Work, by: By, input: EnrolInput): Promise<{ id: string }> {
  const person = readPerson(input);
  const desaCodes = await ownDesa(tx, by.actor, input.desaCodes);
  const [id = ''] = await tx.reporters.create([{ ...person, desaCodes }]);
  await tx.reporters.record([
    { reporterId: id, type: 'enrolled', actorId: by.actor.id, at: by.at, data: { desa: desaCodes } },
  ]);
  await logAccess(tx, by, 'reporter.enrolled', id);
  return { id };
}
