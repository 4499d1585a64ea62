import { v7 as uuidv7 } from 'uuid';
import { decideAid, type AidItem, type AidOutcome, type WithdrawReason } from '../../domain/aid/given.js';
import { dayIn } from '../../domain/time.js';
import type { Work } from '../ports.js';
import type { AidRecorder, NewAid } from './ports.js';

export interface RecordAid {
  readonly recorder: AidRecorder;
  readonly items: readonly AidItem[];
  readonly now: Date;
  /** IANA name of the office's clock: nothing is given tomorrow. */
  readonly timeZone: string;
}

/**
 * Records what was given, of any number of people, with what else the transaction does, and has their reporters told. The outcomes are in the order
 * of the items; one that is refused keeps no other back. Sent again, by whichever way, nothing is recorded twice.
 * Whether the recorder may, for these people and programmes, is for the caller to know.
 */
export async function recordAid(
  tx: Work,
  { recorder, items, now, timeZone }: RecordAid,
): Promise<readonly AidOutcome[]> {
  const unique = (values: readonly string[]) => [...new Set(values)];
  const codes = unique(items.map(({ programCode }) => programCode));
  const programs = await tx.aid.lockPrograms(codes);
  const roots = await tx.aid.rootsOf(unique(items.map(({ personId }) => personId)));
  const standing = {
    roots,
    programs,
    byKey: await tx.aid.byKey(recorder, unique(items.map(({ key }) => key))),
    once: await tx.aid.standing(unique([...roots.values()]), {
      programs: codes,
      days: unique(items.map(({ givenOn }) => givenOn)),
    }),
  };
  const outcomes = decideAid(items, standing, { today: dayIn(timeZone, now), newId: () => uuidv7() });
  const fresh = items.flatMap((item, at): NewAid[] => {
    const outcome = outcomes[at];
    const rootId = roots.get(item.personId);
    if (outcome?.status !== 'recorded' || rootId === undefined) return [];
    return [{ ...item, id: outcome.id, rootId }];
  });
  if (fresh.length > 0) {
    const batchId = uuidv7();
    await tx.aid.add(recorder, fresh, { batchId, at: now });
    await tx.outbox.add('aid.notify', { batchId });
  }
  return outcomes;
}

export interface WithdrawAid {
  readonly by: AidRecorder;
  readonly id: string;
  readonly reason: WithdrawReason;
  readonly note: string | null;
  readonly now: Date;
}

/**
 * A mistake is marked as one; it stays on record. An agency withdraws what it recorded itself. false: there is no such
 * aid, or it is not theirs. Withdrawn before, it stays as it is.
 */
export async function withdrawAid(tx: Work, { by, id, reason, note, now }: WithdrawAid): Promise<boolean> {
  const given = await tx.aid.lockGiven(id);
  if (given === null || (by.type === 'agency' && given.agencyId !== by.agencyId)) return false;
  if (given.withdrawn) return true;
  const who = by.type === 'user' ? by.userId : by.apiKeyId;
  await tx.aid.withdraw(id, { by: who, reason, note, at: now });
  return true;
}
