import { bots } from '../src/parts.js';
import { runProcess } from '../src/run.js';

await runProcess([bots]);
