/** Keys and grants of agencies. */
import { agencyActions, fieldGroups, noGrant, type AgencyGrant } from '../../domain/access/agency.js';
import { keyState } from '../../domain/opd/api-key.js';
import type { KeyRow, KeyStore, NewKey, OpdAdminQueries, OpdWork } from '../../usecases/opd/ports.js';
import type { AgencyPolicy, KnownKey } from '../../usecases/opd/services.js';
import type { StorageContext } from '../context.js';
import type { Statement } from '../sql.js';
import { readWebhooks } from './webhooks.js';
import { openAgency } from '../reference/agencies.js';

const DEFAULT_PER_MINUTE = 600;
const VERSIONS_SHOWN = 20;

interface GrantRow {
  readonly areas: readonly string[];
  readonly fieldGroups: readonly string[];
  readonly actions: readonly string[];
  readonly programs: readonly string[];
}

function grantOf({ areas, fieldGroups: groups, actions, programs }: GrantRow): AgencyGrant {
  return {
    areas,
    groups: fieldGroups.filter((one) => groups.includes(one)),
    actions: agencyActions.filter((one) => actions.includes(one)),
    programs,
  };
}

type PolicyRow = GrantRow & { readonly perMinute: number; readonly version: number };

function policyOf(row: PolicyRow | null): AgencyPolicy {
  if (row === null) return { grant: noGrant, perMinute: DEFAULT_PER_MINUTE, version: 0 };
  return { grant: grantOf(row), perMinute: row.perMinute, version: row.version };
}

export class PgOpdWork implements OpdWork {
  constructor(private readonly context: Pick<StorageContext, 'db'>) {}

  private get db() {
    return this.context.db;
  }

  async lockAgency(agencyId: string): Promise<{ code: string; active: boolean } | null> {
    const [row] = await this.db.$queryRaw<{ code: string; active: boolean }[]>`
      SELECT code, active FROM agency WHERE id = ${agencyId}::uuid FOR NO KEY UPDATE`;
    return row ?? null;
  }

  async policy(agencyId: string): Promise<AgencyPolicy> {
    return policyOf(
      await this.db.agencyGrant.findFirst({ where: { agencyId }, orderBy: { version: 'desc' } }),
    );
  }

  async addPolicy(
    agencyId: string,
    { grant, perMinute, version }: AgencyPolicy,
    { userId, at }: { readonly userId: string; readonly at: Date },
  ): Promise<void> {
    await this.db.agencyGrant.create({
      data: {
        agencyId,
        version,
        areas: [...grant.areas],
        fieldGroups: [...grant.groups],
        actions: [...grant.actions],
        programs: [...grant.programs],
        perMinute,
        changedById: userId,
        changedAt: at,
      },
    });
  }

  async policyChanged(agencyId: string): Promise<{ byName: string; at: Date } | null> {
    const [row] = await this.db.$queryRaw<{ byName: string; at: Date }[]>`
      SELECT u.name AS "byName", g.changed_at AS at
      FROM agency_grant g JOIN console_user u ON u.id = g.changed_by_id
      WHERE g.agency_id = ${agencyId}::uuid ORDER BY g.version DESC LIMIT 1`;
    return row ?? null;
  }

  async key(id: string): Promise<KeyRow | null> {
    return this.db.apiKey.findUnique({ where: { id } });
  }

  async keyCount(agencyId: string, now: Date): Promise<number> {
    return this.db.apiKey.count({ where: { agencyId, revokedAt: null, expiresAt: { gt: now } } });
  }

  async addKey(key: NewKey): Promise<void> {
    await this.db.apiKey.create({ data: key });
  }

  async endKey(id: string, expiresAt: Date): Promise<void> {
    await this.db.apiKey.update({ where: { id }, data: { expiresAt } });
  }

  async revokeKey(id: string, { userId, at }: { readonly userId: string; readonly at: Date }): Promise<void> {
    await this.db.apiKey.update({ where: { id }, data: { revokedAt: at, revokedById: userId } });
  }
}

