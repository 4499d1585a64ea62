import type { Reference } from '../../../src/domain/reference/reference.js';
import { assemble } from '../../../src/usecases/reference/assemble.js';
import { builtInReference } from '../../../src/usecases/reference/built-in.js';
import type { ReferenceServices } from '../../../src/usecases/reference/services.js';

/** As the service comes. */
export const plainReference: Reference = assemble(
  builtInReference({ workingDays: 5, holidays: new Set(['2027-03-10']) }),
  0,
  [],
);

/** Shows what comes with the service; keeps nothing. */
export function fakeReference(): ReferenceServices {
  const saved = async () => ({ ok: true }) as const;
  return {
    current: async () => plainReference,
    view: async () => ({ reference: plainReference, changes: [], mayChange: true }),
    lastRecount: async () => null,
    lastSensitivity: async () => null,
    openByCategory: async () => new Map([['11', 2]]),
    saveOfficeTime: saved,
    addHolidays: async () => ({ ok: true, added: 0 }),
    removeHoliday: saved,
    saveReason: saved,
    saveQuestion: saved,
    saveCategory: saved,
    agencies: async () => ({ agencies: [], changes: [], mayChange: true }),
    saveAgency: saved,
  };
}
