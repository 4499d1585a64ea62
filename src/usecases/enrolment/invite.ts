import { randomBytes } from 'node:crypto';
import { makeCode, showCode } from '../../domain/enrolment/invite-code.js';
import type { Work } from '../ports.js';
import { logAccess, lockReporter, type By } from './deps.js';
import { invalid } from './person.js';
import type { InviteFor } from './model.js';
import type { MadeInvite } from './services.js';

const VALID_MS = 7 * 24 * 60 * 60_000;

/** A code by which a chat becomes this reporter's. It is shown once: the store keeps but its MAC. */
export async function inviteReporter(
  tx: Work,
  by: By,
  { id, homeRegion }: { id: string; homeRegion: string },
): Promise<MadeInvite> {
  const reporter = await lockReporter(tx, by.actor, id, homeRegion);
  if (reporter.status !== 'active') throw invalid('status');
  const made = await make(tx, by, { reporterId: id, userId: null });
  await tx.reporters.record([
    { reporterId: id, type: 'invited', actorId: by.actor.id, at: by.at, data: { what: 'made' } },
  ]);
  await logAccess(tx, by, 'reporter.invited', id);
  return made;
}

/** For the alerts of one's own. */
export async function inviteSelf(tx: Work, by: By): Promise<MadeInvite> {
  const made = await make(tx, by, { reporterId: null, userId: by.actor.id });
  await logAccess(tx, by, 'alerts.invited', by.actor.id);
  return made;
}

async function make(tx: Work, { actor, at }: By, whom: InviteFor): Promise<MadeInvite> {
  const code = makeCode(randomBytes);
  const expiresAt = new Date(at.getTime() + VALID_MS);
  await tx.invites.create({ code, for: whom, createdById: actor.id, at, expiresAt });
  return { code: showCode(code), expiresAt };
}

export async function revokeInvite(
  tx: Work,
  by: By,
  { id, homeRegion }: { id: string; homeRegion: string },
): Promise<void> {
  await lockReporter(tx, by.actor, id, homeRegion);
  if ((await tx.invites.revoke({ reporterId: id, userId: null }, by.at)) === 0) return;
  await tx.reporters.record([
    { reporterId: id, type: 'invited', actorId: by.actor.id, at: by.at, data: { what: 'revoked' } },
  ]);
  await logAccess(tx, by, 'reporter.invite_revoked', id);
}
