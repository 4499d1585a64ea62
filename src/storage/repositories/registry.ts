import type { RegistryWork, RegistryWrite } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import type { NumberFormat } from './cases.js';
import { writeDataUpdate } from './registry/data-update.js';
import { Entries, type Written } from './registry/entries.js';
import { writeNewPoorHousehold } from './registry/new-poor-household.js';
import { writeNoLongerEligible } from './registry/no-longer-eligible.js';
import { noteFaces } from './registry/faces.js';
import { lockIdentities } from './registry/people.js';
import { writePmksCase } from './registry/pmks-case.js';
import { writeVersion } from './registry/versions.js';
import type { RegistryTables } from './registry/tables.js';

export class PrismaRegistryWork implements RegistryWork {
  private readonly tables: RegistryTables;

  constructor(
    private readonly context: StorageContext,
    format: Pick<NumberFormat, 'timeZone'>,
  ) {
    this.tables = { context, entries: new Entries(context, format.timeZone) };
  }

  async versionOfEvent(eventId: string): Promise<Written | null> {
    const row = await this.context.db.registryEntryVersion.findUnique({
      where: { eventId },
      include: { entry: { select: { number: true } } },
    });
    return row === null
      ? null
      : { entryId: row.entryId, entryNumber: row.entry.number, version: row.version };
  }

  async write(input: RegistryWrite): Promise<Written> {
    await lockIdentities(this.context, input.answers);
    const written = await this.writeKind(input);
    await writeVersion(this.context, written, input);
    await noteFaces(this.context, written, input);
    return written;
  }

  private writeKind({ answers, desaCode, kecamatanCode, eventId, at }: RegistryWrite): Promise<Written> {
    const approval = { desaCode, kecamatanCode, eventId, at };
    switch (answers.kind) {
      case 'new_poor_household':
        return writeNewPoorHousehold(this.tables, answers, approval);
      case 'pmks_case':
        return writePmksCase(this.tables, answers, approval);
      case 'no_longer_eligible':
        return writeNoLongerEligible(this.tables, answers, approval);
      case 'data_update':
        return writeDataUpdate(this.tables, answers, approval);
    }
  }
}
