import { mayAccess } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import { tellingChecker } from '../field-check/tell-checker.js';
import type { Work } from '../ports.js';
import { logAccess, mayManage, type By } from './deps.js';
import { tellPredecessor, tellSuccessor } from './notices.js';
import { invalid, readPerson } from './person.js';
import type { ReporterRecord } from './model.js';
import type { HandoverInput } from './services.js';

/** Of the numbers taken over, as many as a message bears. */
const NUMBERS_TOLD = 10;

/**
 * The desa's reporter is another one: the predecessor loses the desa, the successor gets it with the
 * reports that are still open. Done already, it changes nothing.
 */
export async function handOver(
  tx: Work,
  by: By,
  input: HandoverInput,
  homeRegion: string,
): Promise<{ id: string; cases: number }> {
  const { desaCode, fromId } = input;
  if (!mayAccess(by.actor, desaCode) || (await tx.reporters.knownDesa([desaCode])).length === 0) {
    throw new AppError('not_found');
  }
  const toId = await successorId(tx, input);
  if (toId === fromId) throw invalid('successor');
  const parties = [fromId, toId].filter((id) => id !== null);
  // Conversations first, as a step of the chat locks them: no report of the predecessor is under way now.
  await tx.chat.lock((await tx.reporters.contacts(parties)).map(({ id }) => id));
  const locked = await tx.reporters.lock(parties);
  const from = locked.find(({ id }) => id === fromId) ?? null;
  if (fromId !== null && (from === null || !maySee(by, from, input, homeRegion))) {
    throw new AppError('not_found');
  }
  const to = locked.find(({ id }) => id === toId) ?? (await newSuccessor(tx, by, input));
  // Who was suspended or has left is made active on their own page, knowingly.
  if (to.status !== 'active' || !maySee(by, to, input, homeRegion)) throw invalid('successor');
  if (!to.desaCodes.includes(desaCode)) await tx.reporters.setDesa(to.id, { add: [desaCode], remove: [] });
  const numbers = await moveCases(tx, by, { desaCode, fromId, toId: to.id });
  const left = from?.desaCodes.includes(desaCode) === true;
  if (from !== null && left) await letGo(tx, by, { from, to, desaCode });
  if (left || numbers.length > 0 || !to.desaCodes.includes(desaCode)) {
    await settle(tx, by, { to, input, numbers });
  }
  return { id: to.id, cases: numbers.length };
}

/** Also somebody of another desa whom the actor knows, and whoever has no desa. */
function maySee(by: By, reporter: ReporterRecord, { desaCode }: HandoverInput, homeRegion: string) {
  return reporter.desaCodes.includes(desaCode) || mayManage(by.actor, reporter, homeRegion);
}

/** null: somebody new. A number that is enrolled already is that person's: the form was sent twice. */
async function successorId(tx: Work, { to, desaCode }: HandoverInput): Promise<string | null> {
  if (to.type === 'existing') return to.id;
  const [known] = await tx.reporters.byPhones([readPerson(to.person).phone]);
  if (known === undefined) return null;
  if (!known.desaCodes.includes(desaCode)) throw invalid('phone_taken');
  return known.id;
}

async function newSuccessor(tx: Work, by: By, input: HandoverInput): Promise<ReporterRecord> {
  const { to, desaCode } = input;
  if (to.type !== 'new') throw invalid('successor');
  const person = readPerson(to.person);
  const known = await successorId(tx, input);
  // The same form, sent at the same moment, was faster.
  const [twin] = known === null ? [] : await tx.reporters.lock([known]);
  if (twin !== undefined) return twin;
  const [id = ''] = await tx.reporters.create([{ ...person, desaCodes: [] }]);
  const event = { reporterId: id, actorId: by.actor.id, at: by.at };
  await tx.reporters.record([{ ...event, type: 'enrolled', data: { desa: [desaCode] } }]);
  return { id, ...person, status: 'active', desaCodes: [] };
}

/** Returns the numbers of the cases that have a new owner. */
async function moveCases(
  tx: Work,
  by: By,
  { desaCode, fromId, toId }: { desaCode: string; fromId: string | null; toId: string },
): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (const caseId of await tx.reporters.openCases(desaCode, { ownerId: fromId, notOf: toId })) {
    const head = await tx.cases.lock(caseId);
    // Decided a moment ago: nobody needs to go on with it.
    if (head === null || !isOpen.has(head.state) || head.ownerId === toId) continue;
    await tellingChecker(tx, head.id, () =>
      tx.cases.append(head, {
        actor: { kind: 'user', id: by.actor.id },
        at: by.at,
        data: { type: 'handed_over', fromReporterId: head.ownerId, toReporterId: toId },
      }),
    );
    numbers.push(head.number);
  }
  return numbers;
}

const isOpen: ReadonlySet<string> = new Set(['submitted', 'in_review', 'needs_correction', 'resubmitted']);

interface Parting {
  readonly from: ReporterRecord;
  readonly to: ReporterRecord;
  readonly desaCode: string;
}

async function letGo(tx: Work, by: By, { from, to, desaCode }: Parting): Promise<void> {
  await tx.reporters.setDesa(from.id, { add: [], remove: [desaCode] });
  const last = from.desaCodes.length === 1;
  if (last) {
    await tx.reporters.update(from.id, { status: 'left' });
    await tx.invites.revoke({ reporterId: from.id, userId: null }, by.at);
  }
  const data = { desa: [desaCode], reporter: to.id, ...(last ? { status: 'left' } : {}) };
  const event = { reporterId: from.id, type: 'handed_over', actorId: by.actor.id, at: by.at, data } as const;
  const [eventId = ''] = await tx.reporters.record([event]);
  await tellPredecessor(tx, { eventId, reporterId: from.id, data });
}

interface Arrival {
  readonly to: ReporterRecord;
  readonly input: HandoverInput;
  readonly numbers: readonly string[];
}

async function settle(tx: Work, by: By, { to, input, numbers }: Arrival): Promise<void> {
  const { desaCode, fromId } = input;
  const data = {
    desa: [desaCode],
    cases: numbers.length,
    numbers: numbers.slice(0, NUMBERS_TOLD),
    ...(fromId === null ? {} : { reporter: fromId }),
  };
  const event = { reporterId: to.id, type: 'took_over', actorId: by.actor.id, at: by.at, data } as const;
  const [eventId = ''] = await tx.reporters.record([event]);
  await tellSuccessor(tx, { eventId, reporterId: to.id, data });
  await logAccess(tx, by, 'reporter.handed_over', desaCode);
}
