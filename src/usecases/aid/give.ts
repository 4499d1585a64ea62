/** What people of the office record of aid given. */
import { readRupiah } from '../../dialogue/parse/rupiah.js';
import { staffMay } from '../../domain/access/scope.js';
import type { AidItem, AidOutcome, AidProblem, WithdrawReason } from '../../domain/aid/given.js';
import { readNik } from '../../domain/identity/nik.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { AidDeps } from './deps.js';
import { allow, IDENTITY, listFor } from './lists.js';
import { recordAid, withdrawAid } from './record-aid.js';
import type { AidServices, GiftCounts, GiftInput } from './services.js';

/** People in one transaction. */
const AT_ONCE = 1_000;

type GiveServices = Pick<
  AidServices,
  'giveByList' | 'person' | 'mayGive' | 'findPerson' | 'giveToPerson' | 'withdraw'
>;

export function giveServices(deps: AidDeps): GiveServices {
  const { queries, reader, unitOfWork, clock, timeZone } = deps;
  const known = async (actor: StaffActor, personId: string) => {
    allow(actor);
    const found = (await queries.people(actor, [personId])).get(personId);
    if (found === undefined) throw new AppError('not_found');
    return found;
  };
  return {
    giveByList: (actor, input) => giveByList(deps, actor, input),
    person: async (actor, personId) => {
      const { rootId, name, desaName } = await known(actor, personId);
      const received = (await reader.aidOf([rootId], 'now')).get(rootId) ?? [];
      return { id: rootId, name, desaName, received };
    },
    mayGive: async (actor, personId) =>
      staffMay(actor, 'use_aid') && (await queries.people(actor, [personId])).has(personId),
    findPerson: async (actor, nik) => {
      allow(actor);
      const reading = readNik(nik.replace(/[\s.-]/g, ''), dayIn(timeZone, clock.now()));
      if (!reading.ok) return null;
      const id = (await queries.personByNik([reading.nik.digits])).get(reading.nik.digits);
      if (id === undefined) return null;
      return (await queries.people(actor, [id])).get(id)?.rootId ?? null;
    },
    giveToPerson: async (actor, { personId, programCode, gift, form, ip }) => {
      const { rootId } = await known(actor, personId);
      const item: AidItem = { ...gift, key: `form:${form}`, personId: rootId, programCode, listId: null };
      return unitOfWork.run(async (tx) => {
        const recorder = { type: 'user', userId: actor.id } as const;
        const [outcome] = await recordAid(tx, { recorder, items: [item], now: clock.now(), timeZone });
        if (outcome === undefined) throw new AppError('internal');
        if (outcome.status === 'recorded') {
          await tx.access.record({
            userId: actor.id,
            action: 'aid.recorded',
            subject: rootId,
            ip,
            rowCount: 1,
          });
        }
        return outcome;
      });
    },
    withdraw: async (actor, { personId, aidId, reason, note, ip }) => {
      const { rootId } = await known(actor, personId);
      const words = withdrawalNote(reason, note);
      if (words === 'wrong') return false;
      const own = ((await reader.aidOf([rootId], 'now')).get(rootId) ?? []).find(({ id }) => id === aidId);
      if (own === undefined) throw new AppError('not_found');
      if (own.withdrawn !== null) return true;
      await unitOfWork.run(async (tx) => {
        const by = { type: 'user', userId: actor.id } as const;
        await withdrawAid(tx, { by, id: aidId, reason, note: words.said, now: clock.now() });
        await tx.access.record({ userId: actor.id, action: 'aid.withdrawn', subject: rootId, ip });
      });
      return true;
    },
  };
}

/** Batch by batch: whoever presses again after a fault goes on where it stopped. */
async function giveByList(
  deps: AidDeps,
  actor: StaffActor,
  { id, rows, gift, form, ip }: Parameters<AidServices['giveByList']>[1],
): Promise<GiftCounts> {
  const { unitOfWork, clock, timeZone } = deps;
  const { state, programCode } = await listFor(deps, actor, id);
  if (state !== 'approved' || !staffMay(actor, 'use_aid')) throw new AppError('not_found');
  const outcomes: AidOutcome[] = [];
  for (let after = 0; ;) {
    const batch = await unitOfWork.run(async (tx) => {
      const people = await tx.aidLists.peopleOf(id, rows === 'all' ? { after, limit: AT_ONCE } : { rows });
      const items = people.map(({ n, personId }): AidItem => ({
        ...gift,
        key: `form:${form}:${String(n)}`,
        personId,
        programCode,
        listId: id,
      }));
      const recorder = { type: 'user', userId: actor.id } as const;
      const told = await recordAid(tx, { recorder, items, now: clock.now(), timeZone });
      const rowCount = told.filter(({ status }) => status === 'recorded').length;
      if (rowCount > 0) {
        await tx.access.record({ userId: actor.id, action: 'aid.recorded', subject: id, ip, rowCount });
      }
      return { told, last: people.at(-1)?.n ?? after, more: rows === 'all' && people.length === AT_ONCE };
    });
    outcomes.push(...batch.told);
    if (!batch.more) return countsOf(outcomes);
    after = batch.last;
  }
}

/** Why aid is withdrawn, in words; wrong: too long, with what could be an identity number, or not said at all. */
export function withdrawalNote(
  reason: WithdrawReason,
  note: string,
): { readonly said: string | null } | 'wrong' {
  const words = note.trim();
  const missing = reason === 'other' && words.length < 3;
  if (words.length > 300 || IDENTITY.test(words) || missing) return 'wrong';
  return { said: words === '' ? null : words };
}

/** As people write it. An amount that cannot be read is NaN: what is wrong with it is said where aid is recorded. */
export function giftOf(typed: {
  readonly day: string;
  readonly amount: string;
  readonly goods: string;
}): GiftInput {
  const amount = typed.amount.trim() === '' ? null : (readRupiah(typed.amount) ?? Number.NaN);
  const goods = typed.goods.replace(/\s+/g, ' ').trim();
  return { givenOn: typed.day, amount, goods: goods === '' ? null : goods };
}

function countsOf(outcomes: readonly AidOutcome[]): GiftCounts {
  const refused: Partial<Record<AidProblem, number>> = {};
  for (const one of outcomes) {
    if (one.status === 'refused') refused[one.problem] = (refused[one.problem] ?? 0) + 1;
  }
  return {
    recorded: outcomes.filter(({ status }) => status === 'recorded').length,
    standing: outcomes.filter(({ status }) => status === 'same' || status === 'already').length,
    refused,
  };
}
