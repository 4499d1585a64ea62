/** Reports in which everything that people type freely in the chat is hostile, as the schemas tell what that is. */
import { z } from 'zod';
import { DataUpdate } from '../../src/domain/report/data-update.js';
import { NewPoorHousehold } from '../../src/domain/report/new-poor-household.js';
import { NoLongerEligible } from '../../src/domain/report/no-longer-eligible.js';
import { PmksCase } from '../../src/domain/report/pmks-case.js';
import type { Report } from '../../src/domain/report/report.js';
import { syntheticKinds, syntheticMember } from './one-of-each-kind.js';

/** A formula for Excel, a script for a page, and the end of whatever it stands in; fits the shortest field. */
export const wild = `=1+1"'></p><img src=x onerror=alert(1)>`;

/** One of each kind, and the places in them that were made hostile. */
export function wildReports(desaCode: string): { reports: readonly Report[]; fields: readonly string[] } {
  const kinds = syntheticKinds(desaCode);
  const fields = new Set<string>();
  const make = <T extends Report>(schema: z.ZodType<T>, base: T) =>
    schema.parse(poisoned(schema, base, (field) => fields.add(`${base.kind}${field}`)));
  const update = { ...kinds.update, change: 'members' as const, members: [syntheticMember] };
  return {
    reports: [
      make(NewPoorHousehold, kinds.household),
      make(PmksCase, kinds.person),
      make(NoLongerEligible, { ...kinds.ineligible, address: kinds.household.address }),
      make(DataUpdate, { ...update, address: kinds.household.address }),
    ],
    fields: [...fields].toSorted(),
  };
}

function poisoned(schema: z.ZodType, base: unknown, found: (field: string) => void, at = ''): unknown {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return poisoned(schema.unwrap() as z.ZodType, base, found, at);
  }
  if (schema instanceof z.ZodObject && base !== null) {
    const given = base as Readonly<Record<string, unknown>>;
    const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
    return Object.fromEntries(
      Object.entries(shape).map(([key, one]) => [key, poisoned(one, given[key], found, `${at}.${key}`)]),
    );
  }
  if (schema instanceof z.ZodArray && Array.isArray(base)) {
    return base.map((one: unknown) => poisoned(schema.element as z.ZodType, one, found, `${at}[]`));
  }
  if (!isFreeText(schema) || codes.some((name) => at.endsWith(name))) return base;
  found(at);
  return wild;
}

/** Chosen, not typed: their lists stand elsewhere. */
const codes = ['.desaCode', '.indicators[]'];

/** A string without a form: no pattern, no list of codes. */
function isFreeText(schema: z.ZodType): boolean {
  if (!(schema instanceof z.ZodString)) return false;
  const checks = (schema.def.checks ?? []).map((check) => check._zod.def.check);
  return checks.every((check) => check === 'min_length' || check === 'max_length');
}
