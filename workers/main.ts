import { workers } from '../src/parts.js';
import { runProcess } from '../src/run.js';

await runProcess([workers]);
