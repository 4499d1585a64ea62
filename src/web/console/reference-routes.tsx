/** What the office sets by itself: supervisors read it, admins change it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { VNode } from 'preact';
import type { z } from 'zod';
import { reasonTopics } from '../../domain/reference/values.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { holidayText, referenceText } from '../../i18n/reference.js';
import type { Saved } from '../../usecases/reference/services.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import {
  AgencyForm,
  agencyIn,
  CategoryForm,
  categoryIn,
  HolidayForm,
  holidaysIn,
  OfficeTimeForm,
  officeTimeIn,
  QuestionForm,
  questionIn,
  ReasonForm,
  reasonIn,
  RemoveHolidayForm,
  sentenceOf,
} from './reference-form.js';
import { actorOf, type FlashKey } from './session.js';
import type { Attempt } from './views/reference/attempt.js';
import { AgenciesPage } from './views/reference/agencies-page.js';
import { CategoriesPage } from './views/reference/categories-page.js';
import { QuestionsPage } from './views/reference/questions-page.js';
import { ReasonsPage } from './views/reference/reasons-page.js';
import { TimePage } from './views/reference/time-page.js';

const HOME = '/console/acuan';

interface Exchange {
  readonly context: ConsoleContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function referenceRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { reference } = context;
  timeRoutes(app, context);

  app.get('/acuan/alasan', (request, reply) => send({ context, request, reply }, reasonsPage(null)));
  app.post('/acuan/alasan/simpan', (request, reply) => {
    const typed = formOf(ReasonForm, request);
    const { topic, code, version } = typed;
    return save(
      { context, request, reply },
      {
        typed,
        form: code,
        page: reasonsPage,
        back: `${HOME}/alasan`,
        work: (actor, ip) =>
          reference.saveReason(actor, topic, { code: orNew(code), version, value: reasonIn(typed) }, ip),
      },
    );
  });

  app.get('/acuan/pertanyaan', (request, reply) => send({ context, request, reply }, questionsPage(null)));
  app.post('/acuan/pertanyaan/simpan', (request, reply) => {
    const typed = formOf(QuestionForm, request);
    const { code, version } = typed;
    return save(
      { context, request, reply },
      {
        typed,
        form: code,
        page: questionsPage,
        back: `${HOME}/pertanyaan`,
        work: (actor, ip) =>
          reference.saveQuestion(actor, { code: orNew(code), version, value: questionIn(typed) }, ip),
      },
    );
  });

  app.get('/acuan/kategori', (request, reply) => send({ context, request, reply }, categoriesPage(null)));
  app.post('/acuan/kategori/simpan', (request, reply) => {
    const typed = formOf(CategoryForm, request);
    const { code, version } = typed;
    return save(
      { context, request, reply },
      {
        typed,
        form: code,
        page: categoriesPage,
        back: `${HOME}/kategori`,
        work: (actor, ip) => reference.saveCategory(actor, { code, version, value: categoryIn(typed) }, ip),
      },
    );
  });

  app.get('/acuan/opd', (request, reply) => send({ context, request, reply }, agenciesPage(null)));
  app.post('/acuan/opd/simpan', (request, reply) => {
    const typed = formOf(AgencyForm, request);
    return save(
      { context, request, reply },
      {
        typed,
        form: typed.version === 0 ? '' : typed.id,
        page: agenciesPage,
        back: `${HOME}/opd`,
        work: (actor, ip) => reference.saveAgency(actor, agencyIn(typed), ip),
      },
    );
  });
}

function timeRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { reference, config } = context;

  app.get('/acuan', (request, reply) => send({ context, request, reply }, timePage({})));

  app.post('/acuan/waktu', (request, reply) => {
    const typed = formOf(OfficeTimeForm, request);
    const input = { version: typed.version, value: officeTimeIn(typed) };
    return save(
      { context, request, reply },
      {
        typed,
        form: '',
        page: (time) => timePage({ time }),
        back: HOME,
        said: () => 'reference_time_saved',
        work: (actor, ip) => reference.saveOfficeTime(actor, input, ip),
      },
    );
  });

  app.post('/acuan/libur', (request, reply) => {
    const typed = formOf(HolidayForm, request);
    const input = holidaysIn(typed, dayIn(config.timeZone, new Date()));
    return save(
      { context, request, reply },
      {
        typed,
        form: '',
        page: (holiday) => timePage({ holiday }),
        back: HOME,
        said: ({ added }: { readonly added: number }) =>
          added === 0 ? 'reference_same' : 'reference_time_saved',
        work: (actor, ip) => reference.addHolidays(actor, input, ip),
      },
    );
  });

  app.post('/acuan/libur/hapus', (request, reply) => {
    const typed = formOf(RemoveHolidayForm, request);
    return save(
      { context, request, reply },
      {
        typed,
        form: typed.day,
        page: (removal) => timePage({ removal }),
        back: HOME,
        overtakenBy: holidayText.overtaken,
        said: () => 'reference_time_saved',
        work: (actor, ip) => reference.removeHoliday(actor, typed, ip),
      },
    );
  });
}

/** null: it is new. */
function orNew(code: string): string | null {
  return code === '' ? null : code;
}

