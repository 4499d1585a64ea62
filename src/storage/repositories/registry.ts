import { v7 as uuidv7 } from 'uuid';
import { formatNumber } from '../../domain/case/number.js';
import type { NewPoorHousehold } from '../../domain/report/new-poor-household.js';
import { Report } from '../../domain/report/report.js';
import { AppError } from '../../errors.js';
import type { RegistryWork, RegistryWrite } from '../../usecases/ports.js';
import type { StorageContext } from '../context.js';
import { yearIn, type NumberFormat } from './cases.js';

const SOURCE = 'PEMDA';
/** Registry numbers are told apart from case numbers at a glance. */
const NUMBER_PREFIX = 'DP';

interface Written {
  readonly entryId: string;
  readonly entryNumber: string;
  readonly version: number;
}

export function openVersion({ cipher }: StorageContext, id: string, sealed: string): Report {
  return Report.parse(
    cipher.openJson(sealed, { table: 'registry_entry_version', column: 'data_enc', row: id }),
  );
}

export class PrismaRegistryWork implements RegistryWork {
  constructor(
    private readonly context: StorageContext,
    private readonly format: Pick<NumberFormat, 'timeZone'>,
  ) {}

  private get db() {
    return this.context.db;
  }

  async versionOfEvent(eventId: string): Promise<Written | null> {
    const row = await this.db.registryEntryVersion.findUnique({
      where: { eventId },
      include: { entry: { select: { number: true } } },
    });
    return row === null
      ? null
      : { entryId: row.entryId, entryNumber: row.entry.number, version: row.version };
  }

  async write(input: RegistryWrite): Promise<Written> {
    const householdId = await this.household(input);
    await this.head(householdId, input);
    const entry = await this.entry(householdId, input);
    const id = uuidv7();
    await this.db.registryEntryVersion.create({
      data: {
        id,
        entryId: entry.entryId,
        version: entry.version,
        validFrom: input.at,
        recordedAt: input.at,
        caseId: input.caseId,
        eventId: input.eventId,
        dataEnc: this.context.cipher.sealJson(input.answers, {
          table: 'registry_entry_version',
          column: 'data_enc',
          row: id,
        }),
      },
    });
    return entry;
  }

  private async household({ answers, at }: RegistryWrite): Promise<string> {
    const { cipher, index } = this.context;
    const id = uuidv7();
    const kkMac = answers.kk === null ? null : index.mac('kk', answers.kk);
    const kkEnc =
      answers.kk === null ? null : cipher.seal(answers.kk, { table: 'household', column: 'kk_enc', row: id });
    // Two cases of one family may be registered at once: the second waits here for the first.
    await this.db.$executeRaw`
      INSERT INTO household (id, kk_enc, kk_mac, desa_code, created_at)
      VALUES (${id}::uuid, ${kkEnc}, ${kkMac}, ${answers.desaCode}, ${at})
      ON CONFLICT (kk_mac) DO NOTHING`;
    if (kkMac === null) return id;
    return (await this.db.household.findUniqueOrThrow({ where: { kkMac }, select: { id: true } })).id;
  }

  private async head(householdId: string, { answers, at }: RegistryWrite): Promise<void> {
    if (answers.kind !== 'new_poor_household') throw new AppError('internal');
    const personId = await this.person(answers, at);
    await this.db.$executeRaw`
      INSERT INTO household_member (id, household_id, person_id, relation, valid_from)
      VALUES (${uuidv7()}::uuid, ${householdId}::uuid, ${personId}::uuid, 'head', ${at})
      ON CONFLICT (household_id, person_id) WHERE valid_to IS NULL DO NOTHING`;
  }

  private async person(answers: NewPoorHousehold, at: Date): Promise<string> {
    const { cipher, index } = this.context;
    const id = uuidv7();
    const nikMac = answers.nik === null ? null : index.mac('nik', answers.nik);
    const nikEnc =
      answers.nik === null ? null : cipher.seal(answers.nik, { table: 'person', column: 'nik_enc', row: id });
    await this.db.$executeRaw`
      INSERT INTO person (id, nik_enc, nik_mac, name, birth_date, sex, created_at)
      VALUES (${id}::uuid, ${nikEnc}, ${nikMac}, ${answers.name}, ${answers.birthDate}::date, ${answers.sex}, ${at})
      ON CONFLICT (nik_mac) DO NOTHING`;
    if (nikMac === null) return id;
    return (await this.db.person.findUniqueOrThrow({ where: { nikMac }, select: { id: true } })).id;
  }

  private async entry(householdId: string, input: RegistryWrite): Promise<Written> {
    const { desaCode, kecamatanCode, answers, at } = input;
    const [row] = await this.db.$queryRaw<{ id: string; number: string; version: number }[]>`
      INSERT INTO registry_entry
        (id, number, source, household_id, desa_code, kecamatan_code, head_name, status, version, created_at, updated_at)
      VALUES (${uuidv7()}::uuid, ${await this.nextNumber(at)}, ${SOURCE}, ${householdId}::uuid, ${desaCode},
        ${kecamatanCode}, ${answers.name}, 'active', 1, ${at}, ${at})
      ON CONFLICT (household_id, source) DO UPDATE SET
        version = registry_entry.version + 1, status = 'active', head_name = EXCLUDED.head_name,
        desa_code = EXCLUDED.desa_code, kecamatan_code = EXCLUDED.kecamatan_code, updated_at = EXCLUDED.updated_at
      RETURNING id, number, version`;
    if (row === undefined) throw new AppError('internal');
    return { entryId: row.id, entryNumber: row.number, version: row.version };
  }

  private async nextNumber(at: Date): Promise<string> {
    const [row] = await this.db.$queryRaw<{ value: bigint }[]>`SELECT nextval('registry_number') AS value`;
    if (row === undefined) throw new AppError('internal');
    return formatNumber(NUMBER_PREFIX, yearIn(this.format.timeZone, at), Number(row.value));
  }
}
