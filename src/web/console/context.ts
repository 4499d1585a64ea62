import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readNumber } from '../../domain/case/number.js';
import { AppError } from '../../errors.js';
import type { AidFileServices } from '../../usecases/aid/file-services.js';
import type { AidServices } from '../../usecases/aid/services.js';
import type { AccountServices, UserServices } from '../../usecases/accounts/services.js';
import type { ConsoleServices, ReadinessServices, StaffActor } from '../../usecases/console-services.js';
import type { CaseActionServices } from '../../usecases/case/services.js';
import type { SearchSeal } from '../../usecases/console/ports.js';
import type { FieldCheckServices } from '../../usecases/field-check/services.js';
import type { CaseworkServices } from '../../usecases/casework/services.js';
import type { EnrolmentServices } from '../../usecases/enrolment/services.js';
import type { OverviewServices } from '../../usecases/overview/services.js';
import type { EscalationServices } from '../../usecases/escalation/services.js';
import type { OnePersonServices } from '../../usecases/one-person/services.js';
import type { ExportServices } from '../../usecases/export/services.js';
import type { SystemServices } from '../../usecases/health/services.js';
import type { OversightServices } from '../../usecases/oversight/services.js';
import type { PeopleServices } from '../../usecases/people/services.js';
import type { PlaceServices } from '../../usecases/place/services.js';
import type { PrintServices } from '../../usecases/print/services.js';
import type { QualityServices } from '../../usecases/quality/services.js';
import type { OpdAdminServices } from '../../usecases/opd/services.js';
import type { ReferenceServices } from '../../usecases/reference/services.js';
import type { RotationServices } from '../../usecases/rotation/services.js';
import type { SourceImportServices } from '../../usecases/source-import/services.js';
import type { QueueServices } from '../../usecases/queue/services.js';
import type { BulkServices } from '../../usecases/bulk/services.js';
import type { SavedViewServices } from '../../usecases/views/services.js';
import type { WebConfig } from '../deps.js';
import type { Formatter } from './format.js';
import { actorOf, type Session } from './session.js';

export interface ConsoleContext {
  readonly services: ConsoleServices;
  readonly caseActions: CaseActionServices;
  readonly casework: CaseworkServices;
  readonly enrolment: EnrolmentServices;
  readonly fieldChecks: FieldCheckServices;
  readonly overview: OverviewServices;
  readonly accounts: AccountServices;
  readonly users: UserServices;
  readonly oversight: OversightServices;
  readonly exports: ExportServices;
  readonly escalations: EscalationServices;
  readonly onePerson: OnePersonServices;
  readonly system: SystemServices;
  readonly queue: QueueServices;
  readonly people: PeopleServices;
  readonly quality: QualityServices;
  readonly place: PlaceServices;
  readonly print: PrintServices;
  readonly bulk: BulkServices;
  readonly savedViews: SavedViewServices;
  readonly aid: AidServices;
  readonly aidFiles: AidFileServices;
  readonly reference: ReferenceServices;
  readonly sourceImports: SourceImportServices;
  readonly rotation: RotationServices;
  readonly opd: OpdAdminServices;
  readonly search: SearchSeal;
  readonly readiness: ReadinessServices;
  readonly config: WebConfig;
  readonly session: Session;
  readonly format: Formatter;
  /** What surrounds a page for the signed-in person. */
  readonly frame: (request: FastifyRequest, reply: FastifyReply) => Promise<Frame>;
}

export interface Frame {
  readonly actor: StaffActor;
  readonly csrf: string;
  readonly flash: string | null;
  readonly trial: boolean;
  readonly regionName: string;
  /** Code of the kabupaten. */
  readonly homeRegion: string;
  /** How many reports wait for the actor to look after, having waited too long. */
  readonly escalations: number;
  /** That somebody new is shown where to begin. */
  readonly introduces: boolean;
}

export function framer(session: Session, config: WebConfig): ConsoleContext['frame'] {
  return async (request, reply) => ({
    actor: actorOf(request),
    csrf: session.csrfToken(request, reply),
    flash: session.heard(request, reply),
    trial: config.trial,
    regionName: config.homeRegionName,
    homeRegion: config.homeRegion,
    escalations: (await request.escalations) ?? 0,
    introduces: request.introduces,
  });
}

const Id = z.guid();

/** An id in the address; anything that cannot be one is a page that does not exist. */
export function idIn(request: FastifyRequest, name: string): string {
  const params = request.params as Readonly<Record<string, unknown>>;
  const parsed = Id.safeParse(params[name]);
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
/** A field of a GET form: an empty one was not filled in. */
export const optionalText = z
  .preprocess(blankIsAbsent, z.string().trim().max(300).optional())
  .catch(undefined);
/** A number of the service's own, as links carry it; nothing else is searched for in the open. */
export const numberAlone = z
  .string()
  .transform((text) => readNumber(text) ?? undefined)
  .optional()
  .catch(undefined);
/** A field that a form may repeat. */
export const manyTexts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);
/** A typed field; absent is empty, so that the form can say what is missing. */
export const typedText = z.string().catch('');
