/** Made-up people with whatever the stores can say of them, written as it would stand. */
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { aidOf } from '../../src/parts.js';
import { entryStatuses } from '../../src/domain/registry/entry-status.js';
import { freezeList } from '../../src/usecases/aid/freeze-list.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { sourceRow } from './source-rows.js';

interface Held {
  readonly status: 'active' | 'ineligible' | 'moved' | 'deceased';
  readonly desa: string;
  /** Minutes: the later changed last. */
  readonly at: number;
}

export interface MadePerson {
  readonly nik?: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly birthDate: string | null;
  readonly own: readonly { readonly code: string; readonly ended: boolean }[];
  readonly said: readonly {
    readonly source: 'DTSEN' | 'DTKS' | 'P3KE' | 'PMKS';
    readonly day: string;
    readonly desa: string | null;
    readonly desil: number | null;
    readonly category: string | null;
    readonly verified: boolean;
    readonly present: boolean;
    readonly nik?: string | null;
  }[];
  readonly entry: Held | null;
  readonly home: { readonly held: Held; readonly left: boolean } | null;
  readonly gifts: readonly { readonly program: string; readonly day: string; readonly withdrawn: boolean }[];
  readonly same: boolean;
  readonly told: boolean;
}

/** 16 is sensitive. */
export const categories = ['08', '11', '16'];
export const aDay = fc.constantFrom('2024-05-01', '2025-02-01', '2025-02-02', '2026-03-01');

