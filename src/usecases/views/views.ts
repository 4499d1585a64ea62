import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { SavedViewQueries } from './ports.js';
import { VIEW_LIMIT, VIEW_NAME_LIMIT, type SavedView, type SavedViewServices } from './services.js';

export interface SavedViewDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: SavedViewQueries;
  readonly clock: Clock;
}

export function savedViewServices({ unitOfWork, queries, clock }: SavedViewDeps): SavedViewServices {
  const list = async (actor: StaffActor) => {
    allow(actor);
    return queries.list(actor);
  };
  return {
    list,
    counted: async (actor, standard) => {
      const own = await list(actor);
      const counts = await queries.counts(actor, [...standard, ...own.map(({ filter }) => filter)]);
      return {
        standard: counts.slice(0, standard.length),
        own: own.map((view, nth) => ({ ...view, count: counts[standard.length + nth] ?? 0 })),
      };
    },
    byId: async (actor, id) => ownOf(await list(actor), id),
    save: async (actor, { id, name: typed, filter }) => {
      allow(actor);
      const name = nameOf(typed);
      await unitOfWork.run(async (tx) => {
        const own = await tx.savedViews.lock(actor.id);
        if (own.some((view) => view.id === id)) return;
        if (own.length >= VIEW_LIMIT) throw new AppError('input.invalid', { field: 'limit' });
        refuseTaken(own, name);
        await tx.savedViews.put(actor.id, { id, name, filter }, clock.now());
      });
    },
    rename: async (actor, id, typed) => {
      allow(actor);
      const name = nameOf(typed);
      await unitOfWork.run(async (tx) => {
        const own = await tx.savedViews.lock(actor.id);
        const view = ownOf(own, id);
        refuseTaken(
          own.filter((other) => other.id !== id),
          name,
        );
        await tx.savedViews.rename(actor.id, { ...view, name });
      });
    },
    remove: async (actor, id) => {
      allow(actor);
      await unitOfWork.run((tx) => tx.savedViews.remove(actor.id, id));
    },
  };
}

function allow(actor: StaffActor): void {
  if (!staffMay(actor, 'read_cases')) throw new AppError('not_found');
}

function ownOf(own: readonly SavedView[], id: string): SavedView {
  const found = own.find((view) => view.id === id);
  if (found === undefined) throw new AppError('not_found');
  return found;
}

function nameOf(typed: string): string {
  const name = typed.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > VIEW_NAME_LIMIT) throw new AppError('input.invalid', { field: 'name' });
  return name;
}

/** Two of one name cannot be told apart. */
function refuseTaken(own: readonly SavedView[], name: string): void {
  const same = own.some((view) => view.name.toLocaleLowerCase('id') === name.toLocaleLowerCase('id'));
  if (same) throw new AppError('input.invalid', { field: 'taken' });
}
