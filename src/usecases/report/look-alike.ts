import type { Fed } from '../../dialogue/types.js';
import type { ReportedPerson } from '../../domain/matching/person.js';
import type { Scoped } from '../../domain/access/scope.js';
import type { AlikeStore, Log } from '../ports.js';

/** Longer than anybody is to wait for what they can do without. */
const LONGEST_MS = 400;
/** Connections that answers need are not to be taken by this. */
const MOST_AT_ONCE = 4;

/** Never rejects: where it cannot be looked, soon and without pushing, nobody is said to be there. */
export type LookAlike = (question: ReportedPerson, reporter: Scoped) => Promise<Fed>;

export function lookAlikeIn(store: AlikeStore, log: Log): LookAlike {
  let underWay = 0;
  return async (question, reporter) => {
    if (underWay >= MOST_AT_ONCE) return { type: 'looked_alike', alike: false };
    underWay += 1;
    const looked = store
      .isAlikeKnown(question, reporter)
      .catch((error: unknown) => {
        log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'who is alike was not looked up');
        return false;
      })
      .finally(() => {
        underWay -= 1;
      });
    return { type: 'looked_alike', alike: await soonOr(looked, false) };
  };
}

function soonOr<T>(wanted: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_MS, otherwise);
    void wanted.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
