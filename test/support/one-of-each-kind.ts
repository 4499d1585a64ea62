import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import type { DataUpdate } from '../../src/domain/report/data-update.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import type { NoLongerEligible } from '../../src/domain/report/no-longer-eligible.js';
import type { Member } from '../../src/domain/report/parts.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import type { Report } from '../../src/domain/report/report.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';

/** One synthetic report of each kind, of one desa. */
export interface Kinds {
  readonly household: NewPoorHousehold;
  readonly person: PmksCase;
  readonly ineligible: NoLongerEligible;
  readonly update: DataUpdate;
}

const common = { photos: [], location: null, urgent: false, note: null, duplicateReason: null };
const address = { line: 'Jalan Percobaan 7', rt: '003', rw: '001' };

export const syntheticMember: Member = {
  name: 'Uji Contoh Anggota',
  nik: '6408014101700011',
  relation: 'wife',
  sex: 'P',
  birthDate: '1970-01-01',
  birthEstimated: true,
  schooling: 'sd',
  work: 'Buruh tani',
  disability: 'sight',
};

export function syntheticKinds(desaCode: string): Kinds {
  const whole = { ...common, desaCode };
  return {
    household: {
      ...whole,
      kind: 'new_poor_household',
      kk: '6408010101207001',
      nik: '6408010101807001',
      name: 'Uji Contoh Rumah Tangga',
      birthDate: '1980-01-01',
      birthEstimated: false,
      sex: 'L',
      address,
      memberCount: 4,
      members: [
        syntheticMember,
        { ...syntheticMember, name: 'Uji Contoh Anak', nik: null, relation: 'child' },
      ],
      indicators: ['floor_material'],
      location: { latitude: 0.512345, longitude: 117.543219, source: 'shared' },
    },
    person: {
      ...whole,
      kind: 'pmks_case',
      kk: null,
      nik: '6408010101507002',
      name: 'Uji Contoh Lansia',
      birthDate: '1950-01-01',
      birthEstimated: true,
      sex: 'L',
      address,
      categories: ['08', '09'],
      disability: 'physical',
      note: 'Tinggal sendiri di pondok.',
    },
    ineligible: {
      ...whole,
      kind: 'no_longer_eligible',
      entryId: null,
      kk: null,
      nik: '6408010101807003',
      name: 'Uji Contoh Sudah Mampu',
      address: null,
      reason: 'owns_business',
      since: '2026-08-01',
    },
    update: {
      ...whole,
      kind: 'data_update',
      change: 'moved',
      entryId: null,
      kk: '6408010101207004',
      nik: null,
      name: 'Uji Contoh Pindah',
      birthDate: null,
      birthEstimated: false,
      sex: null,
      since: '2026-09-15',
      place: 'Desa Misal, Kabupaten Contoh',
      address: null,
      members: [],
      gone: null,
    },
  };
}

/** A report of any kind, looked through for duplicates, as it stands in the review queue. */
export async function submitKind(
  container: Container,
  by: { reporterId: string; contactId: string },
  answers: Report,
  now = new Date(),
): Promise<string> {
  const draftId = uuidv7();
  await container.unitOfWork.run((tx) =>
    submitReport(
      tx,
      { ...by, regions: [answers.desaCode], now },
      { type: 'submit_report', draftId, kind: answers.kind, answers },
    ),
  );
  const { id } = await container.database.case.findUniqueOrThrow({ where: { draftId } });
  await screenCase(container, { caseId: id, eventId: id });
  return id;
}

/** A person's entry in Data Pemda, with one category, as approving the case writes it. */
export async function writePersonEntry(
  { database, storage }: Container,
  { caseId, answers, category }: { caseId: string; answers: PmksCase; category: string },
): Promise<string> {
  const [personId, id, versionId] = [uuidv7(), uuidv7(), uuidv7()];
  const event = await database.caseEvent.findFirstOrThrow({ where: { caseId }, orderBy: { seq: 'asc' } });
  const at = { validFrom: event.at, eventId: event.id };
  const nikMac = answers.nik === null ? null : storage.index.mac('nik', answers.nik);
  await database.person.create({ data: { id: personId, name: answers.name, nikMac } });
  await database.personPmks.create({ data: { id: uuidv7(), personId, categoryCode: category, ...at } });
  await database.registryEntry.create({
    data: {
      id,
      number: `DP-UJI-${id.slice(-8)}`,
      source: 'PEMDA',
      personId,
      desaCode: answers.desaCode,
      kecamatanCode: answers.desaCode.slice(0, 8),
      headName: answers.name,
      status: 'active',
      version: 1,
    },
  });
  const cell = { table: 'registry_entry_version', column: 'data_enc', row: versionId };
  const dataEnc = storage.cipher.sealJson(answers, cell);
  await database.registryEntryVersion.create({
    data: { id: versionId, entryId: id, version: 1, recordedAt: event.at, caseId, dataEnc, ...at },
  });
  return id;
}