/** What is no form of ours does not exist, for whoever sent it. */
export function formOf<T extends z.ZodType>(form: T, request: FastifyRequest): z.infer<T> {
  const parsed = form.safeParse(request.body ?? {});
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

interface Saving<F, T> {
  readonly typed: F;
  /** Code of what is changed; '': it is new, or there is one form of it. */
  readonly form: string;
  readonly page: (attempt: Attempt<F>) => PageOf;
  readonly back: string;
  readonly said?: (saved: T) => FlashKey;
  /** What is told when somebody else was first. */
  readonly overtakenBy?: (by: string, at: string) => string;
  readonly work: (actor: ReturnType<typeof actorOf>, ip: string) => Promise<Saved<T>>;
}

/** Keeps it and goes back to the page, or shows the page with what was typed and why it is not kept. */
export async function save<F, T>(exchange: Exchange, saving: Saving<F, T>): Promise<FastifyReply> {
  const { context, request, reply } = exchange;
  const { typed, form, page, back, said, overtakenBy = referenceText.overtaken } = saving;
  const attempt = { form, typed, problems: [], overtaken: null };
  try {
    const saved = await saving.work(actorOf(request), request.ip);
    if (!saved.ok) {
      const problems = saved.problems.map(sentenceOf);
      return await send(exchange, page({ ...attempt, problems }), 422);
    }
    context.session.say(reply, said?.(saved) ?? 'reference_saved');
    return await reply.redirect(back, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'reference.changed') throw error;
    const { by = '', at = '' } = error.details;
    const overtaken = overtakenBy(String(by), context.format.moment(new Date(at)));
    return send(exchange, page({ ...attempt, overtaken }), error.status);
  }
}

export type PageOf = (exchange: Exchange) => Promise<VNode>;

export async function send(exchange: Exchange, page: PageOf, status = 200): Promise<FastifyReply> {
  return sendPage(exchange.reply, await page(exchange), status);
}

interface TimeAttempts {
  readonly time?: Attempt<OfficeTimeForm> | null;
  readonly holiday?: Attempt<HolidayForm> | null;
  readonly removal?: Attempt<RemoveHolidayForm> | null;
}

function timePage({ time = null, holiday = null, removal = null }: TimeAttempts): PageOf {
  return async ({ context: { reference, config, format, frame }, request, reply }) => {
    const actor = actorOf(request);
    const view = await reference.view(actor, ['office_time', 'holiday']);
    return (
      <TimePage
        {...view}
        frame={await frame(request, reply)}
        format={format}
        recount={await reference.lastRecount(actor)}
        today={dayIn(config.timeZone, new Date())}
        timeAttempt={time}
        holidayAttempt={holiday}
        removalAttempt={removal}
      />
    );
  };
}

function reasonsPage(attempt: Attempt<ReasonForm> | null): PageOf {
  return async ({ context: { reference, format, frame }, request, reply }) => {
    const view = await reference.view(actorOf(request), reasonTopics);
    return <ReasonsPage {...view} frame={await frame(request, reply)} format={format} attempt={attempt} />;
  };
}

function questionsPage(attempt: Attempt<QuestionForm> | null): PageOf {
  return async ({ context: { reference, format, frame }, request, reply }) => {
    const view = await reference.view(actorOf(request), ['question']);
    return <QuestionsPage {...view} frame={await frame(request, reply)} format={format} attempt={attempt} />;
  };
}

function categoriesPage(attempt: Attempt<CategoryForm> | null): PageOf {
  return async ({ context: { reference, format, frame }, request, reply }) => {
    const actor = actorOf(request);
    const view = await reference.view(actor, ['pmks_category']);
    const openCases = await reference.openByCategory(actor);
    const recount = await reference.lastSensitivity(actor);
    const props = { ...view, frame: await frame(request, reply), format, openCases, recount, attempt };
    return <CategoriesPage {...props} />;
  };
}

function agenciesPage(attempt: Attempt<AgencyForm> | null): PageOf {
  return async ({ context: { reference, format, frame }, request, reply }) => {
    const view = await reference.agencies(actorOf(request));
    const props = { ...view, frame: await frame(request, reply), format, newId: uuidv7(), attempt };
    return <AgenciesPage {...props} />;
  };
}
