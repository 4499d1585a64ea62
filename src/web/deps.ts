import type { FastifyBaseLogger } from 'fastify';
import type {
  ConsoleServices,
  ReadinessServices,
  Role,
  SimulatorServices,
} from '../usecases/console-services.js';
import type { CaseActionServices } from '../usecases/case/services.js';
import type { OverviewServices } from '../usecases/overview/services.js';
import type { AidFileServices } from '../usecases/aid/file-services.js';
import type { AidServices } from '../usecases/aid/services.js';
import type { AccountServices, UserServices } from '../usecases/accounts/services.js';
import type { SearchSeal } from '../usecases/console/ports.js';
import type { FieldCheckServices } from '../usecases/field-check/services.js';
import type { CaseworkServices } from '../usecases/casework/services.js';
import type { EnrolmentServices } from '../usecases/enrolment/services.js';
import type { EscalationServices } from '../usecases/escalation/services.js';
import type { OnePersonServices } from '../usecases/one-person/services.js';
import type { ExportServices } from '../usecases/export/services.js';
import type { SystemServices } from '../usecases/health/services.js';
import type { OversightServices } from '../usecases/oversight/services.js';
import type { PeopleServices } from '../usecases/people/services.js';
import type { PlaceServices } from '../usecases/place/services.js';
import type { PrintServices } from '../usecases/print/services.js';
import type { QualityServices } from '../usecases/quality/services.js';
import type { PmksCategory } from '../domain/pmks/categories.js';
import type { OpdAdminServices, OpdReadServices } from '../usecases/opd/services.js';
import type { ReferenceServices } from '../usecases/reference/services.js';
import type { RotationServices } from '../usecases/rotation/services.js';
import type { SourceImportServices } from '../usecases/source-import/services.js';
import type { QueueServices } from '../usecases/queue/services.js';
import type { BulkServices } from '../usecases/bulk/services.js';
import type { SavedViewServices } from '../usecases/views/services.js';

export interface TrialAccount {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
}

export interface WebConfig {
  /** True behind HTTPS: cookies get the __Host- prefix and browsers are told to stay on HTTPS. */
  readonly secureCookies: boolean;
  readonly cookieSecret: string;
  readonly trial: boolean;
  readonly trialAccounts: readonly TrialAccount[];
  readonly homeRegionName: string;
  readonly homeRegion: string;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
  /** Bytes of a request that is not a photo upload. */
  readonly bodyLimit?: number;
  readonly trustProxy: boolean;
}

export interface TelegramWebhook {
  readonly path: string;
  readonly secret: string;
  /** Resolves once the update is committed. */
  handle(update: unknown): Promise<void>;
}

export interface WebDeps {
  readonly console: ConsoleServices;
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
  readonly opdRead: OpdReadServices;
  /** To be shown: as they are, or were when this process last read them. */
  readonly categories: () => readonly PmksCategory[];
  readonly search: SearchSeal;
  /** null: the chat page does not exist. */
  readonly simulator: SimulatorServices | null;
  readonly readiness: ReadinessServices;
  readonly telegramWebhook: TelegramWebhook | null;
  readonly logger: FastifyBaseLogger | false;
  /** True for a fault of the database's that will pass. */
  readonly isAway: (error: unknown) => boolean;
  readonly config: WebConfig;
}
