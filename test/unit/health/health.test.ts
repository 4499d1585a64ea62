import { describe, expect, it } from 'vitest';
import { bytesText } from '../../../src/i18n/escalation.js';
import { warningsOf } from '../../../src/usecases/health/health.js';

const DAY = 86_400_000;
const now = new Date('2026-11-25T02:00:00Z');
const backup = { madeAt: now, verifiedAt: now, bytes: 1, rows: 1, photos: 0 };
const well = {
  processes: [{ part: 'web' as const, running: 1, seenAt: now }],
  queues: [{ name: 'case', waiting: 500 }],
  backup,
  disk: { free: 10, total: 100 },
  thresholds: { backupDays: 2, queueLength: 500, diskPercent: 10 },
};

describe('the state of the system', () => {
  it('gives no warning up to each threshold, and one beyond it', () => {
    const old = new Date(now.getTime() - 2 * DAY);
    expect(warningsOf({ ...well, backup: { ...backup, madeAt: old } }, now)).toEqual([]);
    const older = { ...backup, madeAt: new Date(old.getTime() - 1) };
    expect(warningsOf({ ...well, backup: older }, now)).toEqual(['backup_old']);
    expect(warningsOf({ ...well, backup: null }, now)).toEqual(['backup_missing']);
    expect(warningsOf({ ...well, queues: [{ name: 'case', waiting: 501 }] }, now)).toEqual(['queue_long']);
    expect(warningsOf({ ...well, queues: null }, now)).toEqual(['queue_unknown']);
    expect(warningsOf({ ...well, disk: { free: 9, total: 100 } }, now)).toEqual(['disk_low']);
    expect(warningsOf({ ...well, disk: null }, now)).toEqual([]);
    const silent = [{ part: 'bots' as const, running: 0, seenAt: now }];
    expect(warningsOf({ ...well, processes: silent }, now)).toEqual(['process_missing']);
  });

  it('says sizes as people do', () => {
    expect([0, 999, 1500, 25_000_000, 4_200_000_000].map(bytesText)).toEqual([
      '0 B',
      '999 B',
      '1,5 KB',
      '25 MB',
      '4,2 GB',
    ]);
  });
});
