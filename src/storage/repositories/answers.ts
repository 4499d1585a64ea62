/** The answers of a case as its row keeps them. */
import { Report } from '../../domain/report/report.js';
import type { StorageContext } from '../context.js';

export function openAnswers({ cipher }: StorageContext, caseId: string, sealed: string): Report {
  return Report.parse(cipher.openJson(sealed, { table: 'case', column: 'answers_enc', row: caseId }));
}

/** What lists may be narrowed by; of a sensitive case nothing. */
export function shownCategories(answers: Report, sensitive: boolean): string[] {
  return answers.kind === 'pmks_case' && !sensitive ? answers.categories : [];
}
