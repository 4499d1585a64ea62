import { isDeepStrictEqual } from 'node:util';
import type { Container } from '../../src/container.js';
import { brokenAt } from '../../src/domain/case/chain.js';
import type { CaseEvent } from '../../src/domain/case/events.js';
import { foldCase } from '../../src/domain/case/fold.js';
import type { Report } from '../../src/domain/report/report.js';
import { openAnswers } from '../../src/storage/repositories/answers.js';
import { openEvent } from '../../src/storage/repositories/cases.js';
import type { Findings, Witnesses } from './findings.js';
import type { Told } from './reporters.js';
import type { Button } from './reviewers.js';

const eventOf: Readonly<Record<Button, string>> = {
  approve: 'approved',
  reject: 'rejected',
  ask_correction: 'correction_requested',
};

type CaseRow = Awaited<ReturnType<typeof casesOf>>[number];

function casesOf({ database }: Container) {
  return database.case.findMany({ include: { events: { orderBy: { seq: 'asc' } } } });
}

/** All that a person or a reviewer was told stands in the books; histories are whole. */
export async function checkCases(container: Container, { people, desk }: Witnesses): Promise<Findings> {
  const cases = await casesOf(container);
  const byNumber = new Map(cases.map((row) => [row.number, row]));
  const entries = await entriesByCase(container);
  const told = people.flatMap((person) => person.told.map((one) => ({ ...one, desaCode: person.desaCode })));
  const violations = told.flatMap((one) => {
    const row = byNumber.get(one.number);
    if (row === undefined) return [`${one.number} was received, they said, and is not there`];
    return [
      ...asSaid(openAnswers(container.storage, row.id, row.answersEnc), one, entries),
      ...asDecided(row, one, desk.confirmed.get(one.number) ?? []),
    ];
  });
  if (cases.length !== told.length)
    violations.push(
      `${String(told.length)} reports were received, they said, and ${String(cases.length)} are there`,
    );
  violations.push(...cases.flatMap((row) => wholeHistory(container, row)));
  const decided = [...desk.confirmed.values()].flat();
  const pressed = (button: Button) => decided.filter((one) => one === button).length;
  const kinds = Object.fromEntries(
    [...new Set(cases.map(({ kind }) => kind))].map((kind) => [
      `cases_${kind}`,
      cases.filter((row) => row.kind === kind).length,
    ]),
  );
  const sum = (of: (person: Witnesses['people'][number]) => number) =>
    people.reduce((total, person) => total + of(person), 0);
  const counts = {
    reports_told_received: told.length,
    reports_as_said: told.length - violations.filter((line) => line.includes('is not what was said')).length,
    cases: cases.length,
    ...kinds,
    cases_sensitive: cases.filter(({ sensitive }) => sensitive).length,
    cases_urgent: cases.filter(({ urgent }) => urgent).length,
    case_events: cases.reduce((total, row) => total + row.events.length, 0),
    decisions_confirmed: decided.length,
    approved: pressed('approve'),
    rejected: pressed('reject'),
    corrections: pressed('ask_correction'),
    withdrawn: told.filter((one) => one.withdrawn).length,
    objected: told.filter((one) => one.objected).length,
    drafts_put_aside: sum((person) => person.putAside),
    news_not_heard: sum((person) => person.unheard),
    reminders_not_heard: sum((person) => person.notReminded),
    answers_asked_for_again: sum((person) => person.askedAgain),
  };
  return { counts, violations };
}

/** Case number → entry of Data Pemda that it wrote to. */
async function entriesByCase({ database }: Container): Promise<ReadonlyMap<string, string>> {
  const versions = await database.registryEntryVersion.findMany({ select: { caseId: true, entryId: true } });
  const cases = await database.case.findMany({ select: { id: true, number: true } });
  const numbers = new Map(cases.map(({ id, number }) => [id, number]));
  return new Map(versions.map(({ caseId, entryId }) => [numbers.get(caseId) ?? '', entryId]));
}

/** Every answer, as it was given. */
function asSaid(
  stored: Report,
  { number, said, desaCode }: Told & { readonly desaCode: string },
  entries: ReadonlyMap<string, string>,
): readonly string[] {
  const entryId = said.entryOf === null ? null : (entries.get(said.entryOf) ?? 'not there');
  const wanted: Report = {
    ...said.report,
    desaCode,
    ...('entryId' in said.report ? { entryId } : {}),
  };
  const got: Readonly<Record<string, unknown>> = { ...stored, photos: [] };
  const wrong = Object.entries(wanted)
    .filter(([field, value]) => !isDeepStrictEqual(got[field], value))
    .map(([field]) => field);
  const more = Object.keys(got).filter((field) => !(field in wanted));
  const photos = stored.photos.length === said.photos ? [] : ['photos'];
  const all = [...wrong, ...more, ...photos];
  return all.length === 0 ? [] : [`${number} is not what was said: ${all.join(', ')}`];
}

/** Each button that was confirmed once in the history, and the state that follows from all that was done. */
function asDecided(row: CaseRow, told: Told, pressed: readonly Button[]): readonly string[] {
  const { number } = told;
  const times = (type: string) => row.events.filter((event) => event.type === type).length;
  const once = [
    ...pressed.map((button) => eventOf[button]),
    ...(told.withdrawn ? ['withdrawn'] : []),
    ...(told.objected ? ['objected'] : []),
    'submitted',
  ];
  const missing = once.filter((type) => times(type) !== 1);
  const more = row.events
    .map(({ type }) => type)
    .filter(
      (type) =>
        !once.includes(type) &&
        !['screened', 'registered', 'resubmitted', 'approval_proposed'].includes(type),
    );
  const state = told.withdrawn ? 'withdrawn' : pressed.includes('approve') ? 'registered' : 'rejected';
  return [
    ...missing.map((type) => `${number}: ${String(times(type))} ${type} in its history instead of one`),
    ...more.map((type) => `${number}: nobody asked for ${type}`),
    ...(times('resubmitted') === times('correction_requested')
      ? []
      : [`${number}: not as many answers as questions`]),
    ...(row.state === state ? [] : [`${number} stopped at ${row.state} instead of ${state}`]),
    ...((row.objection === 'open') === told.objected ? [] : [`${number}: its objection is not as told`]),
  ];
}

function wholeHistory({ storage }: Container, row: CaseRow): readonly string[] {
  const events = row.events.map((event) => openEvent(storage, event));
  const chain = row.events.map((link, n) => {
    const event: CaseEvent | undefined = events[n];
    if (event === undefined) throw new Error('as many events as rows');
    return { ...link, event: { ...event, type: link.type, reasonCode: link.reasonCode } };
  });
  const { state, version, answers } = foldCase(events);
  const same =
    row.state === state &&
    row.version === version &&
    isDeepStrictEqual(openAnswers(storage, row.id, row.answersEnc), answers);
  return [
    ...(brokenAt(chain) === null ? [] : [`${row.number}: its chain is broken`]),
    ...(same ? [] : [`${row.number} is not what its events say`]),
  ];
}
