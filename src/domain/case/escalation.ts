/** When a report that waits too long is brought before the supervisors. */
import { isWorkingTime, workingMinutes, type WorkingHours } from '../working-hours.js';

/** overdue: past its due day. emergency: urgent, and nobody took it up. */
export const escalationCauses = ['overdue', 'emergency'] as const;
export type EscalationCause = (typeof escalationCauses)[number];

/** Of each working day, and of those hours. */
export interface EscalationHours extends Pick<WorkingHours, 'opens' | 'closes'> {
  /** That an emergency may wait for somebody. */
  readonly emergencyHours: number;
}

/** How the office watches over itself. */
export interface EscalationRules {
  readonly office: WorkingHours;
  /** Hours, of those in which the office works, that an emergency may wait for somebody. */
  readonly emergencyHours: number;
}

/** Whether an emergency that nobody took up since `since` has waited long enough. */
export function emergencyIsLeft(
  { office, emergencyHours }: EscalationRules,
  since: Date,
  now: Date,
): boolean {
  const wanted = emergencyHours * 60;
  return workingMinutes(office, { from: since, until: now, atMost: wanted }) >= wanted;
}

/** Supervisors are told of what is open while they work, not at night. */
export function isDigestTime({ office }: EscalationRules, now: Date): boolean {
  return isWorkingTime(office, now);
}
