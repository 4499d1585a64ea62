import { v7 as uuidv7 } from 'uuid';
import { readNik } from '../../../domain/identity/nik.js';
import { memberNiks, type Report } from '../../../domain/report/report.js';
import type { StorageContext } from '../../context.js';

export interface Who {
  readonly nik: string | null;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
}

/** The one that a report is about; what it does not say, the NIK may. */
export function subjectOf(report: Report, at: Date): Who {
  const { nik, name } = report;
  const reading = nik === null ? null : readNik(nik, at.toISOString().slice(0, 10));
  const told = reading?.ok === true ? reading.nik : null;
  const birthDate = 'birthDate' in report ? report.birthDate : null;
  const sex = 'sex' in report ? report.sex : null;
  return { nik, name, birthDate: birthDate ?? told?.birthDate ?? null, sex: sex ?? told?.sex ?? null };
}

/**
 * Whoever writes about one of these persons, or this household, waits here until the one before is done.
 * Taken before any row is touched and in one order everywhere: nobody waits for each other in a ring.
 */
export async function lockIdentities({ db, index }: StorageContext, report: Report): Promise<void> {
  const macs = [
    ...[report.nik, ...memberNiks(report)].flatMap((nik) => (nik === null ? [] : [index.mac('nik', nik)])),
    ...(report.kk === null ? [] : [index.mac('kk', report.kk)]),
  ];
  await db.$executeRaw`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(mac, 0) AS key FROM unnest(${macs}::text[]) AS mac ORDER BY 1) AS keys`;
}

export async function personByNik({ db, index }: StorageContext, nik: string | null): Promise<string | null> {
  if (nik === null) return null;
  const row = await db.person.findUnique({
    where: { nikMac: index.mac('nik', nik) },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Known by their NIK, or new. Who has none cannot be told from others of that name, and is new. */
export async function personOf(context: StorageContext, who: Who, at: Date): Promise<string> {
  const id = uuidv7();
  await context.db.$executeRaw`
    INSERT INTO person (id, nik_enc, nik_mac, name, birth_date, sex, created_at)
    VALUES (${id}::uuid, ${sealedNik(context, id, who.nik)}, ${nikMac(context, who.nik)}, ${who.name},
      ${who.birthDate}::date, ${who.sex}, ${at})
    ON CONFLICT (nik_mac) DO NOTHING`;
  return (await personByNik(context, who.nik)) ?? id;
}

/** A person recorded without NIK turns out to have one. */
export async function giveNik(
  context: StorageContext,
  personId: string,
  { nik, at }: { readonly nik: string; readonly at: Date },
): Promise<void> {
  await context.db.person.update({
    where: { id: personId },
    data: { nikEnc: sealedNik(context, personId, nik), nikMac: nikMac(context, nik), nikAt: at },
  });
}

function nikMac({ index }: StorageContext, nik: string | null): string | null {
  return nik === null ? null : index.mac('nik', nik);
}

function sealedNik({ cipher }: StorageContext, row: string, nik: string | null): string | null {
  return nik === null ? null : cipher.seal(nik, { table: 'person', column: 'nik_enc', row });
}

/** As far as two spellings of a name can be called the same: letters alone, whatever their case. */
export function sameName(one: string, other: string): boolean {
  return lettersOf(one) === lettersOf(other);
}

function lettersOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}
