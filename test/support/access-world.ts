/** A grid of people and of what they may or may not see, each thing marked so that it is known anywhere. */
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { pageBlobId } from '../../src/domain/channel/pages.js';
import { enrolmentOf } from '../../src/parts.js';
import { agencyWithKey, webhookFor } from './agencies.js';
import { hashToken, makeToken } from '../../src/usecases/accounts/session.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { uploadReporters } from '../../src/usecases/enrolment/import/import-reporters.js';
import { csvTemplate } from '../../src/usecases/enrolment/import/template.js';
import { writeFace } from '../../src/storage/matching/faces.js';
import { begun, uploaded, worked } from './console-imports.js';
import { household, ineligible, pmks, registered, type Sender } from './kinds.js';
import { submitKind } from './one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from './reports.js';

/** `whole` is a session of a person who has given all that is asked; every other one opens nothing. */
export const sessionKinds = [
  'whole',
  'none',
  'forged',
  'ended',
  'expired',
  'password_due',
  'code_due',
  'inactive',
] as const;
export type SessionKind = (typeof sessionKinds)[number];

export interface Person {
  readonly id: string;
  readonly role: 'reviewer' | 'supervisor' | 'admin';
  readonly sensitive: boolean;
  readonly regions: readonly string[];
  readonly session: SessionKind;
  /** null: their browser has none. */
  readonly token: string | null;
}

export interface Target {
  readonly name: string;
  readonly desa: string;
  readonly caseId: string;
  /** The same people, reported twice; null: reported once. */
  readonly twinId: string | null;
  readonly sensitive: boolean;
  /** Whether it waits for a decision. */
  readonly waiting: boolean;
  /** null: nothing of it stands in Data Pemda. */
  readonly entryId: string | null;
  /** Whom the entry is about, and the household; null: there is none. */
  readonly personId: string | null;
  readonly householdId: string | null;
  readonly photoId: string | null;
  /** Who answers for that desa, and one of the console's users who sees that desa alone. */
  readonly reporterId: string;
  readonly userId: string;
  /** A list of reporters that was uploaded by `importedBy`. */
  readonly importId: string;
  readonly importedBy: string;
  /** An action for many reports, of which this is one, and a saved view; whose they are. */
  readonly runId: string;
  readonly viewId: string;
  readonly ownerId: string;
  /** Two persons written in that desa who may be one. */
  readonly pairId: string;
  /** An import of a register that waits to be taken over, and a file that `importedBy` uploaded. */
  readonly deliveryId: string;
  readonly uploadId: string;
  /** One agency, with a key to the API. */
  readonly agencyId: string;
  readonly apiKeyId: string;
  readonly webhookId: string;
  /** Its person's name and NIK. */
  readonly marks: readonly string[];
}

export interface AccessWorld {
  readonly people: readonly Person[];
  readonly targets: readonly Target[];
  readonly home: string;
}

/** Two desa of one kecamatan, and two of kecamatan whose codes begin alike. */
const desa = ['64.08.01.2001', '64.08.01.2002', '64.08.10.2001', '64.08.12.2001'] as const;
const reaches: readonly (readonly string[])[] = [
  ['64.08'],
  ['64.08.01'],
  [desa[0]],
  ['64.08.10', desa[1]],
  [],
];

export async function makeAccessWorld(container: Container): Promise<AccessWorld> {
  const people = await makePeople(container);
  const owner = people.find(
    ({ role, regions, session }) => role === 'admin' && regions.includes('64.08') && session === 'whole',
  );
  if (owner === undefined) throw new Error('nobody to upload');
  const runner = people.find(
    ({ role, regions, session }) => role === 'reviewer' && regions.includes('64.08') && session === 'whole',
  );
  if (runner === undefined) throw new Error('nobody to run');
  const by = await syntheticContact(container);
  const { agencyId, keyId: apiKeyId } = await agencyWithKey(container);
  const targets: Target[] = [];
  const { webhookId } = await webhookFor(container, agencyId, 'https://opd.invalid/sipmas');
  const shared = { ...(await deliver(container, owner)), agencyId, apiKeyId, webhookId };
  for (const [n, code] of desa.entries())
    targets.push(...(await targetsIn(container, by, { code, n, owner, runner, shared })));
  return { people, targets, home: container.config.region };
}

