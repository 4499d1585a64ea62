/** The users of the console, as an admin cares for them. */
import { usernamePattern } from '../../domain/access/password.js';
import { grants as allGrants, mayAccess, staffMay, type StaffRole } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { UserQueries, UserRecord } from './ports.js';
import type { MadeInvitation, UserFault, UserInput, UserServices } from './services.js';
import { hashToken, makeToken } from './session.js';

export interface UserDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly queries: UserQueries;
}

const roles: readonly StaffRole[] = ['reviewer', 'supervisor', 'admin'];
const LINK_MS = 3 * 24 * 60 * 60_000;

interface By {
  readonly actor: StaffActor;
  readonly ip: string;
  readonly at: Date;
}

export function userServices({ unitOfWork, clock, queries }: UserDeps): UserServices {
  const within = async <T>(
    actor: StaffActor,
    ip: string,
    work: (tx: Work, by: By) => Promise<T>,
  ): Promise<T> => {
    allow(actor);
    return unitOfWork.run((tx) => work(tx, { actor, ip, at: clock.now() }));
  };
  /** With the user, who is locked. */
  const withUser = <T>(
    actor: StaffActor,
    { id, ip }: { id: string; ip: string },
    work: (tx: Work, by: By, user: UserRecord) => Promise<T>,
  ) => within(actor, ip, async (tx, by) => work(tx, by, await lockUser(tx, actor, id)));
  return {
    list: async (actor) => {
      allow(actor);
      const rows = await queries.list(clock.now());
      return rows.filter((row) => mayManage(actor, codesOf(row)));
    },
    user: async (actor, id) => {
      allow(actor);
      const view = await queries.byId(id, clock.now());
      if (view === null || !mayManage(actor, codesOf(view))) throw new AppError('not_found');
      return view;
    },
    regions: async (actor) => {
      allow(actor);
      return queries.regions(actor);
    },
    invite: (actor, input, ip) => within(actor, ip, (tx, by) => inviteUser(tx, by, input)),
    change: (actor, id, input, ip) =>
      withUser(actor, { id, ip }, (tx, by, user) => changeUser(tx, by, { user, input })),
    setActive: (actor, id, active, ip) =>
      withUser(actor, { id, ip }, (tx, by, user) => setActive(tx, by, { user, active })),
    reset: (actor, id, ip) =>
      withUser(actor, { id, ip }, async (tx, by, user) => {
        if (id === actor.id) throw invalid('own_state');
        if (!user.active) throw invalid('inactive');
        await tx.accounts.setPassword(id, null);
        await tx.accounts.endSessions(id);
        await log(tx, by, 'user.reset', id);
        return makeLink(tx, by, id);
      }),
    requirePasswordChange: (actor, id, ip) =>
      withUser(actor, { id, ip }, async (tx, by) => {
        await tx.accounts.requirePasswordChange(id);
        await log(tx, by, 'user.password_change_required', id);
      }),
    clearSecondFactor: (actor, id, ip) =>
      withUser(actor, { id, ip }, async (tx, by) => {
        if (id === actor.id) throw invalid('own_state');
        await tx.accounts.clearSecondFactor(id);
        await tx.accounts.endSessions(id);
        await log(tx, by, 'user.second_factor_cleared', id);
      }),
  };
}

function allow(actor: StaffActor): void {
  if (!staffMay(actor, 'manage_users')) throw new AppError('not_found');
}

/** All of what a user may reach lies within the admin's own reach: nobody gains power over a wider one. */
function mayManage(actor: StaffActor, regions: readonly string[]): boolean {
  return regions.every((code) => mayAccess(actor, code));
}

function codesOf({ regions }: { readonly regions: readonly { readonly code: string }[] }): readonly string[] {
  return regions.map(({ code }) => code);
}

/**
 * The admin is locked, too, and looked at once more: of two admins who deactivate each other at once one
 * remains.
 */
async function lockUser(tx: Work, actor: StaffActor, id: string): Promise<UserRecord> {
  const locked = await tx.accounts.lock([actor.id, id]);
  const self = locked.find((one) => one.id === actor.id);
  const user = locked.find((one) => one.id === id);
  const still = self?.active === true && staffMay(self, 'manage_users');
  if (!still || user === undefined || !mayManage(self, user.regions)) throw new AppError('not_found');
  return user;
}

async function inviteUser(
  tx: Work,
  by: By,
  input: UserInput & { readonly username: string },
): Promise<MadeInvitation> {
  const username = input.username.trim().toLowerCase();
  if (!usernamePattern.test(username)) throw invalid('username');
  const user = await readUser(tx, by.actor, input);
  const made = await tx.accounts.create({ ...user, username, createdAt: by.at });
  if (made === null) throw invalid('username_taken');
  await log(tx, by, 'user.invited', made.id);
  return makeLink(tx, by, made.id);
}

async function changeUser(
  tx: Work,
  by: By,
  { user, input }: { user: UserRecord; input: UserInput },
): Promise<void> {
  const next = await readUser(tx, by.actor, input);
  if (user.id === by.actor.id && next.role !== user.role) throw invalid('own_role');
  await tx.accounts.update(user.id, next);
  await log(tx, by, 'user.changed', user.id);
}

async function setActive(
  tx: Work,
  by: By,
  { user, active }: { user: UserRecord; active: boolean },
): Promise<void> {
  if (user.id === by.actor.id) throw invalid('own_state');
  if (user.active === active) return;
  await tx.accounts.setActive(user.id, active);
  if (!active) {
    await tx.accounts.endSessions(user.id);
    await tx.accounts.revokeInvitations(user.id, by.at);
  }
  await log(tx, by, active ? 'user.activated' : 'user.deactivated', user.id);
}

/** Checks what was typed. Regions beyond the admin's own are as good as unknown. */
async function readUser(
  tx: Work,
  actor: StaffActor,
  input: UserInput,
): Promise<Pick<UserRecord, 'name' | 'role' | 'regions' | 'grants'>> {
  const name = input.name.trim().replace(/\s+/g, ' ');
  if (name.length < 2 || name.length > 100) throw invalid('name');
  const role = roles.find((one) => one === input.role);
  if (role === undefined) throw invalid('role');
  const asked = [...new Set(input.regions)];
  const known = await tx.accounts.knownAreas(asked.filter((code) => mayAccess(actor, code)));
  if (asked.length === 0 || known.length !== asked.length) throw invalid('regions');
  const grants = allGrants.filter((one) => input.grants.includes(one));
  // An admin sees no cases: a grant to see some would be a word without meaning.
  if (role === 'admin' && grants.length > 0) throw invalid('grants');
  // What lies in another one that is given adds nothing.
  const regions = known.filter((code) => !known.some((area) => area !== code && code.startsWith(`${area}.`)));
  return { name, role, regions, grants };
}

async function makeLink(tx: Work, by: By, userId: string): Promise<MadeInvitation> {
  const link = makeToken();
  const expiresAt = new Date(by.at.getTime() + LINK_MS);
  const tokenHash = hashToken(link);
  await tx.accounts.invite({ userId, tokenHash, createdById: by.actor.id, at: by.at, expiresAt });
  return { id: userId, link, expiresAt };
}

async function log(tx: Work, { actor, ip }: By, action: string, subject: string): Promise<void> {
  await tx.access.record({ userId: actor.id, action, subject, ip });
}

function invalid(field: UserFault): AppError {
  return new AppError('input.invalid', { field });
}
