import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { concealed, type SeenPerson, type Sight } from '../../domain/people/conceal.js';
import type { AsOf, PersonFile } from '../../domain/people/person-file.js';
import { nextTime } from '../../domain/office-hours.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock } from '../ports.js';
import type { FamilyFacts, HistoryFact, PeopleQueries, PeopleReader, PersonClues } from './ports.js';
import type { FamilyMember, FamilyView, PastDays, PeopleServices } from './services.js';

export interface PeopleDeps {
  readonly reader: PeopleReader;
  readonly queries: PeopleQueries;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Who answers for all of it sees those, too, of whom no desa is known. */
  readonly homeRegion: string;
}

const PAGE_SIZE = 25;

export function peopleServices(deps: PeopleDeps): PeopleServices {
  return {
    search: async (actor, filter) => {
      allow(actor);
      const { ids: found, partial } = await deps.queries.find(actor, filter, PAGE_SIZE);
      const ids = found.slice(0, PAGE_SIZE);
      const files = await deps.reader.peopleAsOf(ids, 'now');
      const sight = sightOf(actor, deps.homeRegion);
      return {
        items: files.flatMap((file) => concealed(file, sight) ?? []),
        next: found.length > PAGE_SIZE ? (ids.at(-1) ?? null) : null,
        partial,
      };
    },
    personById: async (actor, id, { ip, past: days }) => {
      allow(actor);
      const asOf = days === undefined ? undefined : momentOf(deps, days);
      const sight = sightOf(actor, deps.homeRegion);
      const now = await seen(deps, id, sight);
      const [then] = asOf === undefined ? [] : await deps.reader.peopleAsOf([id], asOf);
      // Who may see them now sees of the past what they may see now.
      const past = then === undefined ? null : concealed(then, sight);
      const person = asOf === undefined ? now : past;
      const action = person?.sensitive === true ? 'person.sensitive_viewed' : 'person.viewed';
      const noted = deps.queries.recordView({ userId: actor.id, action, subject: now.id, ip });
      if (person === null) {
        await noted;
        return { id: now.id, name: now.name, person, past: days ?? null, aid: [], cases: [], history: [] };
      }
      // Nothing is told before it is noted who has seen it; to look up the rest need not wait for that.
      const [{ aid, cases, history }] = await Promise.all([
        deps.queries.beside(actor, cluesTo(person), asOf ?? 'now'),
        noted,
      ]);
      const known = asOf?.known;
      return {
        id: now.id,
        name: person.name,
        person,
        past: days ?? null,
        aid,
        cases: cases.filter(({ submittedAt }) => known === undefined || submittedAt <= known),
        history: history.filter((fact) => mayKnow(fact, sight) && (known === undefined || fact.at <= known)),
      };
    },
    familyOf: async (actor, of, { ip, past: days }) => {
      allow(actor);
      const asOf = days === undefined ? 'now' : momentOf(deps, days);
      const looking: Looking = { sight: sightOf(actor, deps.homeRegion), asOf };
      const byHousehold = 'householdId' in of;
      const facts = await (byHousehold ? household(deps, of, looking.sight) : card(deps, of, looking));
      const view = facts === null ? nobodyThen : await familyView(deps, facts, { ...looking, byHousehold });
      const subject = byHousehold ? of.householdId : of.personId;
      await deps.queries.recordView({ userId: actor.id, action: 'family.viewed', subject, ip });
      return { ...view, past: days ?? null };
    },
  };
}

interface Looking {
  readonly sight: Sight;
  readonly asOf: AsOf | 'now';
}

/** Of that day no card is told of the person. */
const nobodyThen = { kk: null, household: null, members: [], others: 0 } as const;

function allow(actor: StaffActor): void {
  if (!staffMay(actor, 'read_registry')) throw new AppError('not_found');
}

/** What is said of tomorrow's knowledge is said of today's. */
function momentOf({ clock, timeZone }: PeopleDeps, { on, knownOn }: PastDays): AsOf {
  const now = clock.now();
  if (knownOn === undefined) return { on, known: now };
  const ended = nextTime(0, timeZone, new Date(`${knownOn}T12:00:00Z`));
  return { on, known: ended < now ? new Date(ended.getTime() - 1) : now };
}

