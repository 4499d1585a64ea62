import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { mayAccess, type Scoped } from '../../domain/access/scope.js';
import { AppError } from '../../errors.js';
import type { ReporterStore } from './ports.js';

export interface EnrolInput {
  readonly name: string;
  readonly role: string;
  /** As typed: 0812…, 62812… or +62812… */
  readonly phone: string;
  readonly desaCodes: readonly string[];
}

export const reporterRoles = ['kepala_desa', 'lurah', 'operator_desa', 'tksk', 'psm'] as const;

/** Throws input.invalid {field}; a desa beyond the actor's own regions is as good as none. */
export async function enrolReporter(
  reporters: ReporterStore,
  actor: Scoped,
  input: EnrolInput,
): Promise<{ id: string }> {
  const name = input.name.trim();
  if (name.length < 2 || name.length > 100) throw invalid('name');
  if (!reporterRoles.some((role) => role === input.role)) throw invalid('role');
  const phone = parsePhoneNumberFromString(input.phone, 'ID');
  if (phone?.isValid() !== true) throw invalid('phone');
  const desaCodes = await reporters.knownDesa(input.desaCodes.filter((code) => mayAccess(actor, code)));
  if (desaCodes.length === 0 || desaCodes.length !== new Set(input.desaCodes).size) throw invalid('desa');
  return reporters.create({ name, role: input.role, phone: phone.number, desaCodes });
}

function invalid(field: string): AppError {
  return new AppError('input.invalid', { field });
}
