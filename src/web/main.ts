import { web } from '../parts.js';
import { runProcess } from '../run.js';

await runProcess([web]);
