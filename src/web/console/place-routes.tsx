/** The admin's page of the map. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { shapeFaults } from '../../domain/region/geojson.js';
import { AppError } from '../../errors.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { MapPage, type MapProblem } from './views/map-page.js';

const FILE_LIMIT = 12 * 1024 * 1024;
/** A file that is somewhat too large is told so on the page; one that is far too large, by the server. */
const BODY_LIMIT = 60 * 1024 * 1024;
const Upload = z.object({ file: z.instanceof(Buffer).catch(Buffer.alloc(0)) });
const Drop = z.object({ level: z.enum(['kecamatan', 'desa']) });
const Fault = z.enum(shapeFaults);

export async function placeRoutes(
  app: FastifyInstance,
  { context }: { context: ConsoleContext },
): Promise<void> {
  const { place, session } = context;
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    throwFileSizeLimit: false,
    // One byte more than is taken, so that what was cut off is known to be too large.
    limits: { fileSize: FILE_LIMIT + 1, files: 1, fields: 4 },
  });

  app.get('/peta', (request, reply) => mapPage(context, request, reply));

  app.post('/peta', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const { file } = Upload.parse(request.body ?? {});
    if (file.length > FILE_LIMIT) return mapPage(context, request, reply, 'too_large');
    try {
      const done = await place.replaceShapes(actorOf(request), { file, ip: request.ip });
      session.say(reply, 'map_replaced', `${done.level}-${String(done.shapes)}-${String(done.strangers)}`);
      return await reply.redirect('/console/peta', 303);
    } catch (error) {
      const problem = faultIn(error);
      if (problem === null) throw error;
      return mapPage(context, request, reply, problem);
    }
  });

  app.post('/peta/hapus', async (request, reply) => {
    const form = Drop.safeParse(request.body);
    if (!form.success) throw new AppError('input.invalid');
    await place.dropShapes(actorOf(request), { level: form.data.level, ip: request.ip });
    session.say(reply, 'map_dropped');
    return reply.redirect('/console/peta', 303);
  });
}

function faultIn(error: unknown): MapProblem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  return Fault.safeParse(error.details['field']).data ?? null;
}

async function mapPage(
  { place, format, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: MapProblem | null = null,
): Promise<FastifyReply> {
  const view = await place.map(actorOf(request));
  const page = <MapPage frame={await frame(request, reply)} format={format} view={view} problem={problem} />;
  return sendPage(reply, page, problem === null ? 200 : 422);
}
