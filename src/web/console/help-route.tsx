import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { HELP_PATH } from './views/layout.js';
import { HelpPage } from './views/help-page.js';

/** The guide for reviewers. It tells of nobody: whoever is signed in may read it. */
export function helpRoute(app: FastifyInstance, { frame }: Pick<ConsoleContext, 'frame'>): void {
  app.get(HELP_PATH.slice('/console'.length), async (request, reply) =>
    sendPage(reply, <HelpPage frame={await frame(request, reply)} />),
  );
}