export function aPerson(places: readonly string[]): fc.Arbitrary<MadePerson> {
  const place = fc.constantFrom(...places);
  const held = fc.record({
    status: fc.constantFrom(...entryStatuses),
    desa: place,
    at: fc.integer({ min: 0, max: 9 }),
  });
  return fc.record({
    sex: fc.constantFrom('L', 'P', null),
    birthDate: fc.constantFrom(null, '1950-06-30', '2000-02-29', '2012-12-01', '2024-01-01'),
    own: fc.uniqueArray(fc.record({ code: fc.constantFrom(...categories), ended: fc.boolean() }), {
      maxLength: 2,
      selector: ({ code }) => code,
    }),
    said: fc.array(
      fc.record({
        source: fc.constantFrom('DTSEN', 'DTKS', 'P3KE', 'PMKS'),
        day: aDay,
        desa: fc.option(place),
        desil: fc.option(fc.integer({ min: 1, max: 10 })),
        category: fc.option(fc.constantFrom(...categories)),
        verified: fc.boolean(),
        present: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    entry: fc.option(held),
    home: fc.option(fc.record({ held, left: fc.boolean() })),
    gifts: fc.array(
      fc.record({ program: fc.constantFrom('beras', 'tunai'), day: aDay, withdrawn: fc.boolean() }),
      { maxLength: 2 },
    ),
    /** Called the same as the person before, if that one is not somebody else's already. */
    same: fc.boolean(),
    /** Then: whose date of birth and sex are told. */
    told: fc.boolean(),
  });
}

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));

/** `eventId`: what gave them their categories. Those who are one are a group, with what is told of them. */
export async function personsOf(container: Container, people: readonly MadePerson[], eventId: string) {
  const groups: {
    rootId: string;
    birthDate: string | null;
    sex: 'L' | 'P' | null;
    members: Awaited<ReturnType<typeof writePerson>>[];
  }[] = [];
  for (const person of people) {
    const member = await writePerson(container, person, eventId);
    const group = groups.at(-1);
    if (group === undefined || !person.same) {
      const { birthDate, sex } = person;
      groups.push({ rootId: member.id, birthDate, sex, members: [member] });
      continue;
    }
    const { rootId } = group;
    const teller = person.told ? member.id : rootId;
    await container.database.personMerge.create({
      data: {
        id: uuidv7(),
        personId: member.id,
        intoId: rootId,
        nameOf: rootId,
        birthDateOf: teller,
        sexOf: teller,
        nikOf: rootId,
        mergedAt: at(groups.length * 100 + group.members.length),
      },
    });
    await container.database.person.update({ where: { id: member.id }, data: { sameAsId: rootId } });
    group.members.push(member);
    // The newest merge says by whose row it is told.
    const [first] = group.members;
    const told = person.told ? member : first;
    group.birthDate = told?.birthDate ?? null;
    group.sex = told?.sex ?? null;
  }
  return groups;
}

async function writePerson({ database: db, storage }: Container, person: MadePerson, eventId: string) {
  const id = uuidv7();
  const name = `Uji Warga ${id.slice(-4)}`;
  const { sex, birthDate } = person;
  const birth = birthDate === null ? null : new Date(birthDate);
  const { cipher, index } = storage;
  const number =
    typeof person.nik === 'string'
      ? {
          nikMac: index.mac('nik', person.nik),
          nikEnc: cipher.seal(person.nik, { table: 'person', column: 'nik_enc', row: id }),
        }
      : {};
  await db.person.create({ data: { id, name, sex, birthDate: birth, ...number } });
  for (const { code: categoryCode, ended } of person.own) {
    const validTo = ended ? at(1) : null;
    await db.personPmks.create({
      data: { id: uuidv7(), personId: id, categoryCode, validFrom: at(0), validTo, eventId },
    });
  }
  const said = [];
  for (const one of person.said) {
    const [recordId, versionId] = [uuidv7(), uuidv7()];
    const { source, day, desa: desaCode, desil, category, verified, present, nik = null } = one;
    const importId = uuidv7();
    await db.sourceImport.create({
      data: {
        id: importId,
        source,
        asOf: new Date(day),
        whole: true,
        fileMac: importId,
        state: 'dropped',
        startedAt: at(0),
      },
    });
    await db.sourceRecord.create({
      data: {
        id: recordId,
        source,
        keyMac: recordId,
        personId: id,
        version: 1,
        contentMac: null,
        present: false,
      },
    });
    const cell = { table: 'source_record_version', column: 'data_enc', row: versionId };
    const row = sourceRow(1, { name, nik, desaCode, desil, category, kk: '6408010101200001' });
    await db.sourceRecordVersion.create({
      data: {
        ...{ id: versionId, recordId, version: 1, importId, validFrom: new Date(day), recordedAt: at(0) },
        ...{ present: true, contentMac: versionId, name, birthDate: birth, sex, desaCode, desil, verified },
        categoryCode: category,
        nikMac: nik === null ? null : index.mac('nik', nik),
        dataEnc: cipher.sealJson(row, cell),
      },
    });
    await db.sourceRecord.update({
      where: { id: recordId },
      data: { versionId, contentMac: versionId, present },
    });
    said.push({ ...one, versionId });
  }
  const entryOf = async ({ status, desa: desaCode, at: minutes }: Held, householdId: string | null) => {
    const entryId = uuidv7();
    await db.registryEntry.create({
      data: {
        ...{
          id: entryId,
          number: entryId,
          source: 'PEMDA',
          householdId,
          personId: householdId === null ? id : null,
        },
        ...{
          desaCode,
          kecamatanCode: desaCode.slice(0, 8),
          headName: name,
          status,
          version: 1,
          updatedAt: at(minutes),
        },
      },
    });
    return entryId;
  };
  const entry = person.entry === null ? null : { ...person.entry, id: await entryOf(person.entry, null) };
  let home = null;
  if (person.home !== null) {
    const { held, left } = person.home;
    const householdId = uuidv7();
    await db.household.create({ data: { id: householdId, desaCode: held.desa } });
    const own = { ...held, id: await entryOf(held, householdId) };
    const validTo = left ? at(1) : null;
    await db.householdMember.create({
      data: { id: uuidv7(), householdId, personId: id, relation: 'head', validFrom: at(0), validTo },
    });
    home = { held: own, left };
  }
  const user = await db.consoleUser.findFirstOrThrow();
  const once = new Set<string>();
  const gifts = [];
  for (const { program, day, withdrawn } of person.gifts) {
    if (once.has(program + day)) continue;
    once.add(program + day);
    const given = withdrawn
      ? { withdrawnAt: new Date(), withdrawnById: user.id, withdrawnReason: 'content' }
      : {};
    await db.aidGiven.create({
      data: {
        ...{ id: uuidv7(), personId: id, programCode: program, givenOn: new Date(day), goods: 'Beras 10 kg' },
        ...{ batchId: uuidv7(), userId: user.id, key: uuidv7(), recordedAt: at(0), ...given },
      },
    });
    gifts.push({ program, day, withdrawn });
  }
  return { id, sex, birthDate, own: person.own, said, entry, home, gifts };
}

/** Of all whom the author may know; returns its id. */
export async function frozenList(
  container: Container,
  admin: StaffActor,
  author: StaffActor,
): Promise<string> {
  const services = aidOf(container);
  const program = { code: 'uji', name: 'Program Uji', agencyId: null, active: true, version: 0 };
  await services.saveProgram(admin, program, '');
  const none = { desil: null, ageFrom: null, ageTo: null, sex: null, received: null, notReceived: null };
  const lists = { areas: [...author.regions], present: [], absent: [], categories: [], indicators: [] };
  const criteria = { ...none, ...lists, verified: false, active: false };
  const id = uuidv7();
  await services.saveList(author, { id, version: 0, name: 'Daftar Uji', programCode: 'uji', criteria }, '');
  await services.freeze(author, { id, version: 1, ip: '' });
  await freezeList(container, { listId: id });
  return id;
}
