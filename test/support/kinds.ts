/** Reports of the four kinds, and their way into Data Pemda through the use cases. */
import type { Container } from '../../src/container.js';
import type { DataUpdate } from '../../src/domain/report/data-update.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import type { NoLongerEligible } from '../../src/domain/report/no-longer-eligible.js';
import type { Member } from '../../src/domain/report/parts.js';
import type { PmksCase } from '../../src/domain/report/pmks-case.js';
import type { Report } from '../../src/domain/report/report.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { objectReport } from '../../src/usecases/report/object-report.js';
import { unasked } from './report-defaults.js';
import { staff, submitSynthetic } from './reports.js';

const common = { photos: [], location: null, urgent: false, note: null, duplicateReason: null };
const address = { line: 'Jalan Percobaan 1', rt: '001', rw: '002' };

export function household(desaCode: string, more: Partial<NewPoorHousehold> = {}): NewPoorHousehold {
  return {
    ...unasked,
    photos: [],
    desaCode,
    kk: null,
    nik: null,
    name: 'Uji Contoh Kepala',
    birthDate: '1980-01-01',
    sex: 'L',
    address,
    memberCount: 3,
    indicators: [],
    members: [],
    ...more,
  };
}

export function member(name: string, more: Partial<Member> = {}): Member {
  return {
    name,
    nik: null,
    relation: 'child',
    sex: 'P',
    birthDate: '2010-05-05',
    birthEstimated: false,
    schooling: null,
    work: null,
    disability: null,
    ...more,
  };
}

export function pmks(desaCode: string, more: Partial<PmksCase> = {}): PmksCase {
  return {
    kind: 'pmks_case',
    ...common,
    desaCode,
    kk: null,
    nik: null,
    name: 'Uji Contoh Lansia',
    birthDate: '1950-01-01',
    birthEstimated: true,
    sex: 'P',
    address,
    categories: ['08'],
    disability: null,
    ...more,
  };
}

export function ineligible(desaCode: string, more: Partial<NoLongerEligible> = {}): NoLongerEligible {
  return {
    kind: 'no_longer_eligible',
    ...common,
    desaCode,
    entryId: null,
    kk: null,
    nik: null,
    name: 'Uji Contoh Mampu',
    address: null,
    reason: 'owns_business',
    since: '2026-03-01',
    ...more,
  };
}

export function update(
  desaCode: string,
  change: DataUpdate['change'],
  more: Partial<DataUpdate> = {},
): DataUpdate {
  return {
    kind: 'data_update',
    ...common,
    desaCode,
    change,
    entryId: null,
    kk: null,
    nik: null,
    name: 'Uji Contoh Berubah',
    birthDate: null,
    birthEstimated: false,
    sex: null,
    since: null,
    place: null,
    address: null,
    members: [],
    gone: null,
    ...more,
  };
}

export interface Sender {
  readonly reporterId: string;
  readonly contactId: string;
}

export const approval: Decision = { type: 'approve', note: '' };

export async function screened(container: Container, by: Sender, report: Report): Promise<string> {
  const caseId = await submitSynthetic(container, by, report);
  await screenCase(container, { caseId, eventId: caseId });
  return caseId;
}

export async function decided(
  container: Container,
  by: Sender,
  { report, decision }: { readonly report: Report; readonly decision: Decision },
): Promise<{ caseId: string; eventId: string; number: string }> {
  const caseId = await screened(container, by, report);
  const actor = await staff(container, 'supervisor');
  const first = await decideCase(container, actor, { caseId, version: 2, decision, ip: '' });
  const { number } = first;
  if (first.event === 'approval_proposed') {
    const second = await staff(container, 'supervisor2');
    await decideCase(container, second, { caseId, version: 3, decision, ip: '' });
  }
  const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
    where: { caseId },
    orderBy: { seq: 'desc' },
  });
  return { caseId, eventId, number };
}

export async function registered(container: Container, by: Sender, report: Report) {
  const { caseId, eventId } = await decided(container, by, { report, decision: approval });
  await registerCase(container, { caseId, eventId });
  return entryOfCase(container, caseId);
}

/** The entry that this case has written, with its versions, and how many of them are of this case. */
export async function entryOfCase({ database }: Container, caseId: string) {
  const written = await database.registryEntryVersion.findMany({ where: { caseId } });
  const entry = await database.registryEntry.findUniqueOrThrow({
    where: { id: written[0]?.entryId ?? '' },
    include: { versions: { orderBy: { version: 'asc' } } },
  });
  return { ...entry, caseId, written: written.length };
}

/** A reporter of the desa objects to what was decided (sanggah). */
export async function objectTo(
  { database, unitOfWork }: Container,
  by: Sender,
  { caseId, note }: { readonly caseId: string; readonly note: string },
): Promise<void> {
  const { number, desaCode } = await database.case.findUniqueOrThrow({ where: { id: caseId } });
  await unitOfWork.run((tx) =>
    objectReport(
      tx,
      { ...by, regions: [desaCode], now: new Date() },
      { type: 'object_report', number, note },
    ),
  );
}
