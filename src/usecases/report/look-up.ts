import type { Effect, Fed, Match } from '../../dialogue/types.js';
import { mayAccess, type Scoped } from '../../domain/access/scope.js';
import type { Found, LookUpQuestion } from '../ports.js';

type LookUp = Extract<Effect, { type: 'look_up' }>;

/** More than anybody reads in a chat. */
const TOLD = 10;

export function questionOf({ nik, kk, caseId }: LookUp): LookUpQuestion {
  return { nik, kk, exceptCaseId: caseId ?? null };
}

export function lookedUp(found: readonly Found[], reporter: Scoped): Fed {
  return { type: 'looked_up', matches: matchesFor(found, reporter) };
}

/** All that helps of the reporter's own desa; of others only that there is somebody, once a kind. */
export function matchesFor(found: readonly Found[], reporter: Scoped): readonly Match[] {
  const own = found.filter(({ desaCode }) => mayAccess(reporter, desaCode));
  const others = found.filter(({ desaCode }) => !mayAccess(reporter, desaCode));
  return [
    ...own.slice(0, TOLD).map(told),
    ...(['entry', 'case'] as const).flatMap((what): Match[] => {
      const first = others.find((one) => one.what === what);
      return first === undefined ? [] : [{ own: false, by: first.by, what }];
    }),
  ];
}

function told(found: Found): Match {
  const { by, number, name, desaName } = found;
  if (found.what === 'case') {
    const { kind, state } = found;
    return { own: true, what: 'case', by, number, kind, state, name, desaName };
  }
  const { store, id: entryId, status, categories } = found;
  return { own: true, what: 'entry', by, store, entryId, number, name, desaName, status, categories };
}
