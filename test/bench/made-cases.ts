/** Made-up histories of cases, the same for the same seed and moment. Nobody in them exists. */
import type { Actor, CaseEvent, CaseEventData } from '../../src/domain/case/events.js';
import { indicatorIds } from '../../src/domain/report/indicators.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import { isSensitiveReport, type Report } from '../../src/domain/report/report.js';
import { builtInSensitive, pmksCategories } from '../../src/domain/pmks/categories.js';

/** Between 0 and 1, of a seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A UUID of version 7 of that moment, in milliseconds: cheap, for there are millions of them. */
export function idAt(random: Random, at: number): string {
  const bits = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const time = Math.floor(at).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-8${bits(3)}-${bits(6)}${bits(6)}`;
}

export function pick<T>(random: Random, from: readonly T[]): T {
  // The common ones come first, as names of people are.
  const found = from[Math.floor(random() ** 1.7 * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

const syllables = ['ba', 'cong', 'du', 'gi', 'ka', 'lem', 'mi', 'nor', 'pa', 'ra', 'sin', 'tu', 'wa', 'yo'];

/** Words that are no names, but look to an index like them: some 2,700, a few of them in every tenth name. */
export const words: readonly string[] = syllables.flatMap((first) =>
  syllables.flatMap((second) => syllables.map((third) => `${first}${second}${third}`)),
);

export interface World {
  readonly desa: readonly { readonly code: string; readonly kecamatan: string }[];
  readonly reporters: readonly { readonly id: string; readonly contactId: string }[];
  readonly reviewerIds: readonly string[];
  readonly now: Date;
}

export interface MadeCase {
  readonly id: string;
  readonly n: number;
  readonly reporter: World['reporters'][number];
  readonly kecamatan: string;
  readonly events: readonly CaseEvent[];
  /** Of Data Pemda, where it is registered. */
  readonly entryId: string | null;
  /** Nobody works on it, or who does. */
  readonly claimedById: string | null;
}

type End =
  | 'registered'
  | 'rejected'
  | 'duplicate'
  | 'withdrawn'
  | 'in_review'
  | 'submitted'
  | 'resubmitted'
  | 'needs_correction';

/** Of a hundred cases: one in fourteen waits for somebody, as after a year or two of steady work. */
const ends: readonly (readonly [End, number])[] = [
  ['registered', 70],
  ['rejected', 14],
  ['duplicate', 5],
  ['withdrawn', 3],
  ['in_review', 5],
  ['submitted', 0.5],
  ['resubmitted', 0.5],
  ['needs_correction', 2],
];
const waits: readonly End[] = ['in_review', 'submitted', 'resubmitted', 'needs_correction'];

const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;
const OBJECTION_MS = 14 * DAY_MS;
const WAITING_MS = 30 * DAY_MS;

/** `n`: its number, from 1; no two have the same NIK or No. KK. */
export function madeCase(random: Random, n: number, world: World): MadeCase {
  const end = endOf(random() * 100);
  const { code: desaCode, kecamatan } = pick(random, world.desa);
  const answers = answersOf(random, { n, desaCode });
  const since = waits.includes(end) ? random() * WAITING_MS : 3 * DAY_MS + random() * YEARS_MS;
  const id = idAt(random, world.now.getTime() - since);
  const reporter = pick(random, world.reporters);
  const history = new History(random, id, new Date(world.now.getTime() - since), world.now);
  const entryId = end === 'registered' ? idAt(random, world.now.getTime()) : null;
  tell(history, random, { end, answers, reporter, entryId, reviewers: world.reviewerIds });
  const claimed = end === 'in_review' && random() < 0.05;
  return {
    id,
    n,
    reporter,
    kecamatan,
    events: history.events,
    entryId,
    claimedById: claimed ? pick(random, world.reviewerIds) : null,
  };
}

function endOf(place: number): End {
  let sum = 0;
  for (const [end, share] of ends) {
    sum += share;
    if (place < sum) return end;
  }
  return 'registered';
}

interface Told {
  readonly end: End;
  readonly answers: Report;
  readonly reporter: World['reporters'][number];
  readonly entryId: string | null;
  readonly reviewers: readonly string[];
}

const system: Actor = { kind: 'system', id: null };

function tell(history: History, random: Random, { end, answers, reporter, entryId, reviewers }: Told): void {
  const sender: Actor = { kind: 'reporter', id: reporter.id };
  const reviewer = (): Actor => ({ kind: 'user', id: pick(random, reviewers) });
  const screened = () => history.add(system, 5_000, { type: 'screened', duplicates: 0 });
  const hours = () => random() * 40 * 3_600_000;
  const correction: CaseEventData = {
    type: 'correction_requested',
    reason: 'unclear',
    note: 'Mohon lengkapi alamat.',
    fields: ['address'],
  };
  history.add(sender, 0, { type: 'submitted', answers });
  if (end === 'submitted') return;
  screened();
  const least = end === 'resubmitted' ? 1 : 0;
  for (let rounds = Math.max(least, Math.floor(random() ** 2 * 2.4)); rounds > 0; rounds -= 1) {
    history.add(reviewer(), hours(), correction);
    history.add(sender, hours(), { type: 'resubmitted', answers });
    if (end === 'resubmitted') return;
    screened();
  }
  switch (end) {
    case 'in_review':
    case 'resubmitted':
      return;
    case 'needs_correction':
      history.add(reviewer(), hours(), correction);
      return;
    case 'withdrawn':
      history.add(sender, hours(), { type: 'withdrawn', note: '' });
      return;
    case 'rejected':
      history.add(reviewer(), hours(), { type: 'rejected', reason: 'other', note: 'Contoh alasan.' });
      if (random() < 0.1) object(history, sender);
      return;
    case 'duplicate':
      history.add(reviewer(), hours(), {
        type: 'duplicate_confirmed',
        otherCaseId: history.caseId,
        otherEntryId: null,
        number: '',
        told: false,
        note: '',
      });
      return;
    case 'registered': {
      const second = pick(random, reviewers);
      const first = reviewers.find((id) => id !== second);
      if (isSensitiveReport(answers, builtInSensitive) && first !== undefined) {
        history.add({ kind: 'user', id: first }, hours(), { type: 'approval_proposed', note: '' });
      }
      history.add({ kind: 'user', id: second }, hours(), { type: 'approved', note: '' });
      history.add(system, 2_000, {
        type: 'registered',
        entryId: entryId ?? '',
        entryNumber: 'DP-2025-00001-0',
        version: 1,
      });
    }
  }
}

/** Nobody answers it in time, nor before. */
function object(history: History, sender: Actor): void {
  history.add(sender, DAY_MS, { type: 'objected', note: 'Contoh sanggahan.' });
  if (history.age > OBJECTION_MS) history.add(system, OBJECTION_MS, { type: 'objection_lapsed' });
}

class History {
  readonly events: CaseEvent[] = [];

  constructor(
    private readonly random: Random,
    readonly caseId: string,
    private at: Date,
    private readonly now: Date,
  ) {}

  /** Since what happened last. */
  get age(): number {
    return this.now.getTime() - this.at.getTime();
  }

  add(actor: Actor, afterMs: number, data: CaseEventData): void {
    this.at = new Date(Math.min(this.at.getTime() + afterMs, this.now.getTime()));
    const id = idAt(this.random, this.at.getTime());
    this.events.push({ id, caseId: this.caseId, seq: this.events.length + 1, actor, at: this.at, data });
  }
}

/** A NIK or No. KK of its own for every n: the date from one part of it, the serial from the other. */
export function idNumber(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  const month = String((Math.floor(n / 28) % 12) + 1).padStart(2, '0');
  const rest = Math.floor(n / (28 * 12));
  return `640801${day}${month}${String(40 + (rest % 40)).padStart(2, '0')}${String(Math.floor(rest / 40) + 1).padStart(4, '0')}`;
}

/** Of reports with some their pictures are not there: nothing here opens them. */
function photosOf(random: Random): Report['photos'] {
  const count = random() < 0.5 ? 0 : 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, () => ({ id: idAt(random, 0), role: 'other' as const }));
}

function answersOf(
  random: Random,
  { n, desaCode }: { n: number; desaCode: string },
): NewPoorHousehold | PmksCase {
  const number = idNumber(n);
  const shared = {
    desaCode,
    photos: photosOf(random),
    location: random() < 0.3 ? { latitude: 0.5, longitude: 117.5, source: 'shared' as const } : null,
    urgent: random() < 0.01,
    note: random() < 0.3 ? 'Catatan contoh: tinggal bersama tetangga sejak rumah roboh.' : null,
    duplicateReason: null,
    kk: number,
    nik: number,
    name: `Uji ${pick(random, words)} ${pick(random, words)}`,
    birthDate: `19${number.slice(10, 12)}-${number.slice(8, 10)}-${number.slice(6, 8)}`,
    birthEstimated: false,
    sex: 'L' as const,
    address: { line: `Jalan Percobaan ${String(n)}`, rt: '001', rw: '002' },
  };
  if (random() < 0.3) {
    const { code } = pick(random, pmksCategories);
    return { kind: 'pmks_case', ...shared, categories: [code], disability: null };
  }
  return {
    kind: 'new_poor_household',
    ...shared,
    memberCount: 1 + Math.floor(random() * 6),
    members: [],
    indicators: indicatorIds.filter((id) => id !== 'no_fixed_home' && random() < 0.5),
  };
}
