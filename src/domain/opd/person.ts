/** What an agency is told of a person: the facts that its grant covers, and of those the fields. */
import { z } from 'zod';
import { liesIn } from '../access/scope.js';
import { maySeeFact, mayKnowCategory, type AgencyGrant } from '../access/agency.js';
import { entryStatuses, type EntryStatus } from '../registry/entry-status.js';

export const stores = ['DTKS', 'DTSEN', 'P3KE', 'PMKS', 'PEMDA'] as const;
export const Store = z.enum(stores);
export type Store = z.infer<typeof Store>;

const Digits16 = z.string().regex(/^\d{16}$/);
const Desa = z.string().nullable().meta({ description: 'Kode desa/kelurahan Kemendagri' });
const since = z.iso.date().meta({ description: 'Berlaku sejak' });

export const PersonTold = z.object({
  id: z.uuid().meta({ description: 'Nomor tetap orang ini di SIPMAS' }),
  sources: z
    .array(
      z.object({
        source: Store,
        since,
        desa: Desa,
        number: z.string().nullable().meta({ description: 'Nomor entri Data Pemda' }),
        status: z.enum(entryStatuses).nullable().meta({ description: 'Keadaan entri Data Pemda' }),
      }),
    )
    .meta({ description: 'Sumber yang mencatat orang ini, di wilayah dan dalam hak akses Anda' }),
  identity: z
    .object({
      nik: Digits16.nullable(),
      name: z.string(),
      birthDate: z.iso.date().nullable(),
      sex: z.enum(['L', 'P']).nullable(),
    })
    .optional(),
  contact: z
    .object({
      addresses: z.array(z.object({ source: Store, text: z.string(), desa: Desa })),
      phones: z.array(z.object({ source: Store, number: z.string() })),
    })
    .optional(),
  socioEconomic: z
    .object({ desil: z.array(z.object({ source: Store, value: z.int().min(1).max(10), on: since })) })
    .optional(),
  pmks: z
    .array(
      z.object({
        code: z.string().regex(/^\d{2}$/),
        sensitive: z.boolean(),
        source: Store,
        since,
      }),
    )
    .optional(),
  households: z
    .array(
      z.object({
        source: Store,
        kk: Digits16.nullable(),
        relation: z.string().nullable(),
        members: z.array(z.object({ id: z.uuid(), relation: z.string() })).meta({
          description: 'Anggota lain menurut Data Pemda; sumber lain hanya menyebut nomor KK',
        }),
      }),
    )
    .optional(),
  aid: z
    .array(
      z.object({
        program: z.string(),
        givenOn: z.iso.date(),
        amount: z.int().nullable().meta({ description: 'Rupiah' }),
        goods: z.string().nullable(),
      }),
    )
    .optional()
    .meta({ description: 'Bantuan dari program dalam hak akses Anda, yang terbaru di depan' }),
});
export type PersonTold = z.infer<typeof PersonTold>;

/** What a national register or a list of PMKS says. */
export interface RecordFact {
  readonly kind: 'record';
  readonly id: string;
  readonly store: Exclude<Store, 'PEMDA'>;
  readonly desaCode: string | null;
  /** ISO date of the data that says so. */
  readonly since: string;
  readonly recordedAt: Date;
  readonly desil: number | null;
  /** `since`: ISO date of the data that first had the record. */
  readonly category: { readonly code: string; readonly sensitive: boolean; readonly since: string } | null;
  readonly verified: boolean;
  /** Opened when it is asked for: most readers ask for little. */
  readonly said: () => RecordSaid;
}

export interface RecordSaid {
  readonly kk: string | null;
  readonly relation: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  /** ISO date of the ranking, as far as the source says. */
  readonly rankedOn: string | null;
}

/** An entry of Data Pemda: of the person, or of the household they live in. */
export interface EntryFact {
  readonly kind: 'entry';
  readonly id: string;
  readonly number: string;
  readonly status: EntryStatus;
  readonly desaCode: string;
  /** ISO date, of how it is now. */
  readonly since: string;
  readonly recordedAt: Date;
  readonly sensitive: boolean;
  readonly address: () => string | null;
  readonly household: {
    readonly id: string;
    readonly kk: () => string | null;
    /** With this person. */
    readonly members: readonly { readonly id: string; readonly relation: string }[];
  } | null;
}

export type Fact = RecordFact | EntryFact;

/** All that the office knows of a person now. */
export interface PersonFacts {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly nik: () => string | null;
  readonly facts: readonly Fact[];
  /** In Data Pemda. */
  readonly categories: readonly {
    readonly code: string;
    readonly sensitive: boolean;
    readonly since: string;
  }[];
  /** What was not withdrawn, newest first. */
  readonly aid: readonly {
    readonly program: string;
    /** ISO date. */
    readonly givenOn: string;
    /** Whole rupiah. */
    readonly amount: number | null;
    readonly goods: string | null;
  }[];
}

export function storeOf(fact: Fact): Store {
  return fact.kind === 'entry' ? 'PEMDA' : fact.store;
}

function isVisible(grant: AgencyGrant, fact: Fact): boolean {
  const { desaCode } = fact;
  if (fact.kind === 'entry')
    return maySeeFact(grant, { store: 'PEMDA', desaCode, sensitive: fact.sensitive });
  switch (fact.store) {
    case 'PMKS':
      // One that names no category that is known could be any.
      return maySeeFact(grant, { store: 'PMKS', desaCode, sensitive: fact.category?.sensitive ?? true });
    case 'P3KE':
      return maySeeFact(grant, { store: 'P3KE', desaCode, verified: fact.verified });
    case 'DTKS':
    case 'DTSEN':
      return maySeeFact(grant, { store: fact.store, desaCode });
  }
}

