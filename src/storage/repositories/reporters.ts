import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { ChannelName } from '../../domain/channel/message.js';
import { AppError } from '../../errors.js';
import type { ReporterContact, ReporterWork } from '../../usecases/enrolment/ports.js';
import type {
  NewReporter,
  ReporterEvent,
  ReporterEventData,
  ReporterRecord,
  ReporterStatus,
} from '../../usecases/enrolment/model.js';
import type { StorageContext } from '../context.js';
import { isUniqueViolation, Prisma } from '../database.js';
import { openAddress } from './contacts.js';

const EventData = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** What of a report's states means that somebody must go on with it. */
export const openStates = ['submitted', 'in_review', 'needs_correction', 'resubmitted'] as const;

export function reporterStatus(status: string): ReporterStatus {
  return status === 'active' || status === 'suspended' ? status : 'left';
}

export function openPhone({ cipher }: StorageContext, id: string, sealed: string): string {
  return cipher.open(sealed, { table: 'reporter', column: 'phone_enc', row: id });
}

export function eventData(value: unknown): ReporterEventData {
  return EventData.catch({}).parse(value);
}

interface ReporterRowRecord {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly phoneEnc: string;
  readonly status: string;
  readonly scopes: readonly { readonly desaCode: string }[];
}

export class PrismaReporterWork implements ReporterWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async lock(ids: readonly string[]): Promise<readonly ReporterRecord[]> {
    // NO KEY: a report that is just being sent refers to its reporter, and need not wait.
    const locked = await this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM reporter WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    return this.find({ id: { in: locked.map(({ id }) => id) } });
  }

  byPhones(phones: readonly string[]): Promise<readonly ReporterRecord[]> {
    const macs = phones.map((phone) => this.context.index.mac('phone', phone));
    return this.find({ phoneMac: { in: macs } });
  }

  async create(reporters: readonly NewReporter[]): Promise<readonly string[]> {
    const rows = reporters.map((reporter) => ({ id: uuidv7(), reporter }));
    await phoneTaken(
      this.db.reporter.createMany({
        data: rows.map(({ id, reporter: { name, role, phone } }) => ({
          id,
          name,
          role,
          ...this.sealedPhone(id, phone),
        })),
      }),
    );
    await this.db.reporterScope.createMany({
      data: rows.flatMap(({ id, reporter: { desaCodes } }) =>
        desaCodes.map((desaCode) => ({ reporterId: id, desaCode })),
      ),
    });
    return rows.map(({ id }) => id);
  }

  async update(id: string, change: Parameters<ReporterWork['update']>[1]): Promise<void> {
    const { phone, ...rest } = change;
    const sealed = phone === undefined ? {} : this.sealedPhone(id, phone);
    await phoneTaken(this.db.reporter.update({ where: { id }, data: { ...rest, ...sealed } }));
  }

  async setDesa(
    id: string,
    { add, remove }: { add: readonly string[]; remove: readonly string[] },
  ): Promise<void> {
    await this.db.reporterScope.deleteMany({ where: { reporterId: id, desaCode: { in: [...remove] } } });
    await this.db.reporterScope.createMany({
      data: add.map((desaCode) => ({ reporterId: id, desaCode })),
      skipDuplicates: true,
    });
  }

  async record(events: readonly ReporterEvent[]): Promise<readonly string[]> {
    const rows = events.map((event) => ({
      id: uuidv7(),
      ...event,
      data: event.data,
    }));
    await this.db.reporterEvent.createMany({ data: rows });
    return rows.map(({ id }) => id);
  }

  async recorded(reporterId: string, type: ReporterEvent['type']) {
    const rows = await this.db.reporterEvent.findMany({
      where: { reporterId, type },
      orderBy: { at: 'desc' },
      take: 20,
    });
    return rows.map(({ id, at, data }) => ({ id, at, data: eventData(data) }));
  }

  async contacts(reporterIds: readonly string[]): Promise<readonly ReporterContact[]> {
    const rows = await this.db.contact.findMany({
      where: { reporterId: { in: [...reporterIds] } },
      include: { conversation: { select: { contactId: true } } },
      orderBy: { createdAt: 'asc' },
    });
    const usable = (row: (typeof rows)[number]) =>
      (row.conversation.contactId === row.id ? 2 : 0) + (row.status === 'active' ? 1 : 0);
    return rows
      .toSorted((a, b) => usable(b) - usable(a))
      .map((row) => ({
        id: row.id,
        reporterId: row.reporterId ?? '',
        channel: ChannelName.parse(row.channel),
        account: row.account,
        address: openAddress(this.context, row.id, row.addressEnc),
      }));
  }

  async openCases(
    desaCode: string,
    { ownerId, notOf }: { ownerId: string | null; notOf: string },
  ): Promise<readonly string[]> {
    const rows = await this.db.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "case" c
      WHERE c.desa_code = ${desaCode} AND c.state = ANY(${[...openStates]}) AND c.owner_id <> ${notOf}::uuid
        AND (c.owner_id = ${ownerId}::uuid OR ${isStray})
      ORDER BY c.submitted_at, c.id`;
    return rows.map(({ id }) => id);
  }

  async knownDesa(codes: readonly string[]): Promise<readonly string[]> {
    return [...new Set(codes)].filter((code) => this.context.regions.desa.has(code));
  }

  desaName(code: string): string {
    return this.context.regions.desa.get(code)?.name ?? code;
  }

  private sealedPhone(id: string, phone: string): { phoneEnc: string; phoneMac: string } {
    const { cipher, index } = this.context;
    return {
      phoneEnc: cipher.seal(phone, { table: 'reporter', column: 'phone_enc', row: id }),
      phoneMac: index.mac('phone', phone),
    };
  }

  private async find(where: Prisma.ReporterWhereInput): Promise<readonly ReporterRecord[]> {
    const rows: readonly ReporterRowRecord[] = await this.db.reporter.findMany({
      where,
      include: { scopes: true },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role,
      phone: openPhone(this.context, row.id, row.phoneEnc),
      status: reporterStatus(row.status),
      desaCodes: row.scopes.map(({ desaCode }) => desaCode),
    }));
  }
}

/** SQL for "the owner of case c does not, or no longer, report for its desa". */
export const isStray = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM reporter r JOIN reporter_scope s ON s.reporter_id = r.id AND s.desa_code = c.desa_code
  WHERE r.id = c.owner_id AND r.status <> 'left')`;

async function phoneTaken<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('input.invalid', { field: 'phone_taken' }, { cause: error });
  }
}
