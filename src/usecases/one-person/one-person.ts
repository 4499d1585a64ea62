import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { PairHead, PairQueries } from './ports.js';
import type { OnePersonServices, PairView } from './services.js';

interface Deps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: PairQueries;
  readonly clock: Clock;
}

const SHOWN = 25;
const DECIDED_SHOWN = 10;

/** Refusal looks like absence. */
export function onePersonServices({ unitOfWork, queries, clock }: Deps): OnePersonServices {
  return {
    page: async (actor, after) => {
      if (!staffMay(actor, 'decide_pairs')) throw new AppError('not_found');
      const [found, openCount, decided] = await Promise.all([
        queries.open(actor, { after, limit: SHOWN + 1 }),
        queries.openCount(actor),
        queries.decided(actor, DECIDED_SHOWN),
      ]);
      const open = found.slice(0, SHOWN);
      return { open, openCount, decided, next: found.length > SHOWN ? (open.at(-1)?.id ?? null) : null };
    },
    pair: async (actor, id, ip) => {
      const view = await seen(actor, id);
      await unitOfWork.run(({ access }) =>
        access.record({ userId: actor.id, action: 'pair.viewed', subject: id, ip }),
      );
      return view;
    },
    decide: async (actor, { id, what, told, ip }) => {
      await seen(actor, id);
      await unitOfWork.run(async (tx) => {
        const pair = await lockPair(tx, id);
        if (pair.decision === what) return;
        if (pair.decision !== null) throw new AppError('pair.decided');
        const by = { userId: actor.id, at: clock.now() };
        if (what === 'same') await tx.onePerson.merge(pair, { ...by, told });
        await tx.onePerson.decide(id, what, by);
        await tx.access.record({ userId: actor.id, action: `pair.${what}`, subject: id, ip });
      });
    },
    undo: async (actor, { id, ip }) => {
      await seen(actor, id);
      await unitOfWork.run(async (tx) => {
        const pair = await lockPair(tx, id);
        if (pair.decision === null) return;
        const by = { userId: actor.id, at: clock.now() };
        if (pair.mergeId !== null) await tx.onePerson.undoMerge(pair.mergeId, by);
        await tx.onePerson.decide(id, 'undone', by);
        await tx.access.record({ userId: actor.id, action: 'pair.undone', subject: id, ip });
      });
    },
  };

  async function seen(actor: StaffActor, id: string): Promise<PairView> {
    const view = staffMay(actor, 'decide_pairs') ? await queries.one(actor, id) : null;
    if (view === null) throw new AppError('not_found');
    return view;
  }
}

async function lockPair(tx: Work, id: string): Promise<PairHead> {
  const pair = await tx.onePerson.lock(id);
  if (pair === null) throw new AppError('not_found');
  return pair;
}
