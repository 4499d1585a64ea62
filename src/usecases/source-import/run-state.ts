import type { ImportDetail } from './console-ports.js';

/** States in which a job is at work. */
export const workingStates: readonly ImportDetail['state'][] = ['reading', 'applying', 'reverting'];

export function isRunning({
  state,
  stopped,
  failure,
}: Pick<ImportDetail, 'state' | 'stopped' | 'failure'>): boolean {
  return workingStates.includes(state) && !stopped && failure === null;
}
