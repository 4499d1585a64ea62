import { purposeNote } from '../../domain/access/export-purpose.js';
import { staffMay } from '../../domain/access/scope.js';
import type { CaseEventData } from '../../domain/case/events.js';
import { maskNumbers, maskReport } from '../../domain/report/mask.js';
import { AppError } from '../../errors.js';
import type { ConsoleQueries, FoundCase } from '../console/ports.js';
import type { CaseEventView, StaffActor } from '../console-services.js';
import type { PrintInput, PrintServices } from './services.js';

export interface PrintDeps {
  readonly queries: Pick<ConsoleQueries, 'caseById' | 'recordView'>;
}

/** Refusal looks like absence. */
export function printServices({ queries }: PrintDeps): PrintServices {
  const find = async (actor: StaffActor, caseId: string): Promise<FoundCase> => {
    const found = staffMay(actor, 'read_cases') ? await queries.caseById(actor, caseId) : null;
    if (found === null) throw new AppError('not_found');
    // Of a concealed case there is nothing to be put on paper.
    if (found.answers === null) throw new AppError('not_found');
    return found;
  };
  return {
    printable: async (actor, caseId) => {
      const { id, number, sensitive, photos } = await find(actor, caseId);
      const photoCount = photos.filter(({ state }) => state === 'stored').length;
      return { id, number, sensitive, photoCount, mayIdentify: staffMay(actor, 'print_identities') };
    },
    sheet: async (actor, input) => {
      const found = await find(actor, input.caseId);
      const { identities, ip } = input;
      if (identities && !staffMay(actor, 'print_identities')) throw new AppError('not_found');
      const said = purposeOf(input, found);
      const action = found.sensitive
        ? 'case.sensitive_printed'
        : identities
          ? 'case.printed_whole'
          : 'case.printed';
      await queries.recordView({ userId: actor.id, action, subject: found.id, ip, ...said });
      return identities ? found : masked(found);
    },
  };
}

function purposeOf({ identities, purpose, note }: PrintInput, { sensitive }: FoundCase) {
  if (purpose === null) {
    if (identities || sensitive) throw new AppError('input.invalid', { field: 'purpose' });
    return { purpose: null, purposeNote: null };
  }
  const told = purposeNote(purpose, note);
  if (told === 'wrong') throw new AppError('input.invalid', { field: 'note' });
  return { purpose, purposeNote: told.text };
}

function masked(found: FoundCase): FoundCase {
  return {
    ...found,
    answers: found.answers === null ? null : maskReport(found.answers),
    events: found.events.map(maskedEvent),
  };
}

function maskedEvent(event: CaseEventView): CaseEventView {
  const { data } = event;
  return data === null ? event : { ...event, data: maskedData(data) };
}

function maskedData(data: CaseEventData): CaseEventData {
  if (data.type === 'field_check_reported') {
    return { ...data, result: { ...data.result, note: maskNumbers(data.result.note) } };
  }
  const answered = 'answers' in data ? { ...data, answers: maskReport(data.answers) } : data;
  return 'note' in answered ? { ...answered, note: maskNumbers(answered.note) } : answered;
}
