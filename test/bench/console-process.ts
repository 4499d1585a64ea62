/** The web part alone, on a register that stands already. */
import { web } from '../../src/parts.js';
import { ready } from './child.js';
import { openMeasured } from './open.js';

const container = await openMeasured({ PORT: '0' });
const service = await web.start(container);
process.once('SIGTERM', () => {
  void service
    .stop()
    .then(() => container.close())
    .then(() => process.exit(0));
});
ready(service.url, () => 0);
