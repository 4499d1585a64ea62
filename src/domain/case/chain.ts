/** The hash chain of a case's history: changing or dropping any event breaks every later hash. */
import { createHash } from 'node:crypto';
import type { CaseEvent } from './events.js';

export const GENESIS = '0'.repeat(64);

export interface ChainedEvent {
  readonly event: Omit<CaseEvent, 'data'> & { readonly type: string; readonly reasonCode: string | null };
  /** Keyed MAC of the event's content: the chain outlives the rotation of the keys that seal it. */
  readonly dataMac: string;
  readonly prevHash: string;
}

/** SHA-256, hex. */
export function chainHash({ event, dataMac, prevHash }: ChainedEvent): string {
  const line = JSON.stringify([
    prevHash,
    event.id,
    event.caseId,
    event.seq,
    event.type,
    event.actor.kind,
    event.actor.id,
    event.at.toISOString(),
    event.reasonCode,
    dataMac,
  ]);
  return createHash('sha256').update(line).digest('hex');
}

/** The seq of the first event that does not fit, or null when the chain holds. */
export function brokenAt(chain: readonly (ChainedEvent & { readonly hash: string })[]): number | null {
  let previous = GENESIS;
  for (const [index, link] of chain.entries()) {
    if (link.prevHash !== previous || link.event.seq !== index + 1 || chainHash(link) !== link.hash) {
      return link.event.seq;
    }
    previous = link.hash;
  }
  return null;
}
