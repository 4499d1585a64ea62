import { endWithTheFile } from './ends.js';

endWithTheFile();
