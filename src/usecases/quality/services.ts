/** What the console's pages about the quality of the data may ask for. Every method authorises by `actor` itself. */
import type { Source } from '../../domain/import/sources.js';
import type { SeenPerson } from '../../domain/people/conceal.js';
import type { QualityCheck, QualityTopic } from '../../domain/quality/checks.js';
import type { StaffActor } from '../console-services.js';
import type { ExportFile, ExportInput } from '../export/services.js';

/** As a desa: nobody knows where they live. */
export const unknownDesa = 'tanpa-desa';

export interface QualityFilter {
  readonly kecamatan: string | undefined;
  readonly desa: string | undefined;
}

/** Whom to list. */
export interface QualityAsked extends QualityFilter {
  readonly topic: QualityTopic;
  /** The stores, or what is wrong, that the topic's parts are chosen by (chosenParts). */
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** When what is told was counted. */
export interface Counted {
  /** null: not yet. */
  readonly at: Date | null;
  /** It is to be counted anew, and soon will be. */
  readonly waiting: boolean;
}

export interface QualityOverview {
  readonly counted: Counted;
  /** Of a check without entry there is nobody. Each person counts once in each. */
  readonly totals: ReadonlyMap<QualityCheck, number>;
  /** By kecamatan; within one by desa. */
  readonly places: readonly {
    /** Region code; '': nobody knows where they live. */
    readonly code: string;
    readonly totals: ReadonlyMap<QualityTopic, number>;
  }[];
}

/** A record of a source that hangs on no person. */
export interface LoneRecord {
  readonly id: string;
  readonly source: Source;
  readonly name: string;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly desaCode: string | null;
}

export interface QualityList {
  readonly counted: Counted;
  /** On all pages. */
  readonly total: number;
  /** As they stand now: what was put right since is on the page of each. */
  readonly people: readonly SeenPerson[];
  readonly records: readonly LoneRecord[];
  /** Of the next page; null: this is the last one. */
  readonly next: string | null;
}

export interface QualityServices {
  overview(actor: StaffActor, filter: QualityFilter): Promise<QualityOverview>;
  /** Noted in the access log. `cursor`: `next` of the page before; what is none begins at the begin. */
  list(
    actor: StaffActor,
    asked: QualityAsked & { readonly cursor: string | undefined; readonly ip: string },
  ): Promise<QualityList>;
  /** How many would be in a file. */
  fileSize(actor: StaffActor, asked: QualityAsked): Promise<number>;
  /**
   * Without identity numbers, and without what is sensitive. Noted in the access log before its first byte. Throws
   * as ExportServices.file.
   */
  file(
    actor: StaffActor,
    input: QualityAsked & Pick<ExportInput, 'format' | 'purpose' | 'note' | 'ip'>,
  ): Promise<ExportFile>;
  /** Asked for twice, it is counted once. */
  recount(actor: StaffActor): Promise<void>;
}
