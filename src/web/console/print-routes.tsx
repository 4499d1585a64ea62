/** A case on paper. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { exportPurposes } from '../../domain/access/export-purpose.js';
import { AppError } from '../../errors.js';
import type { printText } from '../../i18n/place.js';
import { sendPage } from '../html.js';
import { idIn, typedText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { PrintPage, type PrintTyped } from './views/print-page.js';
import { PrintSheet } from './views/print-sheet.js';

const ticked = z.literal('ya').optional().catch(undefined);
const Form = z.object({
  identitas: ticked,
  foto: ticked,
  purpose: z.enum(exportPurposes).nullable().catch(null),
  note: typedText,
});
const Asked = z.object({ pilih: ticked });
const untyped: PrintTyped = { identities: false, photos: false, purpose: null, note: '' };

export function printRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { print } = context;

  /** At once where nothing has to be said first. */
  app.get('/kasus/:id/cetak', async (request, reply) => {
    const { sensitive } = await print.printable(actorOf(request), idIn(request, 'id'));
    const choosing = sensitive || Asked.parse(request.query).pilih !== undefined;
    return choosing ? formPage(context, request, reply, untyped) : sheet(context, request, reply, untyped);
  });

  app.post('/kasus/:id/cetak', async (request, reply) => {
    const { identitas, foto, purpose, note } = Form.parse(request.body ?? {});
    const typed = { identities: identitas !== undefined, photos: foto !== undefined, purpose, note };
    try {
      return await sheet(context, request, reply, typed);
    } catch (error) {
      const problem = problemIn(error);
      if (problem === null) throw error;
      return formPage(context, request, reply, typed, problem);
    }
  });
}

function problemIn(error: unknown): keyof typeof printText.problem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  const { field } = error.details;
  return field === 'purpose' || field === 'note' ? field : null;
}

async function formPage(
  { print, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: PrintTyped,
  problem: keyof typeof printText.problem | null = null,
): Promise<FastifyReply> {
  const of = await print.printable(actorOf(request), idIn(request, 'id'));
  const page = <PrintPage frame={await frame(request, reply)} of={of} typed={typed} problem={problem} />;
  return sendPage(reply, page, problem === null ? 200 : 422);
}

async function sheet(
  { print, place, reference, format, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { photos, ...typed }: PrintTyped,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const view = await print.sheet(actor, { ...typed, caseId: idIn(request, 'id'), ip: request.ip });
  const { answers } = view;
  if (answers === null) throw new AppError('not_found');
  const around = await place.around(actor, answers.desaCode);
  const surrounds = { frame: await frame(request, reply), format, reference: await reference.current() };
  const shown = { ...surrounds, view, answers, around, photos };
  return sendPage(
    reply,
    <PrintSheet {...shown} purpose={typed.purpose} note={typed.note} printedAt={new Date()} />,
  );
}