function present<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new AppError('not_found');
  return found;
}

export function sightOf(actor: StaffActor, homeRegion: string): Sight {
  return {
    answersFor: (desaCode) => mayAccess(actor, desaCode ?? homeRegion),
    sensitive: staffMay(actor, 'read_sensitive'),
  };
}

async function seen({ reader }: PeopleDeps, id: string, sight: Sight): Promise<SeenPerson> {
  const [file] = await reader.peopleAsOf([id], 'now');
  return present(file === undefined ? null : concealed(file, sight));
}

/** By what their reports are known: those in which they are named, and those that made their entries. */
function cluesTo({ id, ids, nik, sources, entries }: PersonFile): PersonClues {
  const niks = [nik, ...sources.map(({ said }) => said?.nik ?? null)].filter((one) => one !== null);
  const caseIds = entries.flatMap(({ versions }) => versions.map(({ caseId }) => caseId));
  return { id, ids, niks: [...new Set(niks)], caseIds: [...new Set(caseIds)] };
}

/** That two were called the same lies in no desa. */
function mayKnow({ type, desaCode, sensitive }: HistoryFact, sight: Sight): boolean {
  if (type === 'merged' || type === 'parted') return true;
  return sight.answersFor(desaCode) && (sight.sensitive || !sensitive);
}

async function household(
  { queries }: PeopleDeps,
  of: { readonly householdId: string },
  sight: Sight,
): Promise<FamilyFacts> {
  const facts = present(await queries.family(of));
  if (facts.household === null || !sight.answersFor(facts.household.desaCode))
    throw new AppError('not_found');
  return facts;
}

/** The card that is told of a person, to who asks. null: that day there was none. Who may see them now may see then. */
async function card(
  deps: PeopleDeps,
  { personId }: { readonly personId: string },
  { sight, asOf }: Looking,
): Promise<FamilyFacts | null> {
  const now = await seen(deps, personId, sight);
  const [file] = asOf === 'now' ? [] : await deps.reader.peopleAsOf([personId], asOf);
  const then = file === undefined ? null : concealed(file, sight);
  const kk = asOf === 'now' ? present(now.kk) : then?.kk;
  if (kk === null || kk === undefined) return null;
  const facts = present(await deps.queries.family({ kk: kk.value }));
  const own = facts.household !== null && sight.answersFor(facts.household.desaCode);
  return own ? facts : { ...facts, householdId: null, household: null };
}

async function familyView(
  { reader }: PeopleDeps,
  facts: FamilyFacts,
  { sight, asOf, byHousehold }: Looking & { readonly byHousehold: boolean },
): Promise<Omit<FamilyView, 'past'>> {
  const { householdId } = facts;
  const files = await reader.peopleAsOf(facts.personIds, asOf);
  const joined = ({ households }: PersonFile) =>
    households.filter((one) => householdId !== null && one.householdId === householdId);
  // The card may have become known later.
  const kk =
    asOf === 'now' || !byHousehold
      ? facts.kk
      : (files.flatMap(joined).find((one) => one.kk !== null)?.kk ?? null);
  const listing = ({ sources }: PersonFile) =>
    kk === null ? [] : sources.filter(({ said, category }) => category === null && said?.kk === kk);
  const family = files.filter((file) => joined(file).length + listing(file).length > 0);
  const members = family.flatMap((file): FamilyMember[] => {
    const person = concealed(file, sight);
    if (person === null) return [];
    // What only a hidden record says of them is not told.
    const listed = [...new Set(listing(person).map(({ source }) => source))];
    const memberships = joined(file)
      .toReversed()
      .map(({ relation, from, to }) => ({ relation, from, to }));
    return memberships.length + listed.length === 0 ? [] : [{ person, listed, memberships }];
  });
  const entry = asOf === 'now' ? facts.household : entryThen(family, facts);
  return { kk, household: entry, members, others: family.length - members.length };
}

function entryThen(
  files: readonly PersonFile[],
  { household: entry, householdId }: FamilyFacts,
): FamilyView['household'] {
  if (entry === null) return null;
  const then = files.flatMap(({ entries }) => entries).find((one) => one.householdId === householdId);
  if (then === undefined) return null;
  const { entryId, number, status, desaCode } = then;
  return { entryId, number, status, desaCode };
}