async function makePeople({ database, storage }: Container): Promise<readonly Person[]> {
  const people: Person[] = [];
  const add = (person: Omit<Person, 'id' | 'token'>) => {
    const token = person.session === 'none' ? null : makeToken();
    people.push({ ...person, id: uuidv7(), token });
  };
  for (const role of ['reviewer', 'supervisor', 'admin'] as const) {
    for (const sensitive of [false, true]) {
      for (const regions of reaches) add({ role, sensitive, regions, session: 'whole' });
    }
    for (const session of sessionKinds.slice(1)) add({ role, sensitive: true, regions: ['64.08'], session });
  }
  const secretOf = (row: string) =>
    storage.cipher.seal('JBSWY3DPEHPK3PXP', { table: 'console_user', column: 'totp_enc', row });
  await database.consoleUser.createMany({
    data: people.map(({ id, role, session }, n) => ({
      id,
      username: `grid${String(n)}`,
      name: `Uji Petugas ${String(n)}`,
      role,
      active: session !== 'inactive',
      mustChangePassword: session === 'password_due',
      ...(session === 'code_due' ? { totpEnc: secretOf(id), totpSetAt: new Date() } : {}),
    })),
  });
  await database.consoleUserScope.createMany({
    data: people.flatMap(({ id, regions }) => regions.map((regionCode) => ({ userId: id, regionCode }))),
  });
  await database.consoleUserGrant.createMany({
    data: people.filter(({ sensitive }) => sensitive).map(({ id }) => ({ userId: id, grant: 'sensitive' })),
  });
  await database.consoleSession.createMany({
    data: people.flatMap((person) => (person.token === null ? [] : (sessionRow(person, person.token) ?? []))),
  });
  return people;
}

/** A session as that person would have it; null: the database knows of none. */
export function sessionRow({ id, session }: Person, token: string) {
  if (session === 'none' || session === 'forged' || session === 'ended') return null;
  const ms = session === 'expired' ? -1000 : 3_600_000;
  return { userId: id, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + ms) };
}

/** No household's. */
const absent = '01890000-0000-7000-8000-00000000dead';
const nothing = {
  waiting: false,
  twinId: null,
  entryId: null,
  personId: null,
  householdId: null,
  photoId: null,
} as const;

async function targetsIn(
  container: Container,
  by: Sender,
  {
    code,
    n,
    owner,
    runner,
    shared: sharedByAll,
  }: {
    readonly code: string;
    readonly n: number;
    readonly owner: Person;
    readonly runner: Person;
    readonly shared: Pick<Target, 'deliveryId' | 'uploadId' | 'agencyId' | 'apiKeyId' | 'webhookId'>;
  },
): Promise<readonly Target[]> {
  const shared = { desa: code, ...sharedByAll, ...(await peopleOf(container, { code, n, owner })) };
  let serial = n * 100;
  const who = () => {
    serial += 1;
    const nik = syntheticNik(serial);
    return { nik, name: `Uji Tanda ${String(serial)}x`, kk: syntheticKk(serial) };
  };
  type Own = Target;
  const made: Own[] = [];
  type Made = Partial<Own> & { readonly caseId: string; readonly sensitive: boolean };
  const add = async (
    name: string,
    { nik, name: subject }: { readonly nik: string; readonly name: string },
    target: Made,
  ) => {
    const own = await ownOf(container, runner, target.caseId);
    const { sensitive, caseId } = target;
    const pairId = await pairIn(container, { desa: code, name: subject, sensitive, caseId });
    made.push({
      ...nothing,
      ...shared,
      ...target,
      ...own,
      pairId,
      name: `${name} in ${code}`,
      marks: [subject, nik],
    });
  };
  const secret = { categories: ['16' as const], note: null };

  for (const [name, report] of [
    ['a household in review', household(code, who())],
    ['a sensitive case in review', pmks(code, { ...who(), ...secret })],
  ] as const) {
    const photoId = uuidv7();
    const twinId = await submitKind(container, by, { ...report, photos: [] });
    const photos = [{ id: photoId, role: 'house_front' as const }];
    await container.unitOfWork.run((tx) =>
      tx.attachments.register({ ...photoOf(photoId), contactId: by.contactId }),
    );
    const caseId = await submitKind(container, by, { ...report, photos });
    await storePhoto(container, photoId);
    const { nik, name: subject, kind } = report;
    await add(
      name,
      { nik: nik ?? '', name: subject },
      {
        caseId,
        twinId,
        photoId,
        sensitive: kind === 'pmks_case',
        waiting: true,
      },
    );
  }
  for (const [name, subject, more] of [
    ['a household in Data Pemda', who(), null],
    ['a sensitive person in Data Pemda', who(), secret],
  ] as const) {
    const report = more === null ? household(code, subject) : pmks(code, { ...subject, ...more });
    const { caseId, id: entryId, householdId, personId: own } = await registered(container, by, report);
    const member = await container.database.householdMember.findFirst({
      where: { householdId: householdId ?? absent },
    });
    const personId = own ?? member?.personId ?? null;
    await add(name, subject, { caseId, entryId, personId, householdId, sensitive: more !== null });
  }
  const supervisor = await staff(container, 'supervisor');
  for (const [name, subject, more] of [
    ['a rejected report', who(), null],
    ['a rejected sensitive case', who(), secret],
  ] as const) {
    const report = more === null ? ineligible(code, subject) : pmks(code, { ...subject, ...more });
    const caseId = await submitKind(container, by, report);
    const decision = { type: 'reject', reason: 'other', note: 'Uji.' } as const;
    await decideCase(container, supervisor, { caseId, version: 2, decision, ip: '' });
    await add(name, subject, { caseId, sensitive: more !== null });
  }
  return made;
}

