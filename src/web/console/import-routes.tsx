import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { staffMay } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import { importText } from '../../i18n/enrolment.js';
import type { FileProblem } from '../../usecases/enrolment/model.js';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { PreviewPage } from './views/import-preview-page.js';
import { ImportPage } from './views/import-page.js';

const FILE_LIMIT = 2 * 1024 * 1024;
/** A file that is somewhat too large is told so on the page; one that is far too large, by the server. */
const BODY_LIMIT = 20 * 1024 * 1024;
const Upload = z.object({ file: z.instanceof(Buffer).catch(Buffer.alloc(0)) });
const Preview = z.object({
  hasil: z.enum(['new', 'changed', 'same', 'wrong']).optional().catch(undefined),
  halaman: z.coerce.number().int().min(1).catch(1),
});

export async function importRoutes(
  app: FastifyInstance,
  { context }: { context: ConsoleContext },
): Promise<void> {
  const { enrolment, session } = context;
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    throwFileSizeLimit: false,
    // One byte more than is taken, so that what was cut off is known to be too large.
    limits: { fileSize: FILE_LIMIT + 1, files: 1, fields: 4 },
  });

  app.get('/pelapor/impor', (request, reply) => uploadPage(context, request, reply));

  app.post('/pelapor/impor', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const { file } = Upload.parse(request.body ?? {});
    try {
      const { id } = await enrolment.upload(actorOf(request), file);
      return await reply.redirect(`/console/pelapor/impor/${id}`, 303);
    } catch (error) {
      const problem = fileProblem(error);
      if (problem === null) throw error;
      return uploadPage(context, request, reply, problem);
    }
  });

  app.get('/pelapor/impor/contoh.csv', async (request, reply) => {
    mayImport(request);
    const { csvTemplate } = await import('../../usecases/enrolment/import/template.js');
    return download(reply, 'csv', 'text/csv; charset=utf-8', csvTemplate());
  });
  app.get('/pelapor/impor/contoh.xlsx', async (request, reply) => {
    mayImport(request);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const { xlsxTemplate } = await import('../../usecases/enrolment/import/template.js');
    return download(reply, 'xlsx', type, Buffer.from(xlsxTemplate()));
  });

  app.get('/pelapor/impor/:id', async (request, reply) => {
    const { services, frame } = context;
    const actor = actorOf(request);
    const { hasil, halaman } = Preview.parse(request.query);
    const preview = await enrolment.preview(actor, idIn(request, 'id'));
    const regions = await services.regions(actor);
    const props = { frame: await frame(request, reply), preview, regions, result: hasil, page: halaman };
    return sendPage(reply, <PreviewPage {...props} />);
  });

  app.post('/pelapor/impor/:id', async (request, reply) => {
    const id = idIn(request, 'id');
    const { added, changed } = await enrolment.confirmImport(actorOf(request), id, request.ip);
    session.say(reply, 'imported', `${String(added)}-${String(changed)}`);
    return reply.redirect(`/console/pelapor/impor/${id}`, 303);
  });
}

function mayImport(request: FastifyRequest): void {
  if (!staffMay(actorOf(request), 'manage_reporters')) throw new AppError('not_found');
}

function download(reply: FastifyReply, ending: string, type: string, body: string | Buffer): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${importText.templateName}.${ending}"`)
    .send(body);
}

function fileProblem(error: unknown): FileProblem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  const { field } = error.details;
  return typeof field === 'string' && field in importText.problem ? (field as FileProblem) : null;
}

async function uploadPage(
  { frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: FileProblem | null = null,
): Promise<FastifyReply> {
  mayImport(request);
  const page = <ImportPage frame={await frame(request, reply)} problem={problem} />;
  return sendPage(reply, page, problem === null ? 200 : 422);
}
