import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import type { Report } from '../../src/domain/report/report.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';
import { v7 as uuidv7 } from 'uuid';
import { unasked } from './report-defaults.js';

/** A valid NIK of a made-up person: first issued in 64.08.01, born 1 January 1980, serial `n`. */
export function syntheticNik(n: number): string {
  return `640801010180${String((n % 9998) + 1).padStart(4, '0')}`;
}

export function syntheticKk(n: number): string {
  return `640801010120${String((n % 9998) + 1).padStart(4, '0')}`;
}

export async function syntheticAnswers(container: Container, n: number): Promise<NewPoorHousehold> {
  const desa = await container.database.region.findFirstOrThrow({
    where: { level: 'desa' },
    orderBy: { code: 'asc' },
  });
  return {
    ...unasked,
    members: [],
    desaCode: desa.code,
    kk: syntheticKk(n),
    nik: syntheticNik(n),
    name: `Uji Contoh ${String(n)}`,
    birthDate: '1980-01-01',
    sex: 'L',
    address: { line: `Jalan Percobaan ${String(n)}`, rt: '001', rw: '002' },
    memberCount: 3,
    indicators: [],
    photos: [],
  };
}

/** The first trial reporter, with a simulator contact. */
export async function syntheticContact(
  container: Container,
): Promise<{ reporterId: string; contactId: string }> {
  const [reporter] = trialReporters;
  if (reporter === undefined) throw new Error('no trial reporter');
  const [contactId = ''] = await container.inbox.save([
    {
      channel: 'simulator',
      account: 'web',
      providerId: uuidv7(),
      address: reporter.id,
      chat: 'private',
      phone: reporter.phone,
      content: { type: 'text', text: 'bantuan' },
    },
  ]);
  await container.database.contact.update({ where: { id: contactId }, data: { reporterId: reporter.id } });
  return { reporterId: reporter.id, contactId };
}

/** A report as the dialogue would send it; returns the case's id. */
export async function submitSynthetic(
  container: Container,
  by: { reporterId: string; contactId: string },
  answers: Report,
  draftId: string = uuidv7(),
): Promise<string> {
  await container.unitOfWork.run((tx) =>
    submitReport(
      tx,
      { ...by, regions: [answers.desaCode], now: new Date() },
      { type: 'submit_report', draftId, kind: answers.kind, answers },
    ),
  );
  const row = await container.database.case.findUniqueOrThrow({ where: { draftId } });
  return row.id;
}

export async function staff(container: Container, username: string): Promise<StaffActor> {
  const user = await container.database.consoleUser.findUniqueOrThrow({
    where: { username },
    include: { scopes: true, grants: true },
  });
  return {
    id: user.id,
    username,
    name: user.name,
    role: user.role as StaffActor['role'],
    regions: user.scopes.map((scope) => scope.regionCode),
    grants: user.grants.map(({ grant }) => grant as StaffActor['grants'][number]),
  };
}