/** One for all: a register is of the whole kabupaten. */
async function deliver(
  container: Container,
  owner: Person,
): Promise<Pick<Target, 'deliveryId' | 'uploadId'>> {
  const actor = { ...(await staff(container, 'admin')), id: owner.id };
  const file = (name: string) => `nik;nama;desil\n${syntheticNik(9_901)};${name};1\n;X;2\n`;
  const first = await uploaded(container, actor, file('Uji Kiriman Satu'), { source: 'DTKS' });
  const deliveryId = await begun(container, actor, first);
  await worked(container, deliveryId);
  const uploadId = await uploaded(container, actor, file('Uji Kiriman Dua'), { source: 'P3KE' });
  return { deliveryId, uploadId };
}

async function peopleOf(
  container: Container,
  { code, n, owner }: { readonly code: string; readonly n: number; readonly owner: Person },
) {
  const { database } = container;
  const admin = await staff(container, 'admin');
  const person = {
    name: `Uji Pelapor Tanda ${String(n)}x`,
    role: 'psm',
    phone: `0812 7770 08${String(10 + n)}`,
  };
  await enrolmentOf(container).enrol(admin, { ...person, desaCodes: [code] }, '');
  const reporter = await database.reporter.findFirstOrThrow({ where: { name: person.name } });
  const user = await database.consoleUser.create({
    data: {
      id: uuidv7(),
      username: `desa${String(n)}`,
      name: `Uji Petugas Desa ${String(n)}`,
      role: 'reviewer',
      scopes: { create: { regionCode: code } },
    },
  });
  const file = Buffer.from(csvTemplate());
  const kept = await uploadReporters(
    { ...container, homeRegion: container.config.region, desa: [] },
    { ...admin, id: owner.id },
    file,
  );
  return { reporterId: reporter.id, userId: user.id, importId: kept.id, importedBy: owner.id };
}

async function ownOf({ unitOfWork }: Container, { id: ownerId, role, regions }: Person, caseId: string) {
  const actor = { id: ownerId, username: 'uji', name: 'Uji', role, regions, grants: [] };
  const viewId = uuidv7();
  const now = new Date();
  const runId = await unitOfWork.run(async (tx) => {
    const selection = { type: 'ids', caseIds: [caseId] } as const;
    const id = await tx.bulk.freeze(actor, { action: 'release', selection, limit: 1, now });
    await tx.bulk.confirm(id ?? '', { order: { action: 'release' }, ip: '', now });
    await tx.savedViews.put(ownerId, { id: viewId, name: viewId, filter: {} }, now);
    return id ?? '';
  });
  return { runId, viewId, ownerId };
}

/** Both are called as the person of the case is; where that is sensitive, so is all that is known of them. */
async function pairIn(
  { database, storage }: Container,
  { desa: desaCode, name, sensitive, caseId }: Pick<Target, 'desa' | 'name' | 'sensitive' | 'caseId'>,
): Promise<string> {
  const { id: eventId } = await database.caseEvent.findFirstOrThrow({ where: { caseId } });
  const ids = [uuidv7(), uuidv7()];
  for (const id of ids) {
    await database.person.create({ data: { id, name } });
    const facts = { ...noFacts, name, desaCode };
    await writeFace(storage, { personId: id, facts, today: '2026-11-01' });
    if (!sensitive) continue;
    const category = { personId: id, categoryCode: '16', validFrom: new Date(), eventId };
    await database.personPmks.create({ data: { id: uuidv7(), ...category } });
  }
  const pair = { verdict: 'ask', weight: 13, fields: [], foundAt: new Date() };
  const [oneId = '', otherId = ''] = ids;
  const desaCodes = { oneDesaCode: desaCode, otherDesaCode: desaCode };
  const { id } = await database.personPair.create({
    data: { id: uuidv7(), oneId, otherId, ...desaCodes, ...pair },
  });
  return id;
}

const noFacts = {
  nik: null,
  birthDate: null,
  sex: null,
  kk: null,
  address: null,
  phone: null,
  motherName: null,
} as const;

function photoOf(id: string) {
  return { id, source: { kind: 'upload', blobId: id } as const };
}

/** As the worker leaves it: two pages of a document. */
async function storePhoto({ database, blobs }: Container, id: string): Promise<void> {
  await database.attachment.update({
    where: { id },
    data: { state: 'stored', mime: 'image/jpeg', bytes: 4, width: 8, height: 8, pages: 2 },
  });
  for (const page of [1, 2]) await blobs.put(pageBlobId(id, page), Buffer.from(`gambar-${id}`));
}
