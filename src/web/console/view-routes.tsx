/** Saved views of the queue. What one of them searches for is in no address but sealed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { sendPage } from '../html.js';
import { idIn, typedText, type ConsoleContext } from './context.js';
import { hrefWith } from './href.js';
import { filterOf, queryOf, queryOfFilter, readQueueQuery } from './queue-query.js';
import { actorOf } from './session.js';
import { ViewsPage, type ViewAttempt, type ViewProblem } from './views/saved-views.js';

const SaveForm = z.object({ id: z.uuid(), nama: typedText });
const NameForm = z.object({ nama: typedText });

export function viewRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { savedViews, search, session } = context;

  app.get('/tampilan', (request, reply) => viewsPage(context, request, reply));

  app.get('/tampilan/:id', async (request, reply) => {
    const actor = actorOf(request);
    const { filter } = await savedViews.byId(actor, idIn(request, 'id'));
    return reply.redirect(hrefWith('/console', queryOf(queryOfFilter(filter, actor, search))), 303);
  });

  app.post('/tampilan', async (request, reply) => {
    const actor = actorOf(request);
    const form = SaveForm.safeParse(request.body);
    if (!form.success) throw new AppError('input.invalid');
    const { id, nama: typed } = form.data;
    const query = { ...readQueueQuery(request.body), cursor: undefined };
    const { cursor: _, ...filter } = filterOf(query, actor, search);
    try {
      await savedViews.save(actor, { id, name: typed, filter });
    } catch (error) {
      const problem = problemOf(error);
      return viewsPage(context, request, reply, { problem, typed, renamed: null, saving: { id, query } });
    }
    session.say(reply, 'view_saved');
    return reply.redirect(hrefWith('/console', queryOf(query)), 303);
  });

  app.post('/tampilan/:id/nama', async (request, reply) => {
    const { nama: typed } = NameForm.parse(request.body ?? {});
    const id = idIn(request, 'id');
    try {
      await savedViews.rename(actorOf(request), id, typed);
    } catch (error) {
      const problem = problemOf(error);
      return viewsPage(context, request, reply, { problem, typed, renamed: id, saving: null });
    }
    session.say(reply, 'view_renamed');
    return reply.redirect('/console/tampilan', 303);
  });

  app.post('/tampilan/:id/hapus', async (request, reply) => {
    await savedViews.remove(actorOf(request), idIn(request, 'id'));
    session.say(reply, 'view_removed');
    return reply.redirect('/console/tampilan', 303);
  });
}

const problems: readonly string[] = ['name', 'taken', 'limit'] satisfies ViewProblem[];

/** Throws what is no fault of what was typed. */
function problemOf(error: unknown): ViewProblem {
  const field = error instanceof AppError && error.code === 'input.invalid' ? error.details['field'] : null;
  if (typeof field !== 'string' || !problems.includes(field)) throw error;
  return field as ViewProblem;
}

async function viewsPage(
  { savedViews, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: ViewAttempt | null = null,
): Promise<FastifyReply> {
  const views = await savedViews.list(actorOf(request));
  const page = <ViewsPage frame={await frame(request, reply)} views={views} attempt={attempt} />;
  return sendPage(reply, page, attempt === null ? 200 : 422);
}
