import { bots, workers } from '../../src/parts.js';
import { openMeasured } from './open.js';
import { measureReports } from './reports.js';

const container = await openMeasured({});
container.pump.start();
const parts = [await workers.start(container), await bots.start(container)];
const measured = await measureReports(container, Number(process.env['BENCH_MS']));
for (const part of parts) await part.stop();
await container.pump.stop();
await container.close();
process.send?.(measured);
process.disconnect();
