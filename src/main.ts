import { announce } from './announce.js';
import { bots, web, workers } from './parts.js';
import { runProcess } from './run.js';

await runProcess([web, workers, bots], announce);
