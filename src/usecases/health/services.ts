/** How the service itself is: its processes, its queues, its backups, its disk. */
import type { StaffActor } from '../console-services.js';

export const processParts = ['web', 'bots', 'workers'] as const;
export type ProcessPart = (typeof processParts)[number];

export interface ProcessState {
  readonly part: ProcessPart;
  /** Processes that said lately that they are there. */
  readonly running: number;
  /** The last that any of them said; null: nothing within a day. */
  readonly seenAt: Date | null;
}

export interface QueueState {
  readonly name: string;
  readonly waiting: number;
}

export interface BackupState {
  readonly madeAt: Date;
  readonly verifiedAt: Date;
  readonly bytes: number;
  readonly rows: number;
  readonly photos: number;
}

export interface DiskState {
  /** Bytes. */
  readonly free: number;
  readonly total: number;
}

/** What somebody has to look after. */
export type HealthWarning =
  'process_missing' | 'queue_long' | 'queue_unknown' | 'backup_missing' | 'backup_old' | 'disk_low';

export interface SystemState {
  readonly processes: readonly ProcessState[];
  /** null: the queue does not answer. */
  readonly queues: readonly QueueState[] | null;
  /** The newest; null: none yet. */
  readonly backup: BackupState | null;
  /** Where photos and the embedded database are; null: unknown. */
  readonly disk: DiskState | null;
  readonly warnings: readonly HealthWarning[];
  readonly thresholds: HealthThresholds;
}

export interface HealthThresholds {
  /** Days. */
  readonly backupDays: number;
  readonly queueLength: number;
  /** Of the disk, in percent. */
  readonly diskPercent: number;
}

export interface SystemServices {
  /** Throws not_found for those who may not. */
  state(actor: StaffActor): Promise<SystemState>;
}
