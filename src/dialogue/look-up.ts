/** Who is known already: by a NIK or KK of the draft, asked for once a number, or by being alike; and told. */
import { dialogue } from '../i18n/dialogue.js';
import { conflictOf, merged, whoIsMeant } from './draft.js';
import { newMembersIn } from './forms/data-update.js';
import { toldMembers } from './forms/member-told.js';
import { othersIn } from './forms/new-poor-household.js';
import { codesIn } from './forms/pmks-case.js';
import { decide, isUndecided } from './forms/who.js';
import { takeEntry } from './known.js';
import { ask, type Move } from './move.js';
import type { Draft, Known, State } from './state.js';
import type { DialogueContext, Match } from './types.js';

interface Wanted {
  readonly nik: string | null;
  readonly kk: string | null;
  /** 0: the one it is about; else the place of a member. */
  readonly subject: number;
}

/** What is to be looked up next; null: nothing, or not now. */
function wanted(draft: Draft): Wanted | null {
  const { answers, lookedUp } = draft;
  const fresh = (digits: unknown) =>
    typeof digits === 'string' && /^\d{16}$/.test(digits) && !lookedUp.includes(digits) ? digits : null;
  const undecided = isUndecided(answers);
  const nik = fresh(undecided ? answers['who'] : answers['nik']);
  const kk = fresh(undecided ? answers['who'] : answers['kk']);
  if (nik !== null || kk !== null) return { nik, kk, subject: 0 };
  for (const { place, told } of membersOf(draft)) {
    const digits = fresh(told.nik);
    if (digits !== null) return { nik: digits, kk: null, subject: place };
  }
  return null;
}

function membersOf({ kind, answers }: Draft) {
  if (kind === 'new_poor_household') return toldMembers(answers, othersIn(answers));
  return kind === 'data_update' ? toldMembers(answers, newMembersIn(answers)) : [];
}

/** A number is about to be given anew: the old one is of no interest any more. */
function isGivenAnew({ todo }: Draft): boolean {
  return ['nik', 'kk', 'who', 'numberIs'].includes(todo[0] ?? '');
}

/** Before the next question, whoever is known by a number that was just given is looked up. */
export function withLookUp(move: Move): Move {
  const { state, asks, lead, effects } = move;
  const { draft } = state;
  if (!asks || draft === null || state.ask !== null || draft.known !== null || isGivenAnew(draft))
    return move;
  const next = wanted(draft);
  if (next === null) return withAlike(move, draft);
  const { nik, kk, subject } = next;
  const numbers = [...new Set([nik, kk].filter((digits) => digits !== null))];
  return {
    ...move,
    state: { ...state, looking: { lead: [...lead], subject, numbers } },
    asks: false,
    lead: [],
    effects: [...effects, { type: 'look_up', nik, kk }],
  };
}

/** What somebody may be told to be recorded by is about to be given anew. */
function isToldAnew({ todo }: Draft): boolean {
  return ['name', 'birthDate', 'desaCode'].includes(todo[0] ?? '');
}

/** Whether the report brings somebody in; of others it is expected that they are recorded. */
function bringsIn({ kind, answers }: Draft): boolean {
  return (
    kind === 'new_poor_household' ||
    kind === 'pmks_case' ||
    (kind === 'data_update' && answers['change'] === 'new_arrival')
  );
}

/** Who is known by no number may yet be recorded: asked once for each whom the report is said to be about. */
function withAlike(move: Move, draft: Draft): Move {
  const { answers, knownBy, alikeTo, correction } = draft;
  const meant =
    bringsIn(draft) && !isToldAnew(draft) && conflictOf(draft) === null ? whoIsMeant(answers) : null;
  const [nik, kk] = [answers['nik'], answers['kk']].map((digits) =>
    typeof digits === 'string' ? digits : null,
  );
  const isKnown = knownBy.some((digits) => digits === nik || digits === kk);
  if (meant === null || meant.key === alikeTo || isKnown) return move;
  const { key, ...who } = meant;
  const { state, lead, effects } = move;
  const sex = answers['sex'] === 'L' || answers['sex'] === 'P' ? answers['sex'] : null;
  const caseId = correction?.caseId ?? null;
  return {
    ...move,
    state: {
      ...state,
      draft: { ...draft, alikeTo: key },
      looking: { lead: [...lead], subject: 0, numbers: [] },
    },
    asks: false,
    lead: [],
    effects: [...effects, { type: 'look_alike', ...who, sex, kk: kk ?? null, caseId }],
  };
}

/** Said, and asked nothing of: whoever reports knows best. */
export function hearLookedAlike(state: State, alike: boolean): Move {
  const lead = state.looking?.lead ?? [];
  return ask({ ...state, looking: null }, ...lead, ...(alike ? [dialogue.known.alike] : []));
}

export function hearLookedUp(state: State, matches: readonly Match[], context: DialogueContext): Move {
  const { draft, looking } = state;
  const rest: State = { ...state, looking: null };
  if (draft === null || looking === null) return ask(rest);
  const { numbers, subject } = looking;
  const others = worthTelling(draft, matches);
  const knownBy = subject === 0 && others.length > 0 ? numbers : [];
  const looked: Draft = {
    ...draft,
    lookedUp: [...draft.lookedUp, ...numbers],
    knownBy: [...draft.knownBy, ...knownBy],
  };
  const found = decided(looked, others, context);
  const outcome =
    subject > 0
      ? ofMember(found, others, subject)
      : others.length === 0
        ? { draft: found, lead: [] }
        : of(found, others, numbers, context);
  return ask({ ...rest, draft: outcome.draft }, ...looking.lead, ...outcome.lead);
}

