/** Aid: lists of people for a programme, and what they were given. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { aidProblemLabels, aidText, listProblemLabels } from '../../i18n/aid.js';
import type { AidProblem } from '../../domain/aid/given.js';
import { LIST_ROWS_A_PAGE, type ListProblem } from '../../usecases/aid/services.js';
import { giftOf } from '../../usecases/aid/give.js';
import { sendPage } from '../html.js';
import {
  CriteriaForm,
  criteriaIn,
  formOfCriteria,
  GiftForm,
  ProgramForm,
  untypedCriteria,
  WithdrawForm,
} from './aid-form.js';
import { idIn, typedText, type ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { ExportFields, exportProblemOf, sendFile, untypedExport } from './export-routes.js';
import { formOf, save, send, type PageOf } from './reference-routes.js';
import { actorOf } from './session.js';
import { exportText } from '../../i18n/out.js';
import { BuildPage, Counted } from './views/aid/build-page.js';
import { AidExportPage } from './views/aid/export-page.js';
import { AidListPage, type ListPageProps } from './views/aid/list-page.js';
import { AidListsPage } from './views/aid/lists-page.js';
import { AidPersonPage, type PersonPageProps } from './views/aid/person-page.js';
import { ProgramsPage } from './views/aid/programs-page.js';
import { AID } from './views/aid/shared.js';
import type { ExportTyped } from './views/export-page.js';
import type { Attempt } from './views/reference/attempt.js';

const PROGRAMS = '/console/acuan/program';
const NikForm = z.object({ nik: typedText });
const Shown = z.object({ sesudah: z.coerce.number().int().min(0).max(10_000_000).catch(0) });
const DecisionForm = z.object({ putusan: z.enum(['setuju', 'kembali']), catatan: typedText });
const FreezeForm = z.object({ version: z.coerce.number().int() });
const From = z.object({ dari: z.guid().optional().catch(undefined) });

const giftIn = ({ hari, jumlah, barang }: GiftForm) => giftOf({ day: hari, amount: jumlah, goods: barang });
const sentences = (problems: readonly ListProblem[]) => problems.map((code) => listProblemLabels[code]);

interface Exchange {
  readonly context: ConsoleContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function aidRoutes(app: FastifyInstance, context: ConsoleContext): void {
  programRoutes(app, context);
  buildRoutes(app, context);
  listRoutes(app, context);
  personRoutes(app, context);
  downloadRoutes(app, context);
  app.get('/bansos', (request, reply) => listsPage({ context, request, reply }, []));
}

async function listsPage(
  { context: { aid, frame, format }, request, reply }: Exchange,
  problems: readonly string[],
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [lists, programs] = [await aid.lists(actor), await aid.activePrograms(actor)];
  const props = {
    frame: await frame(request, reply),
    format,
    lists,
    hasPrograms: programs.length > 0,
    problems,
  };
  return sendPage(reply, <AidListsPage {...props} />, problems.length === 0 ? 200 : 422);
}

function programRoutes(app: FastifyInstance, context: ConsoleContext): void {
  app.get('/acuan/program', (request, reply) => send({ context, request, reply }, programsPage(null)));
  app.post('/acuan/program/simpan', (request, reply) => {
    const typed = formOf(ProgramForm, request);
    const { version, active, agency } = typed;
    const input = {
      code: typed.code.trim().toLowerCase(),
      name: typed.name.replace(/\s+/g, ' ').trim(),
      agencyId: agency ?? null,
      active,
      version,
    };
    return save(
      { context, request, reply },
      {
        typed,
        form: version === 0 ? '' : typed.code,
        page: programsPage,
        back: PROGRAMS,
        work: (actor, ip) => context.aid.saveProgram(actor, input, ip),
      },
    );
  });
}

function programsPage(attempt: Attempt<ProgramForm> | null): PageOf {
  return async ({ context: { aid, frame, format }, request, reply }) => {
    const view = await aid.programs(actorOf(request));
    return <ProgramsPage {...view} frame={await frame(request, reply)} format={format} attempt={attempt} />;
  };
}

function buildRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { aid, session } = context;

  app.get('/bansos/susun', async (request, reply) => {
    const { dari } = From.parse(request.query);
    const actor = actorOf(request);
    const fresh = { ...untypedCriteria, id: uuidv7() };
    if (dari === undefined) return buildPage({ context, request, reply }, { typed: fresh, count: false });
    const { criteria, name, programCode: program } = await aid.list(actor, dari, request.ip);
    const typed = formOfCriteria(criteria, { id: undefined, version: 0, name, program }, actor.regions);
    return buildPage({ context, request, reply }, { typed: { ...typed, id: fresh.id }, count: true });
  });

  app.get('/bansos/susun/:id', async (request, reply) => {
    const [actor, id] = [actorOf(request), idIn(request, 'id')];
    const { criteria, name, programCode: program, version, state } = await aid.list(actor, id, request.ip);
    if (state !== 'draft') return reply.redirect(`${AID}/daftar/${id}`, 303);
    const typed = formOfCriteria(criteria, { id, version, name, program }, actor.regions);
    return buildPage({ context, request, reply }, { typed: { ...typed, id }, count: true });
  });

  app.post('/bansos/susun', async (request, reply) => {
    const actor = actorOf(request);
    const form = CriteriaForm.parse(request.body ?? {});
    const typed = { ...form, id: form.id ?? uuidv7() };
    const { tindakan } = z.object({ tindakan: typedText }).parse(request.body ?? {});
    if (tindakan !== 'simpan') return buildPage({ context, request, reply }, { typed, count: true });
    const { id, version, name, program: programCode } = typed;
    const criteria = criteriaIn(typed, actor.regions);
    if (criteria === null) return buildPage({ context, request, reply }, { typed, count: true });
    const saved = await aid.saveList(actor, { id, version, name, programCode, criteria }, request.ip);
    if (!saved.ok) {
      const problems = sentences(saved.problems);
      return buildPage({ context, request, reply }, { typed, count: true, problems });
    }
    session.say(reply, 'aid_list_saved');
    return reply.redirect(`${AID}/daftar/${id}`, 303);
  });

  /** Of the script on the page: the counts alone, as a part of a page. */
  app.post('/bansos/hitung', withoutMenu, async (request, reply) => {
    const actor = actorOf(request);
    const criteria = criteriaIn(CriteriaForm.parse(request.body ?? {}), actor.regions);
    const told = await aid.preview(actor, criteria);
    const regions = await context.services.regions(actor);
    const composition = told?.ok === true ? told.composition : null;
    const problems = told?.ok === false ? sentences(told.problems) : [];
    const part = (
      <>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
        <Counted
          composition={composition}
          regions={regions}
          home={context.config.homeRegionName}
          format={context.format}
        />
      </>
    );
    return reply.type('text/html; charset=utf-8').send(renderToString(part));
  });
}

