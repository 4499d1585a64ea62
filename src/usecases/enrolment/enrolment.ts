import type { StaffAction } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Work } from '../ports.js';
import { changeReporter } from './change-reporter.js';
import { allow, logAccess, lockReporter, type By, type EnrolmentDeps } from './deps.js';
import { enrolReporter } from './enrol-reporter.js';
import { handOver } from './hand-over.js';
import { confirmImport, previewImport, uploadReporters } from './import/import-reporters.js';
import { inviteReporter, inviteSelf, revokeInvite } from './invite.js';
import type { EnrolmentQueries } from './ports.js';
import { setStatus } from './set-status.js';
import type { EnrolmentServices } from './services.js';

export interface EnrolmentServiceDeps extends EnrolmentDeps {
  readonly queries: EnrolmentQueries;
}

/** Each behind the role that may do it. Refusal looks like absence. */
export function enrolmentServices(deps: EnrolmentServiceDeps): EnrolmentServices {
  const { queries, unitOfWork, clock, homeRegion } = deps;
  const imports = { ...deps, desa: queries.desa() };
  const may = (actor: StaffActor) => allow(actor, 'manage_reporters');
  const within = async <T>(
    actor: StaffActor,
    ip: string,
    work: (tx: Work, by: By) => Promise<T>,
    action: StaffAction = 'manage_reporters',
  ): Promise<T> => {
    allow(actor, action);
    return unitOfWork.run((tx) => work(tx, { actor, ip, at: clock.now() }));
  };
  const alerted = <T>(actor: StaffActor, ip: string, work: (tx: Work, by: By) => Promise<T>) =>
    within(actor, ip, work, 'receive_alerts');
  return {
    list: async (actor, filter) => {
      may(actor);
      return queries.list(actor, filter);
    },
    orphans: async (actor) => {
      may(actor);
      return queries.orphans(actor);
    },
    reporter: async (actor, id, ip) => {
      may(actor);
      const view = await queries.byId(actor, id, clock.now());
      if (view === null) throw new AppError('not_found');
      await within(actor, ip, (tx, by) => logAccess(tx, by, 'reporter.viewed', id));
      return view;
    },
    successors: async (actor) => {
      may(actor);
      return queries.successors(actor);
    },
    enrol: (actor, input, ip) => within(actor, ip, (tx, by) => enrolReporter(tx, by, input)),
    change: (actor, id, input, ip) =>
      within(actor, ip, (tx, by) => changeReporter(tx, by, { id, input, homeRegion })),
    handOver: (actor, input, ip) => within(actor, ip, (tx, by) => handOver(tx, by, input, homeRegion)),
    setStatus: (actor, id, status, ip) =>
      within(actor, ip, (tx, by) => setStatus(tx, by, { id, status, homeRegion })),
    disconnect: (actor, id, contactId, ip) =>
      within(actor, ip, (tx, by) => disconnect(tx, by, { id, contactId, homeRegion })),
    invite: (actor, id, ip) => within(actor, ip, (tx, by) => inviteReporter(tx, by, { id, homeRegion })),
    revokeInvite: (actor, id, ip) => within(actor, ip, (tx, by) => revokeInvite(tx, by, { id, homeRegion })),
    upload: async (actor, file) => {
      may(actor);
      return uploadReporters(imports, actor, file);
    },
    preview: async (actor, id) => {
      may(actor);
      return previewImport(imports, actor, id);
    },
    confirmImport: async (actor, id, ip) => {
      may(actor);
      return confirmImport(imports, actor, { id, ip });
    },
    alerts: async (actor) => {
      allow(actor, 'receive_alerts');
      return queries.alerts(actor.id, clock.now());
    },
    setDuty: (actor, on, ip) =>
      alerted(actor, ip, async (tx, by) => {
        await tx.staff.setDuty(actor.id, on);
        await logAccess(tx, by, on ? 'alerts.on_duty' : 'alerts.off_duty', actor.id);
      }),
    inviteSelf: (actor, ip) => alerted(actor, ip, (tx, by) => inviteSelf(tx, by)),
    disconnectSelf: (actor, contactId, ip) =>
      alerted(actor, ip, async (tx, by) => {
        if (await tx.contacts.unbindStaff(contactId, actor.id)) {
          await logAccess(tx, by, 'alerts.disconnected', actor.id);
        }
      }),
  };
}

async function disconnect(
  tx: Work,
  by: By,
  { id, contactId, homeRegion }: { id: string; contactId: string; homeRegion: string },
): Promise<void> {
  await lockReporter(tx, by.actor, id, homeRegion);
  if (!(await tx.contacts.unbindReporter(contactId, id))) return;
  const event = { reporterId: id, actorId: by.actor.id, at: by.at };
  await tx.reporters.record([{ ...event, type: 'changed', data: { fields: ['chat'] } }]);
  await logAccess(tx, by, 'reporter.disconnected', id);
}
