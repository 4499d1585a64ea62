import type { ReadinessServices } from './console-services.js';

type PartState = 'ok' | 'off' | 'failing';

export interface ReadinessDeps {
  readonly database: () => Promise<void>;
  readonly queue: () => Promise<void>;
  /** Configured channels with what their owner last wrote; missing: nobody has taken it up yet. */
  readonly channels: () => Promise<ReadonlyMap<string, string | null>>;
  readonly metrics: () => Promise<string>;
}

/** Waiting for a person to pair is not a fault of the service's. */
const SERVING = new Set(['online', 'pairing']);

export function readinessServices(deps: ReadinessDeps): ReadinessServices {
  return {
    readiness: async () => {
      const [database, queue, channels] = await Promise.all([
        answers(deps.database()),
        answers(deps.queue()),
        deps.channels().catch(() => new Map([['channels', 'error']])),
      ]);
      const parts: Record<string, PartState> = { database, queue };
      for (const [name, state] of channels) parts[name] = partState(state);
      return { ready: !Object.values(parts).includes('failing'), parts };
    },
    metrics: deps.metrics,
  };
}

async function answers(probe: Promise<void>): Promise<PartState> {
  return probe.then(
    () => 'ok',
    () => 'failing',
  );
}

function partState(state: string | null): PartState {
  if (state === 'off') return 'off';
  return state !== null && SERVING.has(state) ? 'ok' : 'failing';
}
