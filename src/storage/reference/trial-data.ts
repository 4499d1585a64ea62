import { trialAccounts, trialReporters } from '../../../prisma/seed/trial.js';
import { AppError } from '../../errors.js';
import type { Passwords } from '../../usecases/accounts/ports.js';
import type { StorageContext } from '../context.js';

/** Writes the synthetic people of the trial mode; what exists already is left as it is. */
export async function loadTrialData(
  context: StorageContext & { readonly passwords: Passwords },
  { regionCode, production }: { readonly regionCode: string; readonly production: boolean },
): Promise<void> {
  if (production) throw new AppError('config.invalid', { variables: 'TRIAL' });
  await loadReporters(context);
  await loadAccounts(context, regionCode);
}

async function loadReporters({ db, cipher, index }: StorageContext): Promise<void> {
  const desa = await db.region.findMany({
    where: { level: 'desa' },
    orderBy: { code: 'asc' },
    select: { code: true },
  });
  for (const reporter of trialReporters) {
    if ((await db.reporter.findUnique({ where: { id: reporter.id } })) !== null) continue;
    const desaCodes = reporter.desa.flatMap((place) => desa[place]?.code ?? []);
    await db.reporter.create({
      data: {
        id: reporter.id,
        name: reporter.name,
        role: reporter.role,
        status: reporter.status ?? 'active',
        phoneEnc: cipher.seal(reporter.phone, { table: 'reporter', column: 'phone_enc', row: reporter.id }),
        phoneMac: index.mac('phone', reporter.phone),
        scopes: { create: desaCodes.map((desaCode) => ({ desaCode })) },
      },
    });
  }
}

async function loadAccounts(
  { db, passwords }: StorageContext & { readonly passwords: Passwords },
  regionCode: string,
): Promise<void> {
  for (const { password, grants = [], ...account } of trialAccounts) {
    if ((await db.consoleUser.findUnique({ where: { id: account.id } })) !== null) continue;
    await db.consoleUser.create({
      data: {
        ...account,
        passwordHash: await passwords.hash(password),
        scopes: { create: { regionCode } },
        grants: { create: grants.map((grant) => ({ grant })) },
      },
    });
  }
}
