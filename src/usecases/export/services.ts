/** What leaves the service as a file. Every method authorises by `actor` itself. */
import type { ExportPurpose } from '../../domain/access/export-purpose.js';
import type { ConsoleServices, QueueFilter, StaffActor } from '../console-services.js';

export type QueueSelection = Omit<QueueFilter, 'cursor'>;
export type EntryFilter = Omit<Parameters<ConsoleServices['entries']>[1], 'cursor'>;

export interface BnbaFilter {
  readonly desa: string;
  /** "2026-11", by the office's clock. */
  readonly month: string;
}

export type Selection =
  | { readonly list: 'cases'; readonly filter: QueueSelection }
  | { readonly list: 'entries'; readonly filter: EntryFilter }
  | { readonly list: 'bnba'; readonly filter: BnbaFilter };

export interface ExportInput {
  readonly selection: Selection;
  readonly format: 'csv' | 'xlsx';
  /** With NIK, KK and address, which takes export_identities. BNBA always has them. */
  readonly identities: boolean;
  readonly purpose: ExportPurpose;
  /** What for, when no code names it; '' otherwise. */
  readonly note: string;
  readonly ip: string;
}

export interface ExportFile {
  readonly name: string;
  readonly mime: string;
  /** Read and made as fast as it is taken. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface BnbaMinutes {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly photoId: string;
  readonly pages: number;
}

export interface ExportServices {
  /** How many reports or entries it would be. not_found for those who may not export it. */
  count(actor: StaffActor, selection: Selection): Promise<number>;
  /**
   * Notes the export in the access log before its first byte. Throws not_found for those who may not,
   * input.invalid {field: 'note'} for a purpose without the words it needs, or with an identity number in them,
   * and input.invalid {field: 'format'} for more rows than a sheet holds.
   */
  file(actor: StaffActor, input: ExportInput): Promise<ExportFile>;
  /** Berita acara that came with the reports of a BNBA. */
  minutes(actor: StaffActor, filter: BnbaFilter): Promise<readonly BnbaMinutes[]>;
}
