import { v7 as uuidv7 } from 'uuid';
import { Report } from '../../../domain/report/report.js';
import type { RegistryWrite } from '../../../usecases/ports.js';
import type { StorageContext } from '../../context.js';
import type { Written } from './entries.js';

const CELL = { table: 'registry_entry_version', column: 'data_enc' } as const;

export function openVersion({ cipher }: StorageContext, id: string, sealed: string): Report {
  return Report.parse(cipher.openJson(sealed, { ...CELL, row: id }));
}

/** UNIQUE (event_id): the approval that causes a version causes it once. */
export async function writeVersion(
  { db, cipher }: StorageContext,
  { entryId, version }: Written,
  { caseId, eventId, answers, at }: RegistryWrite,
): Promise<void> {
  const id = uuidv7();
  await db.registryEntryVersion.create({
    data: {
      id,
      entryId,
      version,
      validFrom: validFrom(answers, at),
      recordedAt: at,
      caseId,
      eventId,
      dataEnc: cipher.sealJson(answers, { ...CELL, row: id }),
    },
  });
}

/** What is so since a day that the report names is so from that day on, whenever it is recorded. */
export function validFrom(answers: Report, at: Date): Date {
  const since = 'since' in answers ? answers.since : null;
  return since === null ? at : new Date(since);
}

/** How many live in the household as last told, whether or not all of them are recorded; null: never told. */
export async function toldMemberCount(context: StorageContext, entryId: string): Promise<number | null> {
  const rows = await context.db.registryEntryVersion.findMany({
    where: { entryId },
    orderBy: { version: 'desc' },
  });
  for (const row of rows) {
    const report = openVersion(context, row.id, row.dataEnc);
    if (report.kind === 'new_poor_household') return report.memberCount;
  }
  return null;
}
