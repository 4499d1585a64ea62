/** Aid given to a person: what can be recorded, and what is the same as what stands already. */

/** As it is told by whoever records it. */
export interface AidItem {
  /** Made by whoever records it, theirs alone: the same again is the same aid. */
  readonly key: string;
  /** Any id that the person was ever recorded under. */
  readonly personId: string;
  readonly programCode: string;
  /** ISO date. */
  readonly givenOn: string;
  /** Whole rupiah. */
  readonly amount: number | null;
  /** In words, such as "Beras 10 kg". */
  readonly goods: string | null;
  /** The list that it was given by. */
  readonly listId: string | null;
}

export const aidProblems = [
  'key',
  /** This key was used for something else. */
  'key_reused',
  'person_unknown',
  'program_unknown',
  'program_inactive',
  'day',
  'day_future',
  'amount',
  'goods',
  /** An identity number stands where goods do. */
  'goods_identity',
  /** Neither an amount nor goods. */
  'nothing',
] as const;
export type AidProblem = (typeof aidProblems)[number];

/**
 * recorded: it is new. same: this key recorded it before. already: the programme gave this person something on
 * that day, as somebody else told. `id`: of what stands.
 */
export type AidOutcome =
  | { readonly status: 'recorded' | 'same' | 'already'; readonly id: string }
  | { readonly status: 'refused'; readonly problem: AidProblem };

/** Why aid that was recorded is withdrawn. */
export const withdrawReasons = ['person', 'content', 'not_given', 'other'] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

const MAX_KEY = 200;
const MAX_GOODS = 200;
/** A thousand million rupiah for one person is a typing error. */
const MAX_AMOUNT = 1_000_000_000;
const FIRST_DAY = '2000-01-01';
/** As long as a NIK or KK, however it is spaced. */
const IDENTITY = /\d[\d\s.-]{8,}\d/;

/** What is wrong with it by itself; `today`: ISO date by the office's clock. */
export function problemOf({ key, ...gift }: AidItem, today: string): AidProblem | null {
  return key === '' || key.length > MAX_KEY ? 'key' : giftProblem(gift, today);
}

/** The same of what is given alone, whomever it is given to. */
export function giftProblem(
  { givenOn, amount, goods }: Pick<AidItem, 'givenOn' | 'amount' | 'goods'>,
  today: string,
): AidProblem | null {
  if (!isDay(givenOn) || givenOn < FIRST_DAY) return 'day';
  if (givenOn > today) return 'day_future';
  if (amount !== null && !(Number.isSafeInteger(amount) && amount > 0 && amount <= MAX_AMOUNT))
    return 'amount';
  if (goods !== null && (goods.trim().length < 2 || goods.length > MAX_GOODS)) return 'goods';
  if (goods !== null && IDENTITY.test(goods)) return 'goods_identity';
  return amount === null && goods === null ? 'nothing' : null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** What of it is kept of one aid, by who the person is read as. */
export type AidContent = Pick<AidItem, 'programCode' | 'givenOn' | 'amount' | 'goods'> & {
  readonly rootId: string;
};

/** What stands, as far as the items ask. */
export interface AidStanding {
  /** By any id of a person the one that they are read as. */
  readonly roots: ReadonlyMap<string, string>;
  /** By code, whether aid is given by it now. */
  readonly programs: ReadonlyMap<string, { readonly active: boolean }>;
  /** What the recorder has recorded under these keys, withdrawn or not. */
  readonly byKey: ReadonlyMap<string, AidContent & { readonly id: string }>;
  /** Of `aidOnce`, what was not withdrawn. */
  readonly once: ReadonlyMap<string, string>;
}

/** What a programme gives a person once. */
export function aidOnce({ rootId, programCode, givenOn }: Omit<AidContent, 'amount' | 'goods'>): string {
  return `${programCode} ${givenOn} ${rootId}`;
}

/** Item by item, each as if those before it stood. `newId` names what is recorded. */
export function decideAid(
  items: readonly AidItem[],
  { roots, programs, byKey, once }: AidStanding,
  { today, newId }: { readonly today: string; readonly newId: () => string },
): readonly AidOutcome[] {
  const keys = new Map(byKey);
  const given = new Map(once);
  return items.map((item): AidOutcome => {
    const problem = problemOf(item, today);
    if (problem !== null) return { status: 'refused', problem };
    const rootId = roots.get(item.personId);
    if (rootId === undefined) return { status: 'refused', problem: 'person_unknown' };
    const content: AidContent = {
      rootId,
      programCode: item.programCode,
      givenOn: item.givenOn,
      amount: item.amount,
      goods: item.goods,
    };
    const before = keys.get(item.key);
    if (before !== undefined) {
      return isSame(before, content)
        ? { status: 'same', id: before.id }
        : { status: 'refused', problem: 'key_reused' };
    }
    const program = programs.get(item.programCode);
    if (program === undefined) return { status: 'refused', problem: 'program_unknown' };
    if (!program.active) return { status: 'refused', problem: 'program_inactive' };
    const standing = given.get(aidOnce(content));
    if (standing !== undefined) return { status: 'already', id: standing };
    const id = newId();
    keys.set(item.key, { ...content, id });
    given.set(aidOnce(content), id);
    return { status: 'recorded', id };
  });
}

function isSame(one: AidContent, other: AidContent): boolean {
  return aidOnce(one) === aidOnce(other) && one.amount === other.amount && one.goods === other.goods;
}
