import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { Clock } from '../ports.js';
import type {
  BackupState,
  DiskState,
  HealthThresholds,
  HealthWarning,
  ProcessState,
  QueueState,
  SystemServices,
  SystemState,
} from './services.js';

export interface HealthDeps {
  readonly clock: Clock;
  readonly backupDays: number;
  readonly processes: () => Promise<readonly ProcessState[]>;
  readonly queues: () => Promise<readonly QueueState[]>;
  readonly lastBackup: () => Promise<BackupState | null>;
  readonly disk: () => Promise<DiskState>;
}

const QUEUE_LENGTH = 500;
const DISK_PERCENT = 10;
const DAY_MS = 86_400_000;

export function systemServices(deps: HealthDeps): SystemServices {
  return {
    state: async (actor) => {
      if (!staffMay(actor, 'read_channels')) throw new AppError('not_found');
      const [processes, queues, backup, disk] = await Promise.all([
        deps.processes(),
        deps.queues().catch(() => null),
        deps.lastBackup(),
        deps.disk().catch(() => null),
      ]);
      const thresholds = {
        backupDays: deps.backupDays,
        queueLength: QUEUE_LENGTH,
        diskPercent: DISK_PERCENT,
      };
      const found = { processes, queues, backup, disk, thresholds };
      return { ...found, warnings: warningsOf(found, deps.clock.now()) };
    },
  };
}

/** What is not as it should be, in the order in which it is shown. */
export function warningsOf(
  state: Omit<SystemState, 'warnings'> & { readonly thresholds: HealthThresholds },
  now: Date,
): readonly HealthWarning[] {
  const { processes, queues, backup, disk, thresholds } = state;
  const age = backup === null ? null : now.getTime() - backup.madeAt.getTime();
  const faults: Readonly<Record<HealthWarning, boolean>> = {
    process_missing: processes.some(({ running }) => running === 0),
    queue_unknown: queues === null,
    queue_long: (queues ?? []).some(({ waiting }) => waiting > thresholds.queueLength),
    backup_missing: age === null,
    backup_old: age !== null && age > thresholds.backupDays * DAY_MS,
    disk_low: disk !== null && disk.free * 100 < disk.total * thresholds.diskPercent,
  };
  const names = Object.keys(faults) as HealthWarning[];
  return names.filter((name) => faults[name]);
}
