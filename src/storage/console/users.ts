import { needsSecondFactor } from '../../domain/access/scope.js';
import type { UserQueries } from '../../usecases/accounts/ports.js';
import type { UserRow, UserState, UserView } from '../../usecases/accounts/services.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { grantsOf, staffRole } from '../repositories/accounts.js';
import { inScope } from './scope.js';

const EVENTS = 20;

export function userQueries({ db }: StorageContext): UserQueries {
  return {
    list: async (now) => {
      const users = await db.consoleUser.findMany({
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        include: withRest(now),
      });
      const names = await regionNames(users);
      return users.map((user) => rowOf(user, names));
    },
    byId: async (id, now) => {
      const user = await db.consoleUser.findUnique({
        where: { id },
        include: {
          ...withRest(now),
          _count: { select: { sessions: { where: { expiresAt: { gt: now } } } } },
        },
      });
      if (user === null) return null;
      const [names, invitation, events] = await Promise.all([
        regionNames([user]),
        db.consoleInvitation.findFirst({
          where: { userId: id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
        }),
        eventsOf(id),
      ]);
      return {
        ...rowOf(user, names),
        mustChangePassword: user.mustChangePassword,
        sessions: user._count.sessions,
        invitationExpiresAt: invitation?.expiresAt ?? null,
        lockedUntil: user.lockedUntil !== null && user.lockedUntil > now ? user.lockedUntil : null,
        events,
      };
    },
    regions: (actor) => db.$queryRaw`
      SELECT code, name, level FROM region
      WHERE level <> 'desa' AND ${inScope(actor, Prisma.sql`code`)} ORDER BY level, name`,
  };

  async function regionNames(
    users: readonly { scopes: readonly { regionCode: string }[] }[],
  ): Promise<ReadonlyMap<string, string>> {
    const codes = users.flatMap(({ scopes }) => scopes.map(({ regionCode }) => regionCode));
    const rows = await db.region.findMany({ where: { code: { in: codes } } });
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** What was done to the account, and by it to itself. */
  async function eventsOf(id: string): Promise<UserView['events']> {
    return db.$queryRaw`
      SELECT l.at, l.action, COALESCE(u.name, '') AS "byName"
      FROM access_log l LEFT JOIN console_user u ON u.id = l.user_id
      WHERE l.subject = ${id} AND (starts_with(l.action, 'user.') OR starts_with(l.action, 'account.'))
      ORDER BY l.id DESC LIMIT ${EVENTS}`;
  }
}

const withRest = (now: Date) =>
  ({
    scopes: true,
    grants: true,
    sessions: { where: { expiresAt: { gt: now } }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
  }) as const;

type UserWithRest = Prisma.ConsoleUserGetPayload<{
  include: { scopes: true; grants: true; sessions: true };
}>;

function rowOf(user: UserWithRest, names: ReadonlyMap<string, string>): UserRow {
  const { id, username, name, scopes, sessions } = user;
  const role = staffRole(user.role);
  const grants = grantsOf(user.grants);
  return {
    id,
    username,
    name,
    role,
    regions: scopes
      .map(({ regionCode: code }) => ({ code, name: names.get(code) ?? code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
    grants,
    state: stateOf(user),
    secondFactor: user.totpSetAt !== null,
    secondFactorNeeded: needsSecondFactor({ role, grants }),
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
  };
}

function stateOf({ active, passwordHash }: UserWithRest): UserState {
  if (!active) return 'inactive';
  return passwordHash === null ? 'invited' : 'active';
}
