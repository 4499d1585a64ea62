/** What agencies read of the registry. */
import { z } from 'zod';
import {
  factFits,
  tellPerson,
  tellsSensitive,
  visibleFacts,
  type PeopleFilter,
  type PersonFacts,
  type PersonTold,
} from '../../domain/opd/person.js';
import { maySeeList, tellListRow, type AidListFacts, type AidListTold } from '../../domain/opd/aid-list.js';
import type { AgencyGrant, FieldGroup } from '../../domain/access/agency.js';
import { AppError } from '../../errors.js';
import { Gathered } from './gathered.js';
import type { KeyRing } from './key-ring.js';
import { recordByAgency, withdrawByAgency, type OpdRecordDeps } from './record.js';
import type { AccessRecord, LookUpQuestion, OpdQueries, Parts, PersonChange } from './ports.js';
import type { Asking, Change, ChangesPage, OpdReadServices, PeoplePage } from './services.js';

export interface OpdReadDeps extends OpdRecordDeps {
  readonly keyRing: Pick<KeyRing, 'holder'>;
}

interface OneLook {
  readonly asking: Asking;
  readonly question: LookUpQuestion;
  readonly action: 'api.looked_up' | 'api.person_read';
}

/** Where in a list somebody is. A list of other filters, or under another grant, is another list. */
const ListPosition = z.object({ list: z.string(), grant: z.number(), after: z.string() });
const RowPosition = z.object({ aidList: z.string(), grant: z.number(), n: z.int() });
const FeedPosition = z.object({
  feed: z.string(),
  grant: z.number(),
  tx: z.string().regex(/^\d+$/),
  personId: z.guid(),
});

export function opdReadServices(deps: OpdReadDeps): OpdReadServices {
  const { keyRing, queries } = deps;
  const looks = new Gathered((asked: readonly OneLook[]) => answerLooks(queries, asked));
  const look = (asking: Asking, action: OneLook['action'], question: Partial<LookUpQuestion>) =>
    looks.ask({ asking, action, question: { nik: null, kk: null, id: null, ...question } });
  return {
    holder: (sent) => keyRing.holder(sent),
    lookUp: (asking, by) => look(asking, 'api.looked_up', by),
    person: async (asking, id) => {
      const [told] = await look(asking, 'api.person_read', { id });
      if (told === undefined) throw new AppError('not_found');
      return told;
    },
    people: (asking, filter, page) => readList(queries, asking, { filter, ...page }),
    changes: (asking, page) => readChanges(queries, asking, page),
    recordAid: recordByAgency(deps),
    withdrawAid: withdrawByAgency(deps),
    aidLists: (asking) => readAidLists(queries, asking),
    aidListRows: (asking, id, page) => readAidListRows(queries, asking, { id, ...page }),
  };
}

async function readAidLists(queries: OpdQueries, asking: Asking): Promise<readonly AidListTold[]> {
  const { grant } = asking.key;
  const lists = await queries.aidLists({ programs: grant.programs, id: null });
  const told = lists.filter((list) => maySeeList(grant, list)).map(headOf);
  await queries.log([record(asking, 'api.aid_lists_read', null, told.length)]);
  return told;
}

function headOf({ id, name, program, frozenAt, count }: AidListFacts): AidListTold {
  return { id, name, program, frozenAt, count };
}

interface RowsPage {
  readonly id: string;
  readonly cursor: string | null;
  readonly limit: number;
}

async function readAidListRows(queries: OpdQueries, asking: Asking, { id, cursor, limit }: RowsPage) {
  const { agency, grant, grantVersion } = asking.key;
  const [list] = await queries.aidLists({ programs: grant.programs, id });
  if (list === undefined || !maySeeList(grant, list)) throw new AppError('not_found');
  const at = cursor === null ? null : RowPosition.safeParse(queries.openCursor(agency.id, cursor)).data;
  if (at === undefined || (at !== null && (at.aidList !== id || at.grant !== grantVersion))) {
    throw new AppError('api.cursor_expired');
  }
  const rows = await queries.aidListRows(id, { after: at?.n ?? 0, limit });
  const items = rows.flatMap((row) => tellListRow(row, grant) ?? []);
  await queries.log([record(asking, 'api.aid_list_read', id, items.length)]);
  const last = rows.length < limit ? undefined : rows.at(-1);
  const goesOn = (n: number) => queries.sealCursor(agency.id, { aidList: id, grant: grantVersion, n });
  return { items, next: last === undefined ? null : goesOn(last.n) };
}

/** What is opened of the facts goes by what the grant covers: opening is most of the work. */
function partsOf(grants: readonly AgencyGrant[]): Parts {
  const any = (group: FieldGroup) => grants.some(({ groups }) => groups.includes(group));
  return { contact: any('contact'), household: any('household'), socioEconomic: any('socio_economic') };
}

async function answerLooks(
  queries: OpdQueries,
  asked: readonly OneLook[],
): Promise<readonly (readonly PersonTold[])[]> {
  const parts = partsOf(asked.map(({ asking }) => asking.key.grant));
  const hits = await queries.lookUp(
    asked.map(({ question }) => question),
    parts,
  );
  const answers = asked.map(({ asking: { key } }, n) => {
    const told = new Map<string, PersonTold>();
    for (const { person, factId } of hits[n] ?? []) {
      if (told.has(person.id)) continue;
      // That somebody has this KK is itself a fact, of what the agency may see.
      if (factId !== null && !visibleFacts(person, key.grant).some(({ id }) => id === factId)) continue;
      const one = tellPerson(person, key.grant);
      if (one !== null) told.set(person.id, one);
    }
    return [...told.values()];
  });
  await queries.log(asked.flatMap(({ asking, action }, n) => looked(asking, action, answers[n] ?? [])));
  return answers;
}

