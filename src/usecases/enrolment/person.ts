import { readPhone } from '../../domain/enrolment/phone.js';
import { AppError } from '../../errors.js';
import type { PersonInput } from './model.js';

export const reporterRoles = ['kepala_desa', 'lurah', 'operator_desa', 'tksk', 'psm'] as const;

/** Besides the codes themselves, as people write them in lists. */
const roleWords: Readonly<Record<string, (typeof reporterRoles)[number]>> = {
  KEPALADESA: 'kepala_desa',
  KADES: 'kepala_desa',
  PJKEPALADESA: 'kepala_desa',
  PJKADES: 'kepala_desa',
  LURAH: 'lurah',
  PLTLURAH: 'lurah',
  OPERATORDESA: 'operator_desa',
  OPERATOR: 'operator_desa',
  OPERATORSIKSNG: 'operator_desa',
  OPERATORKELURAHAN: 'operator_desa',
  TKSK: 'tksk',
  TENAGAKESEJAHTERAANSOSIALKECAMATAN: 'tksk',
  PSM: 'psm',
  PEKERJASOSIALMASYARAKAT: 'psm',
};

export function roleOf(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  return roleWords[letters] ?? null;
}

export function cleanName(typed: string): string {
  return typed.replace(/\s+/g, ' ').trim();
}

export function invalid(field: string): AppError {
  return new AppError('input.invalid', { field });
}

/** Throws input.invalid {field}. */
export function readPerson(input: PersonInput): { name: string; role: string; phone: string } {
  const name = cleanName(input.name);
  if (name.length < 2 || name.length > 100) throw invalid('name');
  if (!reporterRoles.some((role) => role === input.role)) throw invalid('role');
  const phone = readPhone(input.phone);
  if (phone === null) throw invalid('phone');
  return { name, role: input.role, phone };
}
