import { openMeasured } from './open.js';
import { measureReminders } from './reminders.js';

const container = await openMeasured({});
const measured = await measureReminders(container, {
  reminders: Number(process.env['BENCH_REMINDERS']),
  notifications: Number(process.env['BENCH_NOTIFICATIONS']),
  scale: Number(process.env['BENCH_SCALE']),
});
await container.close();
process.send?.(measured);
process.disconnect();
