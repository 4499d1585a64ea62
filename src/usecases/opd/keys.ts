/** Which keys an agency has, and what they open: set by admins. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { agencyActions, fieldGroups } from '../../domain/access/agency.js';
import { staffMay } from '../../domain/access/scope.js';
import { keyState, makeKey } from '../../domain/opd/api-key.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Work } from '../ports.js';
import type { KeyRing } from './key-ring.js';
import type { OpdAdminQueries } from './ports.js';
import { webhookServices, type WebhookDeps } from './webhooks.js';
import {
  keyDays,
  overlapDays,
  type AgencyPolicy,
  type KeyMade,
  type KeyProblem,
  type OpdAdminServices,
} from './services.js';

const DAY_MS = 86_400_000;
const KEYS_AT_ONCE = 20;
const NAME = /^.{2,60}$/u;
const MOST_PER_MINUTE = 1_000_000;

export interface OpdAdminDeps extends WebhookDeps {
  readonly queries: OpdAdminQueries;
  readonly homeRegion: string;
  readonly keyRing: Pick<KeyRing, 'forget'>;
}

interface Making {
  readonly id: string;
  readonly name: string;
  readonly days: number;
  /** Whose place it takes, and until when that one is good. */
  readonly replaces: { readonly id: string; readonly until: Date } | null;
}

export function opdAdminServices(deps: OpdAdminDeps): OpdAdminServices {
  const { unitOfWork, clock, queries, keyRing } = deps;
  const change = async <T>(actor: StaffActor, work: (tx: Work) => Promise<T>): Promise<T> => {
    if (!staffMay(actor, 'manage_reference')) throw new AppError('not_found');
    const done = await unitOfWork.run(work);
    keyRing.forget();
    return done;
  };
  const logged = (tx: Work, actor: StaffActor, ip: string, action: string, subject: string) =>
    tx.access.record({ userId: actor.id, action, subject, ip });
  const make = async (
    tx: Work,
    { actor, ip, agencyId }: { actor: StaffActor; ip: string; agencyId: string },
    { id, name, days, replaces }: Making,
  ): Promise<({ ok: true } & KeyMade) | { ok: false; problem: KeyProblem }> => {
    const agency = await tx.opd.lockAgency(agencyId);
    if (agency === null) throw new AppError('not_found');
    const twin = await tx.opd.key(id);
    if (twin !== null) {
      if (twin.agencyId !== agencyId) throw new AppError('not_found');
      return { ok: true, id, text: null };
    }
    const now = clock.now();
    const problem: KeyProblem | null = !agency.active
      ? 'agency_inactive'
      : !NAME.test(name)
        ? 'name'
        : !keyDays.some((allowed) => allowed === days)
          ? 'days'
          : (await tx.opd.keyCount(agencyId, now)) >= KEYS_AT_ONCE
            ? 'too_many'
            : null;
    if (problem !== null) return { ok: false, problem };
    const { text, ...key } = makeKey(randomBytes);
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    const made = { ...key, id, agencyId, name, createdById: actor.id, createdAt: now, expiresAt };
    await tx.opd.addKey({ ...made, replacesId: replaces?.id ?? null });
    if (replaces !== null) await tx.opd.endKey(replaces.id, replaces.until);
    await logged(
      tx,
      actor,
      ip,
      replaces === null ? 'api_key.made' : 'api_key.rotated',
      `${agency.code} ${key.prefix}`,
    );
    return { ok: true, id, text };
  };

  return {
    ...webhookServices(deps),
    access: async (actor, agencyId) => {
      if (!staffMay(actor, 'read_reference')) throw new AppError('not_found');
      const view = await queries.access(agencyId, clock.now());
      if (view === null) throw new AppError('not_found');
      return { ...view, mayChange: staffMay(actor, 'manage_reference') };
    },
    savePolicy: (actor, agencyId, given, ip) =>
      change(actor, async (tx) => {
        const agency = await tx.opd.lockAgency(agencyId);
        if (agency === null) throw new AppError('not_found');
        const wanted = inOrder(given, deps.homeRegion);
        const stands = await tx.opd.policy(agencyId);
        if (isSame(stands, wanted)) return { ok: true };
        const { grant, perMinute } = wanted;
        if (grant.areas.length === 0 && grant.groups.length > 0) return { ok: false, problem: 'areas' };
        if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > MOST_PER_MINUTE) {
          return { ok: false, problem: 'per_minute' };
        }
        if (stands.version !== given.version) {
          const last = await tx.opd.policyChanged(agencyId);
          throw new AppError('reference.changed', {
            by: last?.byName ?? '',
            at: last?.at.toISOString() ?? '',
          });
        }
        const next = { ...wanted, version: stands.version + 1 };
        await tx.opd.addPolicy(agencyId, next, { userId: actor.id, at: clock.now() });
        await logged(tx, actor, ip, 'agency.granted', agency.code);
        return { ok: true };
      }),
    makeKey: (actor, { id, agencyId, name, days }, ip) =>
      change(actor, (tx) =>
        make(tx, { actor, ip, agencyId }, { id, name: name.trim(), days, replaces: null }),
      ),
    rotateKey: (actor, { id, keyId, days, overlapDays: overlap }, ip) =>
      change(actor, async (tx) => {
        const found = await tx.opd.key(keyId);
        if (found === null) throw new AppError('not_found');
        const { agencyId } = found;
        await tx.opd.lockAgency(agencyId);
        // As it stands behind the lock: another may have ended it meanwhile.
        const old = (await tx.opd.key(keyId)) ?? found;
        const now = clock.now();
        const again = (await tx.opd.key(id)) !== null;
        if (!again && keyState(old, now) !== 'good') return { ok: false, problem: 'not_good' };
        if (!overlapDays.some((allowed) => allowed === overlap)) return { ok: false, problem: 'days' };
        const until = new Date(Math.min(old.expiresAt.getTime(), now.getTime() + overlap * DAY_MS));
        return make(
          tx,
          { actor, ip, agencyId },
          { id, name: old.name, days, replaces: { id: keyId, until } },
        );
      }),
    revokeKey: (actor, keyId, ip) =>
      change(actor, async (tx) => {
        const key = await tx.opd.key(keyId);
        if (key === null) throw new AppError('not_found');
        const agency = await tx.opd.lockAgency(key.agencyId);
        const stands = await tx.opd.key(keyId);
        // Once is enough.
        if (stands?.revokedAt === null) {
          await tx.opd.revokeKey(keyId, { userId: actor.id, at: clock.now() });
          await logged(tx, actor, ip, 'api_key.revoked', `${agency?.code ?? ''} ${key.prefix}`);
        }
        return { agencyId: key.agencyId };
      }),
  };
}

/** In one order, each once, so that what is the same is equal. */
function inOrder({ grant, ...policy }: AgencyPolicy, homeRegion: string): AgencyPolicy {
  const { areas, groups, actions, programs } = grant;
  return {
    ...policy,
    grant: {
      // The whole kabupaten holds its parts.
      areas: areas.includes(homeRegion) ? [homeRegion] : [...new Set(areas)].toSorted(),
      groups: fieldGroups.filter((one) => groups.includes(one)),
      actions: agencyActions.filter((one) => actions.includes(one)),
      programs: [...new Set(programs)].toSorted(),
    },
  };
}

function isSame(one: AgencyPolicy, other: AgencyPolicy): boolean {
  return isDeepStrictEqual({ ...one, version: 0 }, { ...other, version: 0 });
}
