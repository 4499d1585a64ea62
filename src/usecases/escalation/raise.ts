import { emergencyIsLeft, isDigestTime, type EscalationRules } from '../../domain/case/escalation.js';
import { officeDay } from '../../domain/working-days.js';
import { escalationMessages } from '../../i18n/escalation.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { LeftEmergency } from './ports.js';

export interface RaiseDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** By the office's calendar as it stands now. */
  readonly escalationRules: () => Promise<EscalationRules>;
}

const AT_ONCE = 200;
const HOUR_MS = 3_600_000;
/** As many numbers as one message bears. */
const SHOWN = 15;

/**
 * Brings every case whose due day is over, and every emergency that nobody took up in time, before the
 * supervisors: once since the case last came, however often, and by however many at once, this runs. Of
 * emergencies they are told in the same transaction. Returns how many there were.
 */
export async function raiseEscalations(deps: RaiseDeps): Promise<number> {
  const { unitOfWork, clock } = deps;
  const escalation = await deps.escalationRules();
  const now = clock.now();
  const moment = { now, today: officeDay(escalation.office.calendar, now) };
  let raised = 0;
  for (let more = true; more;) {
    const made = await unitOfWork.run((tx) => tx.escalations.raiseOverdue(moment, AT_ONCE));
    raised += made;
    more = made === AT_ONCE;
  }
  // No office works more hours than there are.
  const before = new Date(now.getTime() - escalation.emergencyHours * HOUR_MS);
  return raised + (await unitOfWork.run((tx) => raiseEmergencies(escalation, tx, { now, before })));
}

async function raiseEmergencies(
  escalation: EscalationRules,
  tx: Work,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<number> {
  const waiting = await tx.escalations.lockEmergencies(now, before, AT_ONCE);
  const left = waiting.filter(({ since }) => emergencyIsLeft(escalation, since, now));
  let raised = 0;
  for (const emergency of left) {
    if (!(await tx.escalations.raiseEmergency(emergency, now))) continue;
    await tellSupervisors(tx, emergency, escalation.emergencyHours);
    raised += 1;
  }
  return raised;
}

/** At once: nobody else will. The number and the kecamatan, nothing of the people. */
async function tellSupervisors(tx: Work, emergency: LeftEmergency, hours: number): Promise<void> {
  const { caseId, round, number, kecamatanName } = emergency;
  const text = escalationMessages.emergency(number, kecamatanName, hours);
  for (const { userId, ...chat } of await tx.escalations.supervisorChats(emergency)) {
    await tx.messages.queue({
      ...chat,
      purpose: 'alert',
      dedupeKey: `escalation:${caseId}:${String(round)}:${userId}`,
      caseId,
      body: { text },
    });
  }
}

/**
 * Tells each supervisor who has a chat, once a working day and only while the office works, how many
 * reports wait for them, and their numbers. Of sensitive cases the count alone, to those who may see them.
 * Returns how many were told.
 */
export async function sendEscalationDigests(deps: RaiseDeps): Promise<number> {
  const { unitOfWork, clock } = deps;
  const escalation = await deps.escalationRules();
  const now = clock.now();
  if (!isDigestTime(escalation, now)) return 0;
  const day = officeDay(escalation.office.calendar, now);
  const key = (userId: string) => `escalations:${day}:${userId}`;
  return unitOfWork.run(async (tx) => {
    let told = 0;
    for (const { actor, chat } of await tx.escalations.untold(key)) {
      const { numbers, sensitive } = await tx.escalations.openFor(actor);
      if (numbers.length + sensitive === 0) continue;
      const shown = numbers.slice(0, SHOWN);
      const text = escalationMessages.digest({ shown, left: numbers.length - shown.length, sensitive });
      const dedupeKey = key(actor.id);
      const said = { ...chat, purpose: 'alert', dedupeKey, caseId: null, body: { text } } as const;
      if (await tx.messages.queue(said)) told += 1;
    }
    return told;
  });
}
