/** Forms about aid that is recorded from a file. */
import { z } from 'zod';
import { TableFault } from '../../domain/import/table.js';
import { aidBeginText, aidFileText } from '../../i18n/aid-files.js';
import { aidProblemLabels } from '../../i18n/aid.js';
import { bytesText } from '../../i18n/escalation.js';
import { fileFaultSentence, monthFirstSentence, roundedSentence } from '../../i18n/import.js';
import { aidFileColumnLabels } from '../../i18n/aid-files.js';
import { withdrawReasons } from '../../domain/aid/given.js';
import {
  AID_FILE_LIMIT_BYTES,
  type AidBeginProblem,
  type AidUploadProblem,
} from '../../usecases/aid/file-services.js';
import { typedText } from './context.js';
import { fileProblem, receivedFile } from './source-import-form.js';
import type { Received } from './uploads.js';

export const aidFileLimit = bytesText(AID_FILE_LIMIT_BYTES);

/** As it was filled in. */
export interface AidUploadTyped {
  readonly program: string;
  /** '': none. */
  readonly list: string;
}
export const untypedAidUpload: AidUploadTyped = { program: '', list: '' };

const UploadForm = z.object({
  program: z.string().max(20).catch(''),
  daftar: z.union([z.guid(), z.literal('')]).catch(''),
  berkas: receivedFile,
});

export function readAidUpload(body: unknown): {
  readonly typed: AidUploadTyped;
  readonly received: Received | undefined;
  readonly problems: readonly string[];
} {
  const { program, daftar: list, berkas: received } = UploadForm.parse(body ?? {});
  const missing = [program === '' ? aidFileText.programProblem : null, fileProblem(received, aidFileLimit)];
  return { typed: { program, list }, received, problems: missing.flatMap((one) => one ?? []) };
}

const uploadSentences: Readonly<Record<AidUploadProblem, string>> = {
  program: aidFileText.programProblem,
  list: aidFileText.listProblem,
};

export const uploadSentencesOf = (problems: readonly AidUploadProblem[]) =>
  problems.map((code) => uploadSentences[code]);

/** null: no fault of what was given. */
export function tableProblemOf(error: unknown): string | null {
  return error instanceof TableFault ? fileFaultSentence(error) : null;
}

/** What holds for rows that say nothing of it, as it was typed. */
export const DefaultsForm = z.object({ hari: typedText, jumlah: typedText, barang: typedText });
export type DefaultsForm = z.infer<typeof DefaultsForm>;

export const WithdrawFileForm = z.object({
  alasan: z.enum(withdrawReasons).catch('other'),
  keterangan: typedText,
});
export type WithdrawFileForm = z.infer<typeof WithdrawFileForm>;

export function beginSentence(problem: AidBeginProblem): string {
  switch (problem.code) {
    case 'twice':
      return aidBeginText.twice(problem.column);
    case 'gift':
      return aidProblemLabels[problem.problem];
    case 'rounded':
      return roundedSentence(aidFileColumnLabels.nik);
    case 'month_first':
      return monthFirstSentence(aidFileColumnLabels.givenOn);
    case 'nik_missing':
    case 'nothing':
    case 'day_missing':
      return aidBeginText[problem.code];
  }
}