const BY_PREFIX: Statement = {
  name: 'api_key_by_prefix',
  text: `SELECT k.id, k.secret_hash AS "secretHash", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
      y.id AS "agencyId", y.code, y.name, y.active, g.areas, g.field_groups AS "fieldGroups", g.actions, g.programs,
      g.per_minute AS "perMinute", g.version
    FROM api_key k JOIN agency y ON y.id = k.agency_id
      LEFT JOIN LATERAL (
        SELECT * FROM agency_grant g WHERE g.agency_id = y.id ORDER BY g.version DESC LIMIT 1) g ON true
    WHERE k.prefix = $1`,
};

const USED: Statement = {
  name: 'api_key_used',
  text: `UPDATE api_key k SET last_used_at = u.at FROM unnest($1::uuid[], $2::timestamptz[]) AS u(id, at)
    WHERE k.id = u.id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)`,
};

interface KnownRow extends Pick<KnownKey, 'id' | 'secretHash' | 'expiresAt' | 'revokedAt'> {
  readonly agencyId: string;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
}

export class PgKeyStore implements KeyStore {
  constructor(private readonly context: Pick<StorageContext, 'sql'>) {}

  async byPrefix(prefix: string): Promise<KnownKey | null> {
    const [row] = await this.context.sql.rows<KnownRow & (PolicyRow | { readonly version: null })>(
      BY_PREFIX,
      [prefix],
    );
    if (row === undefined) return null;
    const { id, secretHash, expiresAt, revokedAt, agencyId, code, name, active } = row;
    const { grant, perMinute, version } = policyOf(row.version === null ? null : row);
    const agency = { id: agencyId, code, name, active };
    return { id, secretHash, expiresAt, revokedAt, agency, grant, grantVersion: version, perMinute };
  }

  async used(uses: readonly { readonly id: string; readonly at: Date }[]): Promise<void> {
    await this.context.sql.run(USED, [uses.map(({ id }) => id), uses.map(({ at }) => at)]);
  }
}

export function opdAdminQueries(context: StorageContext, homeRegion: string): OpdAdminQueries {
  const { db, regions } = context;
  return {
    access: async (agencyId, now) => {
      const agency = await db.agency.findUnique({ where: { id: agencyId } });
      if (agency === null) return null;
      const policies = await db.agencyGrant.findMany({
        where: { agencyId },
        orderBy: { version: 'desc' },
        take: VERSIONS_SHOWN,
      });
      const keys = await db.apiKey.findMany({
        where: { agencyId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      const ids = [...policies.map(({ changedById }) => changedById), ...keys.map((key) => key.createdById)];
      const users = await db.consoleUser.findMany({
        where: { id: { in: ids } },
        select: { id: true, name: true },
      });
      const nameOf = (id: string) => users.find((user) => user.id === id)?.name ?? '';
      return {
        agency: openAgency(context, agency),
        policy: policyOf(policies[0] ?? null),
        policyHistory: policies.map((row) => ({
          version: row.version,
          byName: nameOf(row.changedById),
          at: row.changedAt,
          policy: policyOf(row),
        })),
        keys: keys.map((key) => ({
          id: key.id,
          name: key.name,
          prefix: key.prefix,
          state: keyState(key, now),
          createdAt: key.createdAt,
          createdBy: nameOf(key.createdById),
          expiresAt: key.expiresAt,
          revokedAt: key.revokedAt,
          lastUsedAt: key.lastUsedAt,
          replacedBy: keys.find(({ replacesId }) => replacesId === key.id)?.id ?? null,
        })),
        kecamatan: regions.areas
          .filter(({ parentCode }) => parentCode === homeRegion)
          .map(({ code, name }) => ({ code, name })),
        webhooks: await readWebhooks(context, agencyId),
        home: { code: homeRegion, name: regions.home },
        programs: await db.aidProgram.findMany({
          where: { OR: [{ active: true }, { code: { in: policies[0]?.programs ?? [] } }] },
          select: { code: true, name: true },
          orderBy: { name: 'asc' },
        }),
      };
    },
  };
}
