import { addReporters, chatServiceEnv, startChatService } from './chat-service.js';
import { ready } from './child.js';
import { openMeasured } from './open.js';

const container = await openMeasured(chatServiceEnv);
await addReporters(container, Number(process.env['BENCH_CHATS']));
const service = await startChatService(container);
process.once('SIGTERM', () => {
  void service
    .stop()
    .then(() => container.close())
    .then(() => process.exit(0));
});
ready(service.url, service.handed);