export function visibleFacts(person: PersonFacts, grant: AgencyGrant): readonly Fact[] {
  return person.facts.filter((fact) => isVisible(grant, fact));
}

/** What a list is asked for: of one and the same fact. */
export interface PeopleFilter {
  readonly desa?: string | undefined;
  readonly kecamatan?: string | undefined;
  readonly source?: Store | undefined;
  readonly desilMax?: number | undefined;
  readonly category?: string | undefined;
  readonly updatedSince?: Date | undefined;
}

export function factFits(person: PersonFacts, fact: Fact, filter: PeopleFilter, grant: AgencyGrant): boolean {
  const { desa, kecamatan, source, desilMax, category, updatedSince } = filter;
  const codes =
    fact.kind === 'record'
      ? [fact.category?.code]
      : fact.household === null
        ? person.categories.filter((one) => mayKnowCategory(grant, one.sensitive)).map(({ code }) => code)
        : [];
  return (
    (desa === undefined || fact.desaCode === desa) &&
    (kecamatan === undefined || (fact.desaCode !== null && liesIn(fact.desaCode, kecamatan))) &&
    (source === undefined || storeOf(fact) === source) &&
    (desilMax === undefined || (fact.kind === 'record' && fact.desil !== null && fact.desil <= desilMax)) &&
    (category === undefined || codes.includes(category)) &&
    (updatedSince === undefined || fact.recordedAt >= updatedSince)
  );
}

/** null: for this agency there is no such person. */
export function tellPerson(person: PersonFacts, grant: AgencyGrant): PersonTold | null {
  const facts = visibleFacts(person, grant);
  if (facts.length === 0) return null;
  const { groups } = grant;
  const has = (group: (typeof groups)[number]) => groups.includes(group);
  return {
    id: person.id,
    sources: facts.map((fact) => ({
      source: storeOf(fact),
      since: fact.since,
      desa: fact.desaCode,
      number: fact.kind === 'entry' ? fact.number : null,
      status: fact.kind === 'entry' ? fact.status : null,
    })),
    ...(has('identity') ? { identity: identityOf(person) } : {}),
    ...(has('contact') ? { contact: contactOf(facts) } : {}),
    ...(has('socio_economic') ? { socioEconomic: { desil: desilOf(facts) } } : {}),
    ...(has('pmks') || has('pmks_sensitive') ? { pmks: categoriesOf(person, facts, grant) } : {}),
    ...(has('household') ? { households: householdsOf(person, facts) } : {}),
    ...(has('aid') ? { aid: person.aid.filter(({ program }) => grant.programs.includes(program)) } : {}),
  };
}

/** Whether any of what is told is a sensitive category: such a look is a line of its own in the access log. */
export function tellsSensitive({ pmks = [] }: PersonTold): boolean {
  return pmks.some(({ sensitive }) => sensitive);
}

function identityOf({ nik, name, birthDate, sex }: PersonFacts): PersonTold['identity'] {
  return { nik: nik(), name, birthDate, sex };
}

function contactOf(facts: readonly Fact[]): PersonTold['contact'] {
  const told = facts.map((fact) => {
    const source = storeOf(fact);
    const { address, phone } = fact.kind === 'entry' ? { address: fact.address(), phone: null } : fact.said();
    return { source, address, phone, desa: fact.desaCode };
  });
  return {
    addresses: told.flatMap(({ source, address, desa }) =>
      address === null ? [] : [{ source, text: address, desa }],
    ),
    phones: told.flatMap(({ source, phone }) => (phone === null ? [] : [{ source, number: phone }])),
  };
}

function desilOf(facts: readonly Fact[]) {
  return facts.flatMap((fact) =>
    fact.kind === 'record' && fact.desil !== null
      ? [{ source: storeOf(fact), value: fact.desil, on: fact.said().rankedOn ?? fact.since }]
      : [],
  );
}

function categoriesOf(person: PersonFacts, facts: readonly Fact[], grant: AgencyGrant): PersonTold['pmks'] {
  const listed = facts.flatMap((fact) =>
    fact.kind === 'record' && fact.category !== null && mayKnowCategory(grant, fact.category.sensitive)
      ? [{ ...fact.category, source: storeOf(fact) }]
      : [],
  );
  // Those of Data Pemda go with the person's own entry.
  if (!facts.some((fact) => fact.kind === 'entry' && fact.household === null)) return listed;
  const own = person.categories.filter(({ sensitive }) => mayKnowCategory(grant, sensitive));
  return [...listed, ...own.map((category) => ({ ...category, source: 'PEMDA' as const }))];
}

function householdsOf(person: PersonFacts, facts: readonly Fact[]): PersonTold['households'] {
  return facts.flatMap((fact) => {
    const source = storeOf(fact);
    if (fact.kind === 'record') {
      const { kk, relation } = fact.said();
      return kk === null && relation === null ? [] : [{ source, kk, relation, members: [] }];
    }
    if (fact.household === null) return [];
    const { kk, members } = fact.household;
    return [
      {
        source,
        kk: kk(),
        relation: members.find(({ id }) => id === person.id)?.relation ?? null,
        members: members.filter(({ id }) => id !== person.id),
      },
    ];
  });
}
