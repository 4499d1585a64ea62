import { step } from '../../dialogue/engine.js';
import type {
  ConversationState,
  DialogueContext,
  DialogueInput,
  DraftTimes,
  Effect,
  Fed,
} from '../../dialogue/types.js';
import type { PmksCategory } from '../../domain/pmks/categories.js';
import type { Bounds } from '../../domain/region/bounds.js';
import type { OutboundBody } from '../../domain/channel/message.js';
import type { Clock, ConversationReporter, Work } from '../ports.js';
import type { ReporterActor } from '../report/actor.js';
import { performEffect } from './perform-effect.js';

/** What the dialogue is told of the office. */
export interface AdvanceDeps {
  readonly clock: Clock;
  readonly homeRegion: string;
  readonly timeZone: string;
  readonly bounds: Bounds | null;
  readonly guideUrl: string | null;
  /** As they are now, or were some seconds ago. */
  readonly categories: () => readonly PmksCategory[] | Promise<readonly PmksCategory[]>;
  readonly drafts: DraftTimes;
}

/** What carries out effects; null: this caller cannot. */
export type Perform = (effects: readonly Effect[], by: ReporterActor) => Promise<Fed | null> | null;

export function performIn(tx: Work): Perform {
  return async (effects, by) => {
    let fed: Fed | null = null;
    for (const effect of effects) fed = (await performEffect(tx, effect, by)) ?? fed;
    return fed;
  };
}

export interface Turn {
  readonly state: ConversationState;
  readonly input: DialogueInput;
  readonly reporter: ConversationReporter;
  /** Where they wrote, or are written to. */
  readonly contactId: string;
  /** Drafts and attachments begun by this input take this id (uuid). */
  readonly messageId: string;
  readonly perform: Perform;
}

/** One input and all that follows from it; null when `perform` cannot carry out what the dialogue asks for. */
export async function advance(
  deps: AdvanceDeps,
  turn: Turn,
): Promise<{ readonly state: ConversationState; readonly replies: readonly OutboundBody[] } | null> {
  const { clock, homeRegion, timeZone, bounds, guideUrl, categories, drafts } = deps;
  const { reporter, contactId, messageId, perform } = turn;
  const now = clock.now();
  const context: DialogueContext = {
    now,
    timeZone,
    messageId,
    reporter,
    homeRegion,
    bounds,
    guideUrl,
    categories: await categories(),
    drafts,
  };
  const by: ReporterActor = {
    reporterId: reporter.id,
    regions: reporter.desa.map((desa) => desa.code),
    contactId,
    now,
  };
  let { state } = turn;
  const replies: OutboundBody[] = [];
  let input: DialogueInput | null = turn.input;
  while (input !== null) {
    const result = step(state, input, context);
    state = result.state;
    replies.push(...result.replies);
    const performed = perform(result.effects, by);
    if (performed === null) return null;
    const fed = await performed;
    input = fed === null ? null : { type: 'fed', fed };
  }
  return { state, replies };
}