/** Not the report that is being corrected; nor, beside an entry, the report that it was written from. */
function worthTelling({ kind, correction }: Draft, matches: readonly Match[]): readonly Match[] {
  const isEnough = (kind === 'new_poor_household' || kind === 'pmks_case') && matches.some(isEntry);
  return matches.filter(
    (match) =>
      !isCase(match) || (match.number !== correction?.number && !(isEnough && match.state === 'registered')),
  );
}

/** A number that could be either is what somebody is known by. */
function decided(draft: Draft, matches: readonly Match[], context: DialogueContext): Draft {
  if (!isUndecided(draft.answers)) return draft;
  const ways = new Set(matches.map(({ by }) => by));
  const [way] = ways;
  if (way === undefined || ways.size > 1) return draft;
  const reading = decide(way, String(draft.answers['who']), context);
  return reading.ok ? { ...draft, answers: merged(draft.answers, reading.set) } : draft;
}

interface Outcome {
  readonly draft: Draft;
  readonly lead: readonly string[];
}

type OwnEntry = Extract<Match, { own: true; what: 'entry' }>;
type OwnCase = Extract<Match, { own: true; what: 'case' }>;
const isEntry = (match: Match): match is OwnEntry => match.own && match.what === 'entry';
const isCase = (match: Match): match is OwnCase => match.own && match.what === 'case';

function tell(match: Match): string {
  if (!match.own) return dialogue.known.elsewhere;
  const { desaName: desa, name, number } = match;
  return match.what === 'entry'
    ? dialogue.known.entry({ store: match.store, number, name, status: match.status, desa })
    : dialogue.known.report({ number, kind: match.kind, state: match.state, name, desa });
}

/** As much as a chat message bears; the same thing is said once. */
const SAID = 5;
const tellAll = (matches: readonly Match[]): string[] => [...new Set(matches.map(tell))].slice(0, SAID);

/** Of a member it is said, and settled by nobody here: reviewers see it, too. */
function ofMember(draft: Draft, matches: readonly Match[], place: number): Outcome {
  const shown = draft.kind === 'new_poor_household' ? place + 1 : place;
  return { draft, lead: tellAll(matches).map((said) => dialogue.known.member(shown, said)) };
}

function of(
  draft: Draft,
  matches: readonly Match[],
  numbers: readonly string[],
  context: DialogueContext,
): Outcome {
  const asked = (of: Draft, choices: readonly string[], about: readonly Match[] = matches): Outcome => ({
    draft: { ...of, known: { ...knownOf(about), choices: [...choices], numbers: [...numbers] } },
    lead: [],
  });
  switch (draft.kind) {
    case 'new_poor_household': {
      const entry = matches.some(isEntry) && draft.correction === null;
      const category = draft.correction === null ? ['category'] : [];
      return asked(draft, [...(entry ? ['update'] : []), ...category, 'continue', 'stop']);
    }
    case 'pmks_case':
      return ofPmksCase(draft, matches, asked);
    // Has no numbers to look up.
    case 'field_check':
      return { draft, lead: [] };
    case 'no_longer_eligible':
    case 'data_update':
      return ofKnownPerson(draft, matches, asked, context);
  }
}

function knownOf(matches: readonly Match[]): Omit<Known, 'choices' | 'numbers'> {
  const entries = matches.filter(isEntry).slice(0, SAID);
  return {
    said: tellAll(matches).join('\n'),
    entries: entries.map(({ entryId, name, desaName }) => ({ entryId, name, desaName })),
    held: [...new Set(entries.flatMap(({ categories }) => categories))],
    asksReason: false,
  };
}

type Asked = (draft: Draft, choices: readonly string[], about?: readonly Match[]) => Outcome;

/** To have other categories, or none, is no obstacle. */
function ofPmksCase(draft: Draft, matches: readonly Match[], asked: Asked): Outcome {
  const entries = matches.filter(isEntry);
  const { held } = knownOf(matches);
  const both = codesIn(draft.answers).filter((code) => held.includes(code));
  if (both.length > 0) {
    const outcome = asked(draft, ['drop', 'stop'], entries);
    const { known } = outcome.draft;
    if (known === null) return outcome;
    const said = `${known.said}\n${dialogue.known.hasCategory(both)}`;
    return { ...outcome, draft: { ...outcome.draft, known: { ...known, said } } };
  }
  if (entries.length < matches.length) return asked(draft, ['continue', 'stop']);
  return { draft, lead: [...tellAll(matches), dialogue.known.addsCategory] };
}

/** An entry is what is wanted: the report is about it. */
function ofKnownPerson(
  draft: Draft,
  matches: readonly Match[],
  asked: Asked,
  context: DialogueContext,
): Outcome {
  const arrival = draft.answers['change'] === 'new_arrival';
  const entries = arrival ? [] : matches.filter(isEntry);
  const same = matches.filter((match) => isCase(match) && match.kind === draft.kind);
  const [entry, another] = entries;
  if (another !== undefined)
    return asked(draft, [...entries.slice(0, SAID).map((_, n) => `take-${String(n)}`), 'none']);
  const taken = entry === undefined ? draft : takeEntry(draft, entry, context);
  const done = draft.kind === 'no_longer_eligible' && entry?.status === 'ineligible';
  const doubtful = same.length > 0 || done || (entry === undefined && !arrival);
  if (doubtful) return asked(taken, ['continue', 'stop']);
  return {
    draft: taken,
    lead: [...tellAll(matches), ...(entry === undefined ? [] : [dialogue.known.taken])],
  };
}