/** A line for each person who was told of; one that nobody was found, too. */
function looked(asking: Asking, action: string, told: readonly PersonTold[]): AccessRecord[] {
  if (told.length === 0) return [record(asking, action, null, 0)];
  return [...told.map(({ id }) => record(asking, action, id, 1)), ...sensitiveLooks(asking, told)];
}

function sensitiveLooks(asking: Asking, told: readonly PersonTold[]): AccessRecord[] {
  return told.filter(tellsSensitive).map(({ id }) => record(asking, 'api.sensitive_read', id, null));
}

function record(
  { key, ip, purpose, purposeNote }: Asking,
  action: string,
  subject: string | null,
  rowCount: number | null,
): AccessRecord {
  return { agencyId: key.agency.id, apiKeyId: key.id, action, subject, ip, purpose, purposeNote, rowCount };
}

interface ListPage {
  readonly filter: PeopleFilter;
  readonly cursor: string | null;
  readonly limit: number;
}

async function readList(
  queries: OpdQueries,
  asking: Asking,
  { filter, cursor, limit }: ListPage,
): Promise<PeoplePage> {
  const { agency, grant, grantVersion } = asking.key;
  const list = codesOf(filter);
  const position =
    cursor === null ? null : ListPosition.safeParse(queries.openCursor(agency.id, cursor)).data;
  if (
    position === undefined ||
    (position !== null && (position.list !== list || position.grant !== grantVersion))
  ) {
    throw new AppError('api.cursor_expired');
  }
  const { ids, next } = await queries.scan(grant, filter, { after: position?.after ?? null, limit });
  const people = await inOrder(queries, ids, grant);
  const items = people.flatMap((person) => {
    if (!visibleFacts(person, grant).some((fact) => factFits(person, fact, filter, grant))) return [];
    const told = tellPerson(person, grant);
    return told === null ? [] : [told];
  });
  await queries.log([
    record(asking, 'api.listed', list === '' ? null : list, items.length),
    ...sensitiveLooks(asking, items),
  ]);
  const goesOn = (after: string) => queries.sealCursor(agency.id, { list, grant: grantVersion, after });
  return { items, next: next === null ? null : goesOn(next) };
}

async function inOrder(
  queries: OpdQueries,
  ids: readonly string[],
  grant: AgencyGrant,
): Promise<readonly PersonFacts[]> {
  const people = new Map((await queries.people(ids, partsOf([grant]))).map((person) => [person.id, person]));
  return ids.flatMap((id) => people.get(id) ?? []);
}

/** For the access log: codes and dates, no names. */
function codesOf(filter: PeopleFilter): string {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value instanceof Date ? value.toISOString() : String(value)}`)
    .toSorted()
    .join(' ');
}

async function readChanges(
  queries: OpdQueries,
  asking: Asking,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): Promise<ChangesPage> {
  const { agency, grant, grantVersion } = asking.key;
  const feed = await queries.feed();
  const after = cursor === null ? null : FeedPosition.safeParse(queries.openCursor(agency.id, cursor)).data;
  if (after === undefined || (after !== null && (after.feed !== feed || after.grant !== grantVersion))) {
    throw new AppError('api.cursor_expired');
  }
  const changes = await queries.changes(after, limit);
  const items = await tellChanges(queries, changes, grant);
  const told = items.flatMap((item) => ('person' in item ? [item.person] : []));
  await queries.log([record(asking, 'api.changes_read', null, told.length), ...sensitiveLooks(asking, told)]);
  const last = changes.at(-1) ?? after ?? { tx: '0', personId: '00000000-0000-0000-0000-000000000000' };
  const position = { feed, grant: grantVersion, tx: last.tx, personId: last.personId };
  const next = changes.length === 0 && cursor !== null ? cursor : queries.sealCursor(agency.id, position);
  return { items, next, more: changes.length === limit };
}

/** Each person once, as they are now, in the order in which they were changed last. */
async function tellChanges(
  queries: OpdQueries,
  changes: readonly PersonChange[],
  grant: AgencyGrant,
): Promise<readonly Change[]> {
  const touched = [
    ...new Set(changes.toReversed().flatMap(({ personId, rootId }) => [rootId, personId])),
  ].toReversed();
  const rootOf = new Map(changes.map(({ personId, rootId }) => [personId, rootId]));
  const roots = touched.filter((id) => (rootOf.get(id) ?? id) === id);
  const people = await queries.people(roots, partsOf([grant]));
  const told = new Map<string, PersonTold>();
  for (const person of people) {
    const one = tellPerson(person, grant);
    if (one !== null) told.set(person.id, one);
  }
  const seenBefore = await queries.everSeen(
    grant,
    touched.filter((id) => !told.has(id)),
  );
  return touched.flatMap((id): Change[] => {
    const person = told.get(id);
    if (person !== undefined) return [{ id, person }];
    if (!seenBefore.has(id)) return [];
    const root = rootOf.get(id) ?? id;
    return [{ id, gone: true, mergedInto: root !== id && told.has(root) ? root : null }];
  });
}