interface Built {
  readonly typed: CriteriaForm & { readonly id: string };
  readonly count: boolean;
  readonly problems?: readonly string[];
}

async function buildPage(
  { context, request, reply }: Exchange,
  { typed, count, problems: given = [] }: Built,
): Promise<FastifyReply> {
  const { aid, services, frame, format, config } = context;
  const actor = actorOf(request);
  const programs = await aid.activePrograms(actor);
  const regions = await services.regions(actor);
  const criteria = count ? criteriaIn(typed, actor.regions) : null;
  const told = await aid.preview(actor, criteria);
  const unread = count && criteria === null ? [aidText.unread] : [];
  const refused = told?.ok === false ? sentences(told.problems) : [];
  const problems = [...new Set([...unread, ...refused, ...given])];
  const page = (
    <BuildPage
      frame={await frame(request, reply)}
      format={format}
      programs={programs}
      regions={regions}
      typed={typed}
      today={dayIn(config.timeZone, new Date())}
      composition={told?.ok === true ? told.composition : null}
      problems={problems}
    />
  );
  return sendPage(reply, page, problems.length === 0 ? 200 : 422);
}

type ListShown = Partial<Pick<ListPageProps, 'typed' | 'note' | 'problems' | 'form'>>;

async function listPage({ context, request, reply }: Exchange, shown: ListShown = {}): Promise<FastifyReply> {
  const { aid, services, frame, format, config } = context;
  const [actor, id] = [actorOf(request), idIn(request, 'id')];
  const { sesudah } = Shown.parse(request.query);
  const list = await aid.list(actor, id, request.ip);
  const frozen = list.state !== 'draft' && list.state !== 'freezing';
  const found = frozen ? await aid.rows(actor, list, sesudah) : [];
  const rows = found.slice(0, LIST_ROWS_A_PAGE);
  const preview = list.state === 'draft' ? await aid.preview(actor, list.criteria) : null;
  const problems = [...(shown.problems ?? []), ...(preview?.ok === false ? sentences(preview.problems) : [])];
  const programs = await aid.programNames(actor);
  const today = dayIn(config.timeZone, new Date());
  const page = (
    <AidListPage
      frame={await frame(request, reply)}
      format={format}
      list={list}
      composition={preview?.ok === true ? preview.composition : list.composition}
      regions={await services.regions(actor)}
      programs={programs}
      rows={rows}
      next={found.length > rows.length ? (rows.at(-1)?.n ?? null) : null}
      later={sesudah > 0}
      today={today}
      frozenOn={list.frozenAt === null ? today : dayIn(config.timeZone, list.frozenAt)}
      form={shown.form ?? uuidv7()}
      typed={shown.typed ?? { hari: today, jumlah: '', barang: '', cakupan: 'dicentang', orang: [] }}
      note={shown.note ?? ''}
      problems={problems}
    />
  );
  return sendPage(reply, page, problems.length === 0 ? 200 : 422);
}

function listRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { aid, session } = context;

  app.get('/bansos/daftar/:id', (request, reply) => listPage({ context, request, reply }));

  app.post('/bansos/daftar/:id/bekukan', async (request, reply) => {
    const id = idIn(request, 'id');
    const { version } = formOf(FreezeForm, request);
    const frozen = await aid.freeze(actorOf(request), { id, version, ip: request.ip });
    if (!frozen.ok) return listPage({ context, request, reply }, { problems: sentences(frozen.problems) });
    return reply.redirect(`${AID}/daftar/${id}`, 303);
  });

  app.post('/bansos/daftar/:id/buang', async (request, reply) => {
    await aid.dropList(actorOf(request), idIn(request, 'id'));
    session.say(reply, 'aid_list_dropped');
    return reply.redirect(AID, 303);
  });

  app.post('/bansos/daftar/:id/putuskan', async (request, reply) => {
    const id = idIn(request, 'id');
    const { putusan, catatan: note } = formOf(DecisionForm, request);
    const approve = putusan === 'setuju';
    const decided = await aid.decide(actorOf(request), { id, approve, note, ip: request.ip });
    if (!decided.ok) {
      return listPage({ context, request, reply }, { note, problems: sentences(decided.problems) });
    }
    session.say(reply, approve ? 'aid_list_approved' : 'aid_list_returned');
    return reply.redirect(`${AID}/daftar/${id}`, 303);
  });

  app.post('/bansos/daftar/:id/catat', async (request, reply) => {
    const id = idIn(request, 'id');
    const typed = formOf(GiftForm, request);
    const { form, cakupan, orang } = typed;
    const ticked = orang.map(Number).filter((n) => Number.isSafeInteger(n) && n > 0 && n < 2 ** 31);
    const again = (problems: readonly string[]) =>
      listPage({ context, request, reply }, { typed, form, problems });
    if (cakupan === 'dicentang' && ticked.length === 0) return again([aidText.noneTicked]);
    const rows = cakupan === 'semua' ? 'all' : ticked;
    const counts = await aid.giveByList(actorOf(request), {
      id,
      rows,
      gift: giftIn(typed),
      form,
      ip: request.ip,
    });
    const refused = Object.keys(counts.refused) as AidProblem[];
    if (refused.length > 0) return again(refused.map((problem) => aidProblemLabels[problem]));
    session.say(reply, 'aid_given', `${String(counts.recorded)}-${String(counts.standing)}`);
    return reply.redirect(`${AID}/daftar/${id}`, 303);
  });
}

function personRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { aid, session } = context;

  /** Posted, so that the number is in no address. */
  app.post('/bansos/cari-orang', async (request, reply) => {
    const { nik } = NikForm.parse(request.body ?? {});
    const id = await aid.findPerson(actorOf(request), nik);
    if (id === null) return listsPage({ context, request, reply }, [aidText.notFound]);
    return reply.redirect(`${AID}/orang/${id}`, 303);
  });

  app.get('/bansos/orang/:id', (request, reply) => personPage({ context, request, reply }));

  app.post('/bansos/orang/:id/catat', async (request, reply) => {
    const personId = idIn(request, 'id');
    const typed = formOf(GiftForm, request);
    const { form, program: programCode } = typed;
    const input = { personId, programCode, gift: giftIn(typed), form, ip: request.ip };
    const outcome = await aid.giveToPerson(actorOf(request), input);
    if (outcome.status === 'refused') {
      const problems = [aidProblemLabels[outcome.problem]];
      return personPage({ context, request, reply }, { typed, form, problems });
    }
    session.say(reply, `aid_${outcome.status}`);
    return reply.redirect(`${AID}/orang/${personId}`, 303);
  });

  app.post('/bansos/orang/:id/tarik', async (request, reply) => {
    const personId = idIn(request, 'id');
    const { catatan: aidId, alasan: reason, keterangan: note } = formOf(WithdrawForm, request);
    const withdrawn = await aid.withdraw(actorOf(request), { personId, aidId, reason, note, ip: request.ip });
    if (!withdrawn) return personPage({ context, request, reply }, { problems: [aidText.withdrawWrong] });
    session.say(reply, 'aid_withdrawn');
    return reply.redirect(`${AID}/orang/${personId}`, 303);
  });
}

async function personPage(
  { context, request, reply }: Exchange,
  shown: Partial<Pick<PersonPageProps, 'typed' | 'form' | 'problems'>> = {},
): Promise<FastifyReply> {
  const { aid, frame, format, config } = context;
  const actor = actorOf(request);
  const today = dayIn(config.timeZone, new Date());
  const problems = shown.problems ?? [];
  const page = (
    <AidPersonPage
      frame={await frame(request, reply)}
      format={format}
      person={await aid.person(actor, idIn(request, 'id'))}
      programs={await aid.activePrograms(actor)}
      today={today}
      form={shown.form ?? uuidv7()}
      typed={shown.typed ?? { program: '', hari: today, jumlah: '', barang: '' }}
      problems={problems}
    />
  );
  return sendPage(reply, page, problems.length === 0 ? 200 : 422);
}

function downloadRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { aid } = context;

  app.get('/bansos/daftar/:id/unduh', (request, reply) =>
    downloadPage({ context, request, reply }, untypedExport, []),
  );

  app.post('/bansos/daftar/:id/unduh', async (request, reply) => {
    const { identities, purpose, ...form } = ExportFields.parse(request.body ?? {});
    const typed = { ...form, purpose, identities: identities !== undefined };
    const again = (problem: string) => downloadPage({ context, request, reply }, typed, [problem]);
    if (purpose === undefined) return again(exportText.purposeMissing);
    try {
      const input = { ...typed, purpose, id: idIn(request, 'id'), ip: request.ip };
      return await sendFile(reply, await aid.file(actorOf(request), input));
    } catch (error) {
      const problem = exportProblemOf(error);
      if (problem === null) throw error;
      return again(problem);
    }
  });
}

async function downloadPage(
  { context: { aid, frame }, request, reply }: Exchange,
  typed: ExportTyped,
  problems: readonly string[],
): Promise<FastifyReply> {
  const list = await aid.list(actorOf(request), idIn(request, 'id'), request.ip);
  if (list.state !== 'approved') throw new AppError('not_found');
  const page = (
    <AidExportPage frame={await frame(request, reply)} list={list} typed={typed} problems={problems} />
  );
  return sendPage(reply, page, problems.length === 0 ? 200 : 422);
}
