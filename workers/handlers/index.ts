import { jobs, type JobName, type JobPayload } from '../../src/domain/jobs/jobs.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { storeMedia, type StoreMediaDeps } from '../../src/usecases/media/store-media.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import type { Clock } from '../../src/usecases/ports.js';
import type { JobHandlers } from '../registry.js';

export type HandlerDeps = StoreMediaDeps & { readonly clock: Clock };

export function jobHandlers(deps: HandlerDeps): JobHandlers {
  return {
    'case.screen': handler('case.screen', (payload) => screenCase(deps, payload)),
    'registry.write': handler('registry.write', (payload) => registerCase(deps, payload)),
    'case.notify': handler('case.notify', (payload) => notifyReporter(deps, payload)),
    'media.store': handler('media.store', (payload) => storeMedia(deps, payload)),
  };
}

/** Job data has been outside the process: it is parsed again. */
function handler<N extends JobName>(
  name: N,
  run: (payload: JobPayload<N>) => Promise<void>,
): (payload: unknown) => Promise<void> {
  return (payload) => run(jobs[name].payload.parse(payload) as JobPayload<N>);
}
