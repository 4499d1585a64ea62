/** Between answers and reports: what all kinds have in common. */
import { readNik } from '../../domain/identity/nik.js';
import type { GeoPoint } from '../../domain/report/parts.js';
import type { Answers } from '../state.js';
import { brief, conflictSettled } from './shared.js';

/** What each kind of report has besides its own. */
export function commonOf(answers: Answers): Record<string, unknown> {
  return {
    desaCode: answers['desaCode'],
    location: answers['location'] ?? null,
    urgent: answers['urgent'] === true,
    note: answers['note'] ?? null,
    duplicateReason: answers['duplicateReason'] ?? null,
  };
}

/** Answers common to all kinds, from a report that was sent. */
export function commonAnswers(report: {
  readonly desaCode: string;
  readonly location: GeoPoint | null;
  readonly urgent: boolean;
  readonly note: string | null;
  readonly duplicateReason: string | null;
}): Answers {
  const { desaCode, location: point, urgent, note, duplicateReason } = report;
  return {
    desaCode,
    photos: true,
    note,
    [brief]: true,
    ...(urgent ? { urgent } : {}),
    ...(point === null ? {} : { location: point }),
    ...(duplicateReason === null ? {} : { duplicateReason }),
  };
}

/** Answers to who somebody is by NIK and birth, from a report that was sent. */
export function personAnswers(
  person: {
    readonly nik: string | null;
    readonly birthDate: string | null;
    readonly birthEstimated: boolean;
    readonly sex: 'L' | 'P' | null;
  },
  day: string,
): Answers {
  const { nik, birthDate: born, birthEstimated, sex } = person;
  const reading = nik === null ? null : readNik(nik, day);
  const nikBirthDate = reading?.ok === true ? reading.nik.birthDate : undefined;
  return {
    nik,
    sex,
    ...(nikBirthDate === undefined ? {} : { nikBirthDate }),
    // A date that only follows from the NIK follows a corrected NIK, too; another was settled before.
    ...(born === null || nikBirthDate === born
      ? {}
      : { birthDate: born, birthEstimated, [conflictSettled]: true }),
  };
}
