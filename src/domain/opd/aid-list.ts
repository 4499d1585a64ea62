/** Lists of people for aid, approved, as an agency is told of them. */
import { z } from 'zod';
import { liesInAreas, type AgencyGrant } from '../access/agency.js';
import { liesIn } from '../access/scope.js';

export const AidListTold = z.object({
  id: z.uuid(),
  name: z.string(),
  program: z.string(),
  frozenAt: z.iso.datetime().meta({ description: 'Keadaan data pada saat ini' }),
  count: z.int(),
});
export type AidListTold = z.infer<typeof AidListTold>;

export const AidListRowTold = z.object({
  n: z.int(),
  personId: z.uuid(),
  desa: z.string(),
  identity: z
    .object({
      nik: z.string().nullable(),
      name: z.string(),
      birthDate: z.iso.date().nullable(),
      sex: z.enum(['L', 'P']).nullable(),
    })
    .optional(),
  contact: z.object({ address: z.string().nullable() }).optional(),
  desil: z.object({ value: z.int(), source: z.string() }).nullable().optional(),
});
export type AidListRowTold = z.infer<typeof AidListRowTold>;

export interface AidListFacts extends AidListTold {
  readonly areas: readonly string[];
  readonly sensitive: boolean;
}

export interface AidListRowFacts {
  readonly n: number;
  readonly personId: string;
  readonly desaCode: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly sex: 'L' | 'P' | null;
  readonly desil: { readonly value: number; readonly source: string } | null;
  readonly said: () => { readonly nik: string | null; readonly address: string | null };
}

export function maySeeList(grant: AgencyGrant, list: ListScope): boolean {
  return grant.actions.includes('read') && coversList(grant, list);
}

type ListScope = Pick<AidListFacts, 'program' | 'areas' | 'sensitive'>;

/** One of its programmes, and none of whose areas is another's: aid may be recorded by it, also without reading it. */
export function coversList(grant: AgencyGrant, { program, areas, sensitive }: ListScope): boolean {
  return (
    grant.programs.includes(program) &&
    (!sensitive || grant.groups.includes('pmks_sensitive')) &&
    areas.every((area) => grant.areas.some((own) => liesIn(area, own)))
  );
}

/** null: outside its areas. */
export function tellListRow(row: AidListRowFacts, grant: AgencyGrant): AidListRowTold | null {
  if (!liesInAreas(grant, row.desaCode)) return null;
  const { n, personId, desaCode: desa, name, birthDate, sex, desil } = row;
  const has = (group: AgencyGrant['groups'][number]) => grant.groups.includes(group);
  return {
    n,
    personId,
    desa,
    ...(has('identity') ? { identity: { nik: row.said().nik, name, birthDate, sex } } : {}),
    ...(has('contact') ? { contact: { address: row.said().address } } : {}),
    ...(has('socio_economic') ? { desil } : {}),
  };
}
