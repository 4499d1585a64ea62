import { z } from 'zod';
import { columns, sources, type Column, type Source } from '../../domain/import/sources.js';
import { TableFault } from '../../domain/import/table.js';
import { AppError } from '../../errors.js';
import { bytesText } from '../../i18n/escalation.js';
import { fileFaultSentence } from '../../i18n/import.js';
import { importPageText } from '../../i18n/source-import-console.js';
import { UPLOAD_LIMIT_BYTES } from '../../usecases/source-import/services.js';
import type { Received } from './uploads.js';

export const uploadLimit = bytesText(UPLOAD_LIMIT_BYTES);

/** As it was filled in. */
export interface UploadTyped {
  readonly source: Source | undefined;
  readonly asOf: string;
  readonly scope: 'whole' | 'part' | undefined;
}
export const untypedUpload: UploadTyped = { source: undefined, asOf: '', scope: undefined };

export const receivedFile = z
  .custom<Received>((value) => typeof value === 'object' && value !== null)
  .optional()
  .catch(undefined);

const UploadForm = z.object({
  sumber: z.enum(sources).optional().catch(undefined),
  tanggal: z.string().max(10).catch(''),
  cakupan: z.enum(['whole', 'part']).optional().catch(undefined),
  berkas: receivedFile,
});

export interface UploadAsked {
  readonly typed: UploadTyped;
  readonly received: Received | undefined;
  readonly problems: readonly string[];
}

export function readUpload(body: unknown): UploadAsked {
  const { sumber: source, tanggal: asOf, cakupan: scope, berkas: received } = UploadForm.parse(body ?? {});
  const missing = [
    source === undefined ? importPageText.sourceMissing : null,
    z.iso.date().safeParse(asOf).success ? null : importPageText.asOfMissing,
    scope === undefined ? importPageText.scopeMissing : null,
    fileProblem(received),
  ];
  return { typed: { source, asOf, scope }, received, problems: missing.flatMap((one) => one ?? []) };
}

/** `limit`: in words. */
export function fileProblem(received: Received | undefined, limit = uploadLimit): string | null {
  if (received === undefined) return importPageText.fileMissing;
  if ('file' in received) return null;
  return received.fault === 'empty' ? importPageText.fileMissing : importPageText.fileTooLarge(limit);
}

/** null: no fault of what was given. */
export function uploadProblemOf(error: unknown): string | null {
  if (error instanceof TableFault) return fileFaultSentence(error);
  if (error instanceof AppError && error.details['field'] === 'asOf') return importPageText.asOfFuture;
  return null;
}

const HEADERS_AT_MOST = 2_000;

/** Of the form of columns: what each header is read as, in their order. */
export function readChosen(body: unknown): readonly (Column | null)[] {
  return readChosenOf(columns, body);
}

export function readChosenOf<C extends string>(known: readonly C[], body: unknown): readonly (C | null)[] {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const chosen: (C | null)[] = [];
  for (let index = 0; index < HEADERS_AT_MOST && `kolom-${String(index)}` in given; index += 1) {
    const written = given[`kolom-${String(index)}`];
    chosen.push(known.find((column) => column === written) ?? null);
  }
  return chosen;
}
