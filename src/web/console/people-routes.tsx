import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../html.js';
import { idIn, optionalText, type ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { hrefWith } from './href.js';
import { peopleFilterOf, readPast, readPeopleQuery } from './people-query.js';
import { actorOf } from './session.js';
import { FamilyPage } from './views/people/family-page.js';
import { PeoplePage } from './views/people/people-page.js';
import { PersonPage } from './views/people/person-page.js';

export function peopleRoutes(
  app: FastifyInstance,
  { aid, services, people, search, format, frame }: ConsoleContext,
): void {
  app.get('/warga', async (request, reply) => {
    const actor = actorOf(request);
    const query = readPeopleQuery(request.query);
    const filter = peopleFilterOf(query, actor, search);
    const [page, regions] = await Promise.all([people.search(actor, filter), services.regions(actor)]);
    const props = { frame: await frame(request, reply), format, query, filter, page, regions };
    return sendPage(reply, <PeoplePage {...props} />);
  });

  /** The filter's form. It is posted, so that what is searched for is in no address. */
  app.post('/warga/cari', withoutMenu, async (request, reply) => {
    const words = optionalText.parse((request.body as { q?: unknown } | undefined)?.q);
    const cari = words === undefined ? undefined : search.seal(words, actorOf(request));
    const query = { ...readPeopleQuery(request.body), cari, cursor: undefined };
    return reply.redirect(hrefWith('/console/warga', query), 303);
  });

  app.get('/warga/:id', async (request, reply) => {
    const id = idIn(request, 'id');
    const asked = readPast(request.query);
    const past = asked === 'bad' ? undefined : asked;
    const actor = actorOf(request);
    const [view, regions, mayGive] = await Promise.all([
      people.personById(actor, id, { ip: request.ip, past }),
      services.regions(actor),
      aid.mayGive(actor, id),
    ]);
    // Who was called the same as another is found at the other's address.
    if (view.id !== id) {
      const days = { per: past?.on, tahu: past?.knownOn };
      return reply.redirect(hrefWith(`/console/warga/${view.id}`, days), 303);
    }
    const props = {
      frame: await frame(request, reply),
      format,
      view,
      regions,
      mayGive,
      bad: asked === 'bad',
    };
    return sendPage(reply, <PersonPage {...props} />);
  });

  app.get('/warga/:id/keluarga', async (request, reply) => {
    const of = { personId: idIn(request, 'id') };
    return sendFamily(request, reply, of);
  });

  app.get('/keluarga/:id', async (request, reply) => {
    const of = { householdId: idIn(request, 'id') };
    return sendFamily(request, reply, of);
  });

  async function sendFamily(
    request: FastifyRequest,
    reply: FastifyReply,
    of: Parameters<typeof people.familyOf>[1],
  ): Promise<FastifyReply> {
    const asked = readPast(request.query);
    const past = asked === 'bad' ? undefined : asked;
    const view = await people.familyOf(actorOf(request), of, { ip: request.ip, past });
    const path =
      'personId' in of ? `/console/warga/${of.personId}/keluarga` : `/console/keluarga/${of.householdId}`;
    const props = { frame: await frame(request, reply), format, view, path, bad: asked === 'bad' };
    return sendPage(reply, <FamilyPage {...props} />);
  }
}
