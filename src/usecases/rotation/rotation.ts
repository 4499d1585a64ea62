import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import { beginRotation, type RotateDeps } from './rotate-keys.js';
import type { RotationServices } from './services.js';

/** Refusal looks like absence. */
export function rotationServices(deps: RotateDeps & { readonly homeRegion: string }): RotationServices {
  const { unitOfWork, rotation, keys, homeRegion } = deps;
  const allow = (actor: StaffActor) => {
    if (!staffMay(actor, 'rotate_keys') || !mayAccess(actor, homeRegion)) throw new AppError('not_found');
  };
  return {
    state: async (actor) => {
      if (!staffMay(actor, 'read_channels')) throw new AppError('not_found');
      return { keys, rotation: await rotation.newest() };
    },
    start: async (actor, ip) => {
      allow(actor);
      const before = await rotation.newest();
      const { id: rotationId } = await beginRotation(deps, actor.id);
      if (before?.id === rotationId && before.state === 'running') return;
      await unitOfWork.run(async ({ outbox, access }) => {
        await outbox.add('keys.rotate', { rotationId });
        await access.record({ userId: actor.id, action: 'keys.rotated', subject: rotationId, ip });
      });
    },
    stop: async (actor, ip) => {
      allow(actor);
      await unitOfWork.run(async (tx) => {
        const head = await tx.rotation.lockOpen();
        if (head?.state !== 'running') return;
        await tx.rotation.move(head.id, 'stopped', null);
        await tx.access.record({ userId: actor.id, action: 'keys.rotation_stopped', subject: head.id, ip });
      });
    },
  };
}
